using System.Text.Json;
using LoanTwin.Benchmarks.Running;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 6: the real program killed in the midst of two runs goes on from their finished blocks to the bytes of one that was left alone.</summary>
internal static class StressKillEvidence
{
    private const int Loans = 2_000;
    private const int Paths = 2_000;
    private const int Kills = 3;
    private static readonly string[] Worlds = ["fed-2026-severe", "stagflation"];

    public static EvidenceLine Line(Options options)
    {
        var tests = TestRun.Of("FullyQualifiedName~StressJobTests.TwoRuns_AtOnce");
        var (unkilled, killed) = Compare(options.Seed).GetAwaiter().GetResult();
        return new(
            6,
            $"two runs of two people at once keep their own progress and come to the bytes they have alone (test); {Kills} kills -9 while two runs are under way: what was finished before is there after, nothing is complete with a hole, and both end with the hash of an unkilled program",
            new { tests, unkilled, killed.Hashes, killed.PathsAtKills, killed.PathsAfterStarts, killed.HadAHole },
            new { failed = 0, hashes = "equal", hadAHole = false },
            tests.AllPassed && unkilled.SequenceEqual(killed.Hashes) && !killed.HadAHole && killed.PathsAtKills.Zip(killed.PathsAfterStarts).All(pair => pair.Second >= pair.First));
    }

    private static async Task<(string[] Unkilled, Killed Killed)> Compare(ulong seed)
    {
        using var scratch = new Scratch();
        var (folder, other) = (scratch.Below("killed"), scratch.Below("unkilled"));
        await using (var founding = await TwinProgram.StartAsync(folder, Loans, seed))
        {
            await founding.StopAsync();
        }

        Scratch.Copy(folder, other);
        await using var program = await TwinProgram.StartAsync(other, Loans, seed);
        var unkilled = await HashesAsync(program, await AskAsync(program, seed));
        return (unkilled, await KillAsync(folder, seed));
    }

    private static async Task<Killed> KillAsync(string folder, ulong seed)
    {
        var (atKills, afterStarts, hole, runs) = (new List<int>(), new List<int>(), false, Array.Empty<string>());
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var program = await TwinProgram.StartAsync(folder, Loans, seed);
            runs = kill == 0 ? await AskAsync(program, seed) : runs;
            var before = await SumAsync(program, runs);
            if (kill > 0)
            {
                afterStarts.Add(before.Paths);
            }

            await UntilAsync(program, runs, sum => sum >= before.Paths + (Paths / 5));
            var last = await SumAsync(program, runs);
            atKills.Add(last.Paths);
            hole |= before.HasAHole || last.HasAHole;
        } // disposed is killed

        await using var again = await TwinProgram.StartAsync(folder, Loans, seed);
        afterStarts.Add((await SumAsync(again, runs)).Paths);
        return new(await HashesAsync(again, runs), [.. atKills], [.. afterStarts], hole);
    }

    private static async Task<string[]> AskAsync(TwinProgram program, ulong seed)
    {
        var runs = new List<string>();
        foreach (var world in Worlds)
        {
            runs.Add((await StressMeasures.AskAsync(program, seed, Paths, world)).Run);
        }

        return [.. runs];
    }

    private static async Task<string[]> HashesAsync(TwinProgram program, string[] runs)
    {
        var hashes = new List<string>();
        foreach (var run in runs)
        {
            hashes.Add((await StressMeasures.UntilAsync(program, run, IsDone)).GetProperty("hash").GetString()!);
        }

        return [.. hashes];
    }

    private static async Task UntilAsync(TwinProgram program, string[] runs, Func<int, bool> holds)
    {
        while (!holds((await SumAsync(program, runs)).Paths))
        {
            await Task.Delay(20);
        }
    }

    private static async Task<(int Paths, bool HasAHole)> SumAsync(TwinProgram program, string[] runs)
    {
        var (paths, hole) = (0, false);
        foreach (var run in runs)
        {
            var state = await program.GetAsync($"/api/stress/runs/{run}");
            paths += StressMeasures.Paths(state);
            hole |= IsDone(state) && StressMeasures.Paths(state) < Paths;
        }

        return (paths, hole);
    }

    private static bool IsDone(JsonElement run) => run.GetProperty("hash").ValueKind is JsonValueKind.String;

    private sealed record Killed(string[] Hashes, int[] PathsAtKills, int[] PathsAfterStarts, bool HadAHole);
}
