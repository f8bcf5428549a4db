namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 3: replayed payments give the recorded status back; money is conserved on random days; a lost cent is caught the same day.</summary>
internal static class MoneyEvidence
{
    public static EvidenceLine Line(Options options)
    {
        var seed = new Dictionary<string, string> { ["LOANTWIN_SEED"] = $"{options.Seed}" };
        var replay = TestRun.Of("FullyQualifiedName~Kernel.ReplayTests", seed);
        var conserved = TestRun.Of("FullyQualifiedName~Ledger.ReconciliationTests", seed);
        return new(
            3,
            "replaying posted payments alone gives the recorded status back, 10,000 loans; 10,000 random days close to 0.00 a product; a lost cent is caught the same day",
            new { replay, conserved, seed = options.Seed },
            new { replay = "all pass", conserved = "all pass" },
            replay.AllPassed && conserved.AllPassed);
    }
}
