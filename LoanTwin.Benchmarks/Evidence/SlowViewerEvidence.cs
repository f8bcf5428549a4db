using System.Net.WebSockets;
using LoanTwin.Benchmarks.Running;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 6: two hundred viewers of the hub that stop reading, and one that reads; the same days quiet and watched.</summary>
internal static class SlowViewerEvidence
{
    private const int Loans = 10_000;
    private const int Days = 200;
    private const int Viewers = 200;
    private const double MostTimes = 1.5;
    private const double MostMegabytes = 50;
    private static readonly TimeSpan BetweenDays = TimeSpan.FromMilliseconds(150);

    public static EvidenceLine Line(Options options) => MeasureAsync(options.Seed).GetAwaiter().GetResult();

    private static async Task<EvidenceLine> MeasureAsync(ulong seed)
    {
        using var scratch = new Scratch();
        await using (var founding = await TwinProgram.StartAsync(scratch.Below("quiet"), Loans, seed))
        {
            await founding.StopAsync();
        }

        Scratch.Copy(scratch.Below("quiet"), scratch.Below("watched"));
        var quiet = await LiveAsync(scratch.Below("quiet"), seed, viewers: 0);
        var watched = await LiveAsync(scratch.Below("watched"), seed, Viewers);
        var times = Math.Round(watched.P99 / quiet.P99, 2);
        var megabytes = Math.Round(watched.Megabytes - quiet.Megabytes, 1);
        return new(
            6,
            $"{Viewers} hub viewers that stop reading: p99 of tick and commit over {Days} days against the same days unwatched, memory, and what a viewer that does read still gets",
            new { times, megabytes, quiet, watched, machine = Machine.Describe() },
            new { times = MostTimes, megabytes = MostMegabytes, longestGapSeconds = 3 },
            times < MostTimes && megabytes < MostMegabytes && watched.LongestGapSeconds < 3);
    }

    private static async Task<Run> LiveAsync(string folder, ulong seed, int viewers)
    {
        await using var program = await TwinProgram.StartAsync(folder, Loans, seed);
        await program.StepAsync(20);
        using var reader = await HubViewer.JoinAsync(program.Address, reads: true);
        var slow = new List<HubViewer>();
        for (var i = 0; i < viewers; i++)
        {
            slow.Add(await HubViewer.JoinAsync(program.Address, reads: false));
        }

        var before = program.Megabytes("VmRSS");
        var times = new List<double>();
        for (var day = 0; day < Days; day++)
        {
            var twin = await program.StepAsync(1);
            times.Add(twin.GetProperty("tickMs").GetDouble() + twin.GetProperty("commitMs").GetDouble());
            await Task.Delay(BetweenDays);
        }

        var run = new Run(
            Math.Round(Timing.Median([.. times]), 2), Math.Round(times.Order().ElementAt(Days * 99 / 100), 2), Math.Round(program.Megabytes("VmRSS") - before, 1),
            reader.Pictures, reader.LongestGapSeconds, slow.Count(viewer => viewer.State is WebSocketState.Open));
        slow.ForEach(viewer => viewer.Dispose());
        return run;
    }

    /// <summary>Milliseconds a day, growth of the resident set, and what the one reader got.</summary>
    private sealed record Run(double Median, double P99, double Megabytes, int Pictures, double LongestGapSeconds, int StillOpen);
}
