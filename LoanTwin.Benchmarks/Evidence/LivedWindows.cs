using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Every stretch of nine quarters that has been lived, as a scenario from where it began. The model is fitted to them, so a coherence that is a percentile spreads evenly over them.</summary>
internal static class LivedWindows
{
    private const int Quarters = 9;

    // A stretch that begins inside the lockdown begins where no model does.
    private static readonly Quarter LockdownFrom = Quarter.Of(2020, 2);
    private static readonly Quarter LockdownTo = Quarter.Of(2021, 3);

    public static List<double> Coherences()
    {
        var last = PublishedHistory.Quarters[^1].Quarter.Plus(-Quarters);
        return [.. Enumerable.Range(Quarter.Of(1991, 1).Number, last.Number - Quarter.Of(1991, 1).Number + 1)
            .Select(number => PublishedHistory.Quarters.First(quarter => quarter.Quarter.Number == number))
            .Where(from => from.Quarter.Number < LockdownFrom.Number || from.Quarter.Number > LockdownTo.Number)
            .AsParallel().AsOrdered().Select(Coherence)];
    }

    private static double Coherence(PublishedQuarter from)
    {
        var month = from.Quarter.FirstMonth + 2;
        var start = new StartingPoint(History.Until(month), new DateOnly((month + 1) / 12, ((month + 1) % 12) + 1, 1).DayNumber, MarketModel.Default);
        var lived = PublishedHistory.Quarters.Where(quarter => quarter.Quarter.Number > from.Quarter.Number).Take(Quarters).ToList();
        var scenario = ScenarioDoor.Open(new($"after {from.Quarter}", "history", MacroFactor.All.ToDictionary(factor => factor.Key, factor => (IReadOnlyList<double?>?)[.. lived.Select(quarter => quarter[factor])]))
        {
            FirstQuarter = start.FirstQuarter,
            HousePriceBase = from[MacroFactor.HousePriceIndex]!.Value,
        }).Value;
        return PathPercentile.Of(start.Lived, start.Day, scenario, start.Model, 10).Coherence;
    }
}
