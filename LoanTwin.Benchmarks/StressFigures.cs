using System.Diagnostics;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Benchmarks;

/// <summary>The speeds of the stress lab, each through the entry point that its users take. No cache but the baseline's, as in a live answer.</summary>
internal static class StressFigures
{
    private const int Quarters = 9;
    private const int Runs = 9;

    public static int Print(Options options)
    {
        Console.Error.WriteLine(Machine.Describe());
        foreach (var figure in Measure(options.Seed, options.IsFull))
        {
            figure.Print();
        }

        return 0;
    }

    private static IEnumerable<Figure> Measure(ulong seed, bool isFull)
    {
        using (var lender = Lender.Found(new() { Loans = 100_000, Seed = seed, YearsLived = 1 }).Value)
        using (var bench = StressBench.Freeze(lender).Value)
        {
            yield return Live(bench, lender, 300);
            yield return FirstEstimate(bench, lender);
            yield return Paths(bench, lender, isFull ? 1_000 : 100);
            yield return Reverse(bench, lender, seed);
        }

        using var large = Lender.Found(new() { Loans = 500_000, Seed = seed, YearsLived = 0 }).Value;
        using var wide = StressBench.Freeze(large).Value;
        yield return Live(wide, large, 1_500);
    }

    /// <summary>A knot moves a little each time, so no answer has been worked out before.</summary>
    private static Figure Live(StressBench bench, Lender lender, double target)
    {
        var start = new StartingPoint(bench.Before, bench.Day.DayNumber, bench.Model);
        var moved = 0;
        var times = Timing.Sample(2, Runs, () => bench.Answer(new()
        {
            Quarters = Quarters,
            Scenario = ScenarioLibrary.Shocked(start, "a knot moves", (Domain.Economy.MacroFactor.Unemployment, quarter => (.03 + (.0001 * ++moved)) * Math.Min(1, quarter / 4.0))),
        }));
        return new("live_answer_ms", Timing.Median(times), "ms", target, Threads: Environment.ProcessorCount, Loans: lender.World.Book.Count);
    }

    private static Figure FirstEstimate(StressBench bench, Lender lender)
    {
        var clock = Stopwatch.GetTimestamp();
        _ = StressRun.Begin(bench, Plan(10)).Value.DoBlock(0).Loss;
        return new("first_estimate_ms", Stopwatch.GetElapsedTime(clock).TotalMilliseconds, "ms", 2_000, Threads: Environment.ProcessorCount, Loans: lender.World.Book.Count);
    }

    private static Figure Paths(StressBench bench, Lender lender, int paths)
    {
        var clock = Stopwatch.GetTimestamp();
        var run = StressRun.Begin(bench, Plan(paths)).Value;
        var outcome = Enumerable.Range(0, run.Plan.Blocks).Select(block => run.DoBlock(block)).Aggregate((a, b) => a.Merge(b));
        var minutes = Stopwatch.GetElapsedTime(clock).TotalMinutes;
        return new("paths_per_minute", outcome.Count / minutes, "paths/min", null, 1_000 / 3.0, Environment.ProcessorCount, lender.World.Book.Count);
    }

    private static Figure Reverse(StressBench bench, Lender lender, ulong seed)
    {
        var calm = StressResult.WorstOf(MetricCatalogue.Find("capitalRatio").Value, bench.Answer(new() { Quarters = Quarters }).Value.Baseline)!.Value.Value;
        var clock = Stopwatch.GetTimestamp();
        var answer = ReverseStress.Solve(bench, new("capitalRatio", calm - .015, Quarters, seed)).Value;
        Console.Error.WriteLine($"reverse: distance {answer.Distance:F3}, other start {answer.OtherDistance:F3}; {answer.Story}");
        return new("reverse_s", Stopwatch.GetElapsedTime(clock).TotalSeconds, "s", 60, Threads: Environment.ProcessorCount, Loans: lender.World.Book.Count);
    }

    private static StressPlan Plan(int paths) => new() { Question = new() { Scenario = PublishedScenarios.SeverelyAdverse2026, Quarters = Quarters }, Paths = paths };
}
