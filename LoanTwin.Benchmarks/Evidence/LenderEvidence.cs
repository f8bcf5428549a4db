namespace LoanTwin.Benchmarks.Evidence;

/// <summary>The lender's seven claims, each measured afresh.</summary>
internal static class LenderEvidence
{
    private static readonly Func<Options, EvidenceLine>[] Lines =
    [
        RealismEvidence.Line,
        RecessionEvidence.Line,
        MarketEvidence.Line,
        MemoryEvidence.Line,
        TwoPoliciesEvidence.Line,
        LedgerEvidence.Line,
        LenderSpeedEvidence.Line,
    ];

    public static int Print(Options options) => EvidenceList.Print(Lines, options);
}
