using LoanTwin.Benchmarks.Running;
using LoanTwin.Web.Storage;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 2: the real program killed at chosen calls of its storage, and what it has lost by that.</summary>
internal static class KillEvidence
{
    private const int Kills = 100;
    private const int FullKills = 1_000;
    private const int Loans = 250;
    private const int LeastOfEach = 10;
    private static readonly string[] Phases = [Faults.Day, Faults.Inbox, Faults.Backup, Faults.Migration];

    public static EvidenceLine Line(Options options)
    {
        var kills = options.IsFull ? FullKills : Kills;
        var result = KillCampaign.RunAsync(kills, Math.Max(2, kills / 50), options.Seed, Loans).GetAwaiter().GetResult();
        return new(
            2,
            $"{kills} kills -9 at chosen I/O calls during day commit, inbox, backup and first-start migration: nothing acknowledged lost or doubled, database sound, state hash equal to an unkilled twin's",
            result,
            new { kills, lost = 0, doubled = 0, unsound = 0, leastOfEach = LeastOfEach },
            result.IsClean && result.Kills >= kills * .9 && Phases.All(phase => result.Phases.GetValueOrDefault(phase) >= LeastOfEach));
    }

    /// <summary>For the test that runs a small campaign: one story, its result as a line.</summary>
    public static async Task<int> RunAsync(int kills, ulong seed)
    {
        var result = await KillCampaign.RunAsync(kills, 1, seed, Loans, isThorough: false);
        Json.Print(result);
        return result.IsClean ? 0 : 1;
    }
}
