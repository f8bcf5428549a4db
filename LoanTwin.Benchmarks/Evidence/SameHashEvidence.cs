using LoanTwin.Benchmarks.Running;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 5: the same seed and events in other cultures, time zones and on one thread or two.</summary>
internal static class SameHashEvidence
{
    private const int Loans = 250;
    private static readonly string[] Cultures = ["de_DE.UTF-8", "tr_TR.UTF-8"];
    private static readonly string[] Zones = ["America/New_York", "Asia/Kathmandu", "Pacific/Auckland"];
    private static readonly int[] Threads = [1, 2];

    public static EvidenceLine Line(Options options)
    {
        var ways = (from culture in Cultures from zone in Zones from threads in Threads select (culture, zone, threads)).ToList();
        var hashes = new Dictionary<string, string>();
        Parallel.ForEachAsync(ways, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (way, _) =>
        {
            var hash = await LiveAsync(way.culture, way.zone, way.threads, options.Seed);
            lock (hashes)
            {
                hashes.Add($"{way.culture} {way.zone} {way.threads}", hash);
            }
        }).GetAwaiter().GetResult();
        return new(
            5,
            "the program founded and stepped 40 days with 5 events under two cultures, three time zones, one and two threads: one state hash",
            new { ways = hashes.Count, different = hashes.Values.Distinct().Count(), hashes, note = "the program is built with invariant globalization: cultures reach it as environment only" },
            new { ways = 12, different = 1 },
            hashes.Count == 12 && hashes.Values.Distinct().Count() == 1);
    }

    private static async Task<string> LiveAsync(string culture, string zone, int threads, ulong seed)
    {
        using var scratch = new Scratch();
        var environment = new Dictionary<string, string>
        {
            ["LANG"] = culture,
            ["LC_ALL"] = culture,
            ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0",
            ["TZ"] = zone,
            ["DOTNET_PROCESSOR_COUNT"] = $"{threads}",
        };
        await using var program = await TwinProgram.StartAsync(scratch.Below("twin"), Loans, seed, environment);
        var luck = new Random((int)seed);
        for (var i = 0; i < 5; i++)
        {
            await program.PostAsync("/api/events", KillCampaign.AnEvent(luck, Loans));
            await program.StepAsync(8);
        }

        return await program.HashAsync();
    }
}
