using LoanTwin.Simulation.Market;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 3: long simulated economies behave like the published fifty years, and stay sane.</summary>
internal static class MarketEvidence
{
    public static EvidenceLine Line(Options options)
    {
        var check = MarketCheck.Run(MarketModel.Default, new MarketCheckPlan { Seed = options.Seed });
        return new(
            3,
            "simulated long-run means, volatilities, autocorrelations and the unemployment-growth correlation inside the 90 % bands of the history; 1,000 paths of 30 years finite and sane",
            check,
            "every figure inside its band",
            check.All(property => property.IsInside));
    }
}
