using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Web.Forecasts;
using LoanTwin.Web.Jobs;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 4: futures that no forecast knows, lived from the same book, lie inside its bands as often as the bands say.</summary>
internal static class ForecastBandEvidence
{
    private const int Loans = 10_000;
    private const int Futures = 200;
    private const double Least = .84;
    private const double Most = .96;

    // Inside a month: twenty days on one has closed, so figures of closed months differ from future to future.
    private static readonly DateOnly Book = new(2026, 1, 15);
    private static readonly int[] Days = [20, 40, 60];
    private static readonly string[] Metrics = ["roe", "dpd30Balance", "outstanding"];

    public static EvidenceLine Line(Options options)
    {
        using var lender = Lender.Found(new LenderPlan { Loans = Loans, Seed = options.Seed, StartDay = Book }).Value;
        var forecast = Forecast(lender, options.Seed, ForecastQuestion.MostPaths);
        var usual = Forecast(lender, options.Seed, ForecastQuestion.PathsFor(Loans));
        var lived = Lived(lender, options.Seed);
        var cells = (from metric in Metrics from day in Days select new { metric, day, inside = Inside(forecast, lived, lender, metric, day), ofUsual = Inside(usual, lived, lender, metric, day) }).ToList();
        return new(
            4,
            $"{Futures} futures lived under keys of their own from one book of {Loans} loans: share inside the 90 % band on days 20, 40 and 60",
            new { forecast.Paths, usualPaths = usual.Paths, cells },
            new { low = Least, high = Most, of = "inside; ofUsual, the band of the forecast that the twin makes of itself, rests on fewer paths and is for comparison" },
            cells.TrueForAll(cell => cell.inside is >= Least and <= Most));
    }

    private static ForecastOutcome Forecast(Lender lender, ulong seed, int paths)
    {
        var kind = new ForecastKind();
        var inputs = new FrozenInputs(kind.Name, lender.World.Day, lender.World.Day, 1, null, seed, RunVersions.Of(kind), FrozenInputs.Freeze(new ForecastQuestion(3, paths)));
        using var hold = new JobHold();
        return ForecastOutcome.Parse(kind.Merge(inputs, [.. Enumerable.Range(0, kind.CountBlocks(inputs)).Select(block => kind.Run(new(inputs, lender, block, [], hold, () => { }, default)))]));
    }

    private static List<Dictionary<(string Metric, int Day), double>> Lived(Lender lender, ulong seed)
    {
        var futures = new List<Dictionary<(string, int), double>>();
        while (futures.Count < Futures)
        {
            using var future = lender.Fork(RandomKey.Future(seed, "bands held to account", futures.Count));
            var values = new Dictionary<(string, int), double>();
            foreach (var day in Days)
            {
                while (future.World.Day < lender.World.Day + day)
                {
                    future.LiveDay();
                }

                foreach (var metric in future.Metrics().Where(metric => Metrics.Contains(metric.Metric.Key)))
                {
                    values[(metric.Metric.Key, day)] = metric.Value ?? double.NaN;
                }
            }

            futures.Add(values);
        }

        return futures;
    }

    private static double Inside(ForecastOutcome forecast, List<Dictionary<(string Metric, int Day), double>> lived, Lender lender, string metric, int day)
    {
        var band = forecast.Metrics.Single(line => line.Key == metric).Points.Single(point => point.Day.DayNumber == lender.World.Day + day);
        return lived.Average(future => future[(metric, day)] >= band.P05 && future[(metric, day)] <= band.P95 ? 1.0 : 0);
    }
}
