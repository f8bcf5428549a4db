using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace LoanTwin.Benchmarks.Running;

/// <summary>Live answers of the running program while its twin lives and a job is on; the first is that of a program that has never answered.</summary>
internal sealed record LiveFigures(int Loans, double FirstMs, double MedianMs, double SlowestMs, int Answers, int DaysLived, int PathsDrawnMeanwhile);

/// <summary>A run of the program while its twin lives.</summary>
internal sealed record RunFigures(int Loans, int Paths, double FirstExpectedMs, double FirstPathsMs, double Seconds, string Hash);

/// <summary>The speeds of the stress lab through the doors of the real program.</summary>
internal static class StressMeasures
{
    private const int Answers = 24;
    private static readonly TimeSpan BetweenAnswers = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task<LiveFigures> LiveAsync(int loans, ulong seed)
    {
        using var scratch = new Scratch();
        await using var program = await LivingAsync(scratch, loans, seed);
        var before = DayOf(await program.TwinAsync());
        var (_, run) = await AskAsync(program, seed, 10_000);
        await UntilAsync(program, run, state => Paths(state) > 0);
        var times = new List<double>();
        for (var answer = 0; answer < Answers; answer++)
        {
            // A knot that moves a little each time: no answer has been worked out before.
            var peak = (.07 + (.0007 * answer)).ToString(CultureInfo.InvariantCulture);
            var start = Stopwatch.GetTimestamp();
            var (status, body) = await program.PostAsync("/api/stress/answer", $$$"""{"scenario":{"unemployment":[0.05,0.06,{{{peak}}},{{{peak}}},{{{peak}}},0.065,0.06,0.06,0.06]}}""");
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (status != 200)
            {
                throw new InvalidOperationException($"{status} {body}");
            }

            await Task.Delay(BetweenAnswers);
        }

        var drawn = Paths(await program.GetAsync($"/api/stress/runs/{run}"));
        return new(loans, Math.Round(times[0]), Math.Round(Timing.Median([.. times.Skip(1)])), Math.Round(times.Skip(1).Max()), times.Count, DayOf(await program.TwinAsync()) - before, drawn);
    }

    public static async Task<RunFigures> RunAsync(int loans, ulong seed, int paths)
    {
        using var scratch = new Scratch();
        await using var program = await LivingAsync(scratch, loans, seed);
        var clock = Stopwatch.StartNew();
        var (_, run) = await AskAsync(program, seed, paths);
        await UntilAsync(program, run, state => state.GetProperty("metrics").GetArrayLength() > 0);
        var expected = clock.Elapsed.TotalMilliseconds;
        await UntilAsync(program, run, state => Paths(state) > 1);
        var first = clock.Elapsed.TotalMilliseconds;
        var whole = await UntilAsync(program, run, state => state.GetProperty("hash").ValueKind is JsonValueKind.String);
        return new(loans, Paths(whole), Math.Round(expected), Math.Round(first), Math.Round(clock.Elapsed.TotalSeconds, 1), whole.GetProperty("hash").GetString()!);
    }

    public static async Task<(string Job, string Run)> AskAsync(TwinProgram program, ulong seed, int paths, string scenario = "fed-2026-severe")
    {
        var (status, asked) = await program.PostAsync("/api/stress/runs", $$"""{"scenario":"{{scenario}}","quarters":9,"paths":{{paths}},"seed":{{seed}}}""");
        return status == 202 ? (asked.GetProperty("job").GetString()!, asked.GetProperty("run").GetString()!) : throw new InvalidOperationException($"{status} {asked}");
    }

    public static async Task<JsonElement> UntilAsync(TwinProgram program, string run, Func<JsonElement, bool> holds)
    {
        while (true)
        {
            var state = await program.GetAsync($"/api/stress/runs/{run}");
            if (holds(state))
            {
                return state;
            }

            await Task.Delay(Look);
        }
    }

    public static int Paths(JsonElement run) => run.GetProperty("pathsDone").GetInt32();

    private static async Task<TwinProgram> LivingAsync(Scratch scratch, int loans, ulong seed)
    {
        var program = await TwinProgram.StartAsync(scratch.Below("twin"), loans, seed);
        await program.PostAsync("/api/twin/pace", """{"pace":"live"}""");
        return program;
    }

    private static int DayOf(JsonElement twin) => DateOnly.Parse(twin.GetProperty("day").GetString()!, CultureInfo.InvariantCulture).DayNumber;
}
