namespace LoanTwin.Benchmarks.Evidence;

/// <summary>The kernel's nine claims, each measured afresh. Lines that are tests by nature run the test program as a child and count.</summary>
internal static class KernelEvidence
{
    private static readonly Func<Options, EvidenceLine>[] Lines =
    [
        SpeedEvidence.Line,
        ParityEvidence.Line,
        MoneyEvidence.Line,
        ExpectationEvidence.Line,
        VasicekEvidence.Line,
        PublishedEvidence.Line,
        MutantEvidence.Line,
        DoorEvidence.Line,
        SuiteEvidence.Line,
    ];

    public static int Print(Options options) => EvidenceList.Print(Lines, options);
}
