using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Market;

/// <summary>One property of the economy: its value in the model, and the band in which fifty years of history let it lie.</summary>
public sealed record MarketProperty(string Name, double Simulated, double Low, double High)
{
    public bool IsInside => Simulated >= Low && Simulated <= High;
}

/// <summary>How the check is run; seeds are addresses, so the same question has the same answer.</summary>
public sealed record MarketCheckPlan
{
    public ulong Seed { get; init; } = 1;

    /// <summary>Simulated paths for the properties.</summary>
    public int Paths { get; init; } = 400;

    /// <summary>Paths of thirty years that must stay finite and within the sane ranges.</summary>
    public int BoundPaths { get; init; } = 1_000;

    /// <summary>Resampled histories behind a band.</summary>
    public int Resamples { get; init; } = 2_000;

    /// <summary>Quarters in a block of the bootstrap: six years, about the length of an upswing or a downturn.</summary>
    public int Block { get; init; } = 24;
}

/// <summary>
/// Compares what the model does in the long run with what the published history did: mean, volatility and memory of each factor, and the
/// correlation of unemployment with growth, each against the 90 % band of a moving-block bootstrap of the history.
/// </summary>
public static class MarketCheck
{
    private const double Tail = .05;
    private const int BurnInYears = 10;
    private const int BoundYears = 30;

    public static ImmutableArray<MarketProperty> Run(MarketModel model, MarketCheckPlan plan)
    {
        var history = Readings.OfHistory();
        var bands = Bands(history, plan);
        var paths = Enumerable.Range(0, plan.Paths).AsParallel().AsOrdered()
            .Select(path => Simulated(model, RandomKey.Future(plan.Seed, "market check", path), history.Quarters).Properties()).ToList();
        var names = Readings.Names;
        var properties = names.Select((name, i) => new MarketProperty(name, paths.Average(path => path[i]), bands[i].Low, bands[i].High));
        return [.. properties, new("monthsOutOfRange", OutOfRange(model, plan), 0, 0)];
    }

    private static (double Low, double High)[] Bands(Readings history, MarketCheckPlan plan)
    {
        var key = RandomKey.Future(plan.Seed, "market bands", 0);
        var resampled = Enumerable.Range(0, plan.Resamples).AsParallel().AsOrdered().Select(sample => history.Resampled(key, sample, plan.Block).Properties()).ToList();
        return [.. Readings.Names.Select((_, i) =>
        {
            var sorted = resampled.Select(properties => properties[i]).Order().ToList();
            return (sorted[(int)(Tail * sorted.Count)], sorted[(int)((1 - Tail) * sorted.Count) - 1]);
        })];
    }

    /// <summary>As many quarters as the history has, read at middle months, after ten years in which the start is forgotten.</summary>
    private static Readings Simulated(MarketModel model, RandomKey key, int quarters)
    {
        // House prices start low, so that eighty years of growth stay on the scale.
        var start = Lowered(History.Path);
        var first = Quarter.BeginningFrom(start.LastMonth + 1).Plus(4 * BurnInYears);
        var path = start.Continued(model, key, first.Plus(quarters - 1).MiddleMonth);
        return Readings.Of([.. Enumerable.Range(0, quarters).Select(quarter => path.At(first.Plus(quarter).MiddleMonth))]);
    }

    private static MarketPath Lowered(MarketPath path)
        => MarketPath.Create(path.FirstMonth, [.. path.States.Select(state => state with { HousePriceIndex = state.HousePriceIndex / 10 })]).Value;

    /// <summary>Months in which a factor is no number or stands on or beyond the bounds of its range.</summary>
    private static double OutOfRange(MarketModel model, MarketCheckPlan plan)
    {
        var start = History.Path;
        return Enumerable.Range(0, plan.BoundPaths).AsParallel()
            .Sum(path => start.Continued(model, RandomKey.Future(plan.Seed, "market bounds", path), start.LastMonth + (12 * BoundYears)).States.Count(IsOutside));
    }

    private static bool IsOutside(EconomicState state)
        => MacroFactor.All.Any(factor => !(state[factor] > factor.Lowest && state[factor] < factor.Highest));
}
