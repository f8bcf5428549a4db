using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>What a book stands at by state when a month ends, and no flow says: numbers, and money in cents.</summary>
public enum Standing
{
    Count30,
    Balance30,
    Count60,
    Balance60,

    /// <summary>At 90 days and not terminated.</summary>
    Count90,
    Balance90,

    /// <summary>Terminated contracts that wait for their charge-off.</summary>
    Terminated,

    /// <summary>Of the balances at 30 and 60 days, the part still in a default event.</summary>
    StillInDefault,

    /// <summary>Billed and unpaid outside a default event.</summary>
    InterestDue,
    FeesDue,
}

/// <summary>
/// Levels by month of one product, added block by block; without one the expected step does not know that anybody asks. Each addition is
/// rounded as the flows are, so neither lane width nor thread can change a sum. The statuses of a month's end are those its due days recorded:
/// the states the month began with. Month zero, before the first, holds what was due when the run began.
/// </summary>
internal sealed class StateSums(int months)
{
    public static readonly int Kinds = Enum.GetValues<Standing>().Length;

    private const int Thirty = (int)PaymentStatus.Days30;
    private const int Sixty = (int)PaymentStatus.Days60;

    private readonly double[] _sums = new double[Kinds * (months + 1)];

    public ReadOnlySpan<double> Sums => _sums;

    public void Clear() => Array.Clear(_sums);

    /// <summary>The states that a month of the run begins with.</summary>
    public void AddStates<T>(ExpectedSlab slab, int month, int count) where T : struct, ILanes<T>
    {
        AddState<T>(slab, month, count, Thirty, Standing.Count30, slab.ThirtyInDefault);
        AddState<T>(slab, month, count, Sixty, Standing.Count60, slab.SixtyInDefault);
        AddState<T>(slab, month, count, ExpectedState.Ninety, Standing.Count90, null);
    }

    /// <summary>What is due when a month of the run ends.</summary>
    public void AddDue<T>(ExpectedSlab slab, int month, int count) where T : struct, ILanes<T>
    {
        var (interest, fees) = (T.Of(0), T.Of(0));
        for (var i = 0; i < count; i += T.Count)
        {
            for (var state = Thirty; state <= Sixty; state++)
            {
                var inDefault = T.Load(state == Thirty ? slab.ThirtyInDefault : slab.SixtyInDefault, i);
                var outside = T.Of(1) - (inDefault / T.Max(T.Load(slab.Probability[state], i), T.Of(1e-300)));
                interest += ExpectedSums<T>.RoundedMoney(T.Load(slab.InterestDue[state], i) * outside);
                fees += ExpectedSums<T>.RoundedMoney(T.Load(slab.FeesDue[state], i) * outside);
            }
        }

        Add(Standing.InterestDue, month, T.Sum(interest));
        Add(Standing.FeesDue, month, T.Sum(fees));
    }

    public void AddTerminated(int month, double balance) => Add(Standing.Terminated, month, balance);

    private void AddState<T>(ExpectedSlab slab, int month, int rows, int state, Standing number, Column? inDefault) where T : struct, ILanes<T>
    {
        var (count, balance, still) = (T.Of(0), T.Of(0), T.Of(0));
        for (var i = 0; i < rows; i += T.Count)
        {
            var (probability, money) = (T.Load(slab.Probability[state], i), T.Load(slab.Balance[state], i));
            count += ExpectedSums<T>.RoundedCount(probability);
            balance += ExpectedSums<T>.RoundedMoney(money);
            if (inDefault is { } part)
            {
                still += ExpectedSums<T>.RoundedMoney(money * (T.Load(part, i) / T.Max(probability, T.Of(1e-300))));
            }
        }

        Add(number, month, T.Sum(count));
        Add(number + 1, month, T.Sum(balance));
        Add(Standing.StillInDefault, month, T.Sum(still));
    }

    private void Add(Standing kind, int month, double amount)
    {
        if ((uint)month <= (uint)months)
        {
            _sums[((int)kind * (months + 1)) + month] += amount;
        }
    }
}
