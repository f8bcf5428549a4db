namespace LoanTwin.Benchmarks.Running;

/// <summary>The speeds of the twin, one line each.</summary>
internal static class TwinFigures
{
    public static async Task<int> PrintAsync(Options options)
    {
        Console.Error.WriteLine(Machine.Describe());
        new Figure("first_figure_ms", (await TwinMeasures.FirstFigureAsync(10_000, options.Seed)).Ms, "ms", 10_000, Loans: 10_000).Print();
        var large = await TwinMeasures.OfSizeAsync(500_000, options.Seed);
        new Figure("first_figure_ms", large.FirstFigureMs, "ms", 60_000, Loans: large.Loans).Print();
        new Figure("stored_day_ms", large.StoredDayMs, "ms", 300, Loans: large.Loans).Print();
        new Figure("restart_ms", large.RestartMs, "ms", 10_000, Loans: large.Loans).Print();
        var events = await TwinMeasures.EventsAsync(10_000, options.Seed);
        new Figure("events_per_s", Math.Max(events.OneARequestPerSecond, events.ListsOf100PerSecond), "events/s", 10_000, Loans: 10_000).Print();
        new Figure("events_one_a_request_per_s", events.OneARequestPerSecond, "events/s", null, Loans: 10_000).Print();
        return 0;
    }
}
