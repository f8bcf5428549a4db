using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// Quarterly readings of the seven factors, house prices as growth over the year, with the readings one and four quarters before beside
/// each: so a resampled history never pairs quarters across the joint of two blocks.
/// </summary>
internal sealed class Readings
{
    private const int Memory = 4;
    private static readonly ImmutableArray<int> Lags = [1, Memory];
    private readonly double[][] _factors;
    private readonly ImmutableArray<int> _at;

    private Readings(double[][] factors, ImmutableArray<int> at) => (_factors, _at) = (factors, at);

    /// <summary>Names of the properties, in the order of <see cref="Properties"/>.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. from factor in MacroFactor.All
           from property in new[] { "mean", "volatility", "memory1", "memory4" }
           select $"{(factor == MacroFactor.HousePriceIndex ? "housePriceGrowth" : factor.Key)}.{property}",
        "unemployment.gdpGrowth.correlation",
    ];

    /// <summary>Quarters of the history.</summary>
    public int Quarters => _factors[0].Length;

    public static Readings OfHistory()
    {
        var quarters = PublishedHistory.Quarters;
        return Of([.. MacroFactor.All.Select(factor => quarters.Select(quarter => quarter[factor] ?? double.NaN).ToArray())]);
    }

    public static Readings Of(IReadOnlyList<EconomicState> states) => Of([.. MacroFactor.All.Select(factor => states.Select(state => state[factor]).ToArray())]);

    /// <summary>A history of the same length from blocks of this one, which wraps around at its ends.</summary>
    public Readings Resampled(RandomKey key, int sample, int block)
    {
        var blocks = (_at.Length + block - 1) / block;
        var at = Enumerable.Range(0, blocks).SelectMany(i =>
        {
            var start = (int)(((ulong)key.Draw((ulong)i, sample, ChanceStream.Market).Word0 * (ulong)_at.Length) >> 32);
            return Enumerable.Range(0, block).Select(step => _at[(start + step) % _at.Length]);
        });
        return new(_factors, [.. at.Take(_at.Length)]);
    }

    public double[] Properties()
    {
        var properties = new List<double>();
        foreach (var factor in _factors)
        {
            var known = _at.Where(at => !double.IsNaN(factor[at - Memory])).ToList();
            properties.Add(known.Average(at => factor[at]));
            properties.Add(Math.Sqrt(Covariance(known, factor, factor, 0)));
            properties.AddRange(Lags.Select(lag => Correlation(known, factor, factor, lag)));
        }

        properties.Add(Correlation(_at, _factors[MacroFactor.Unemployment.Place], _factors[MacroFactor.GdpGrowth.Place], 0));
        return [.. properties];
    }

    private static Readings Of(double[][] factors)
    {
        var houses = factors[MacroFactor.HousePriceIndex.Place];
        factors[MacroFactor.HousePriceIndex.Place] = [.. houses.Select((level, at) => at < Memory ? double.NaN : (level / houses[at - Memory]) - 1)];
        return new(factors, [.. Enumerable.Range(Memory, houses.Length - Memory)]);
    }

    private static double Correlation(IReadOnlyCollection<int> at, double[] x, double[] y, int lag)
        => Covariance(at, x, y, lag) / Math.Sqrt(Covariance(at, x, x, 0) * Covariance([.. at.Select(i => i - lag)], y, y, 0));

    private static double Covariance(IReadOnlyCollection<int> at, double[] x, double[] y, int lag)
    {
        var (meanX, meanY) = (at.Average(i => x[i]), at.Average(i => y[i - lag]));
        return at.Average(i => (x[i] - meanX) * (y[i - lag] - meanY));
    }
}
