using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LoanTwin.Domain.Risk;

namespace LoanTwin.Simulation.Measures;

/// <summary>
/// Performing loans of one product in twelve buckets of default probability, each twice as high as the one before: below 1/2048, then
/// from 1/2048, 1/1024 ... 1/2 on. A bucket's probability is the mean of its loans weighted by what they would lose, so that the expected
/// loss is kept. Two banks, by row parity, so that neighbours do not wait for each other's sums.
/// </summary>
internal struct LossBuckets
{
    public const int Count = 12;

    private const int Lowest = -12;
    private const int ExponentBits = 23;
    private const int ExponentBias = 127;

    private Bank _even;
    private Bank _odd;

    /// <summary>Adds a loan; a probability outside 0 to 1 is a bug of the estimator.</summary>
    public void Add(int row, float pd, double loss)
    {
        if (!(pd is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(pd), pd, $"row {row} has no default probability between 0 and 1");
        }

        ref var sums = ref (row & 1) == 0 ? ref _even[Place(pd)] : ref _odd[Place(pd)];
        sums.Loans++;
        sums.Loss += loss;
        sums.Squares += loss * loss;
        sums.Expected += loss * pd;
    }

    /// <summary>The bucket of a probability: its binary exponent, 1 itself belonging to the last.</summary>
    public static int Place(float pd) => Math.Clamp((BitConverter.SingleToInt32Bits(pd) >> ExponentBits) - ExponentBias - Lowest, 0, Count - 1);

    public readonly double Expected
    {
        get
        {
            var sum = 0.0;
            for (var place = 0; place < Count; place++)
            {
                sum += _even[place].Expected + _odd[place].Expected;
            }

            return sum;
        }
    }

    /// <summary>The buckets that hold a loan.</summary>
    public readonly ImmutableArray<LossBucket> Filled(double correlation)
    {
        var filled = ImmutableArray.CreateBuilder<LossBucket>(Count);
        for (var place = 0; place < Count; place++)
        {
            var (even, odd) = (_even[place], _odd[place]);
            var (loans, loss) = (even.Loans + odd.Loans, even.Loss + odd.Loss);
            if (loans > 0)
            {
                filled.Add(new(loans, loss > 0 ? Math.Min((even.Expected + odd.Expected) / loss, 1) : 0, correlation, loss, even.Squares + odd.Squares));
            }
        }

        return filled.ToImmutable();
    }

    private struct Sums
    {
        public long Loans;
        public double Loss;
        public double Squares;
        public double Expected;
    }

    [InlineArray(Count)]
    private struct Bank
    {
        private Sums _first;
    }
}
