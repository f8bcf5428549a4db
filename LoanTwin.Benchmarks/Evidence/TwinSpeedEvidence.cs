using LoanTwin.Benchmarks.Running;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 1: how long until the first figure, what a stored day takes, how many events are taken in, how much memory a million loans need.</summary>
internal static class TwinSpeedEvidence
{
    private const int Small = 10_000;
    private const int Large = 500_000;
    private const int Largest = 1_000_000;
    private const double MostMegabytes = 2_500;

    public static EvidenceLine Line(Options options)
    {
        var (smallMs, smallCpuSeconds) = TwinMeasures.FirstFigureAsync(Small, options.Seed).GetAwaiter().GetResult();
        var large = TwinMeasures.OfSizeAsync(Large, options.Seed).GetAwaiter().GetResult();
        var events = TwinMeasures.EventsAsync(Small, options.Seed).GetAwaiter().GetResult();
        var memory = TwinMeasures.Memory(Largest, options.Seed);
        var peak = memory.GetProperty("peakMegabytes").GetDouble();
        var ok = new
        {
            firstFigureSmall = smallMs < 10_000,
            firstFigureLarge = large.FirstFigureMs < 60_000,
            restart = large.RestartMs < 10_000,
            storedDay = large.StoredDayMs < 300,
            events = Math.Max(events.OneARequestPerSecond, events.ListsOf100PerSecond) >= 10_000 && events.FoundAfterKill >= events.Acknowledged && events.Refused.Length == 0,
            memory = peak < MostMegabytes,
        };
        return new(
            1,
            "first figure of 10,000 and 500,000 loans, restart and stored day (median of 30) of 500,000, acknowledged events a second from 64 connections, memory of 1,000,000 loans with one fork",
            new { firstFigureMs = smallMs, firstFigureCpuSeconds = smallCpuSeconds, large, events, memory, ok, machine = Machine.Describe() },
            new { firstFigureMs = 10_000, firstFigureLargeMs = 60_000, restartMs = 10_000, storedDayMs = 300, eventsPerSecond = 10_000, megabytes = MostMegabytes },
            ok is { firstFigureSmall: true, firstFigureLarge: true, restart: true, storedDay: true, events: true, memory: true });
    }
}
