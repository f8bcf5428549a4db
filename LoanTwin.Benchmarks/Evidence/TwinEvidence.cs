namespace LoanTwin.Benchmarks.Evidence;

/// <summary>The living twin's seven claims, each measured afresh on the built program.</summary>
internal static class TwinEvidence
{
    private static readonly Func<Options, EvidenceLine>[] Lines =
    [
        TwinSpeedEvidence.Line,
        KillEvidence.Line,
        FaultEvidence.Line,
        TamperEvidence.Line,
        SameHashEvidence.Line,
        SlowViewerEvidence.Line,
        TwinDoorEvidence.Line,
    ];

    public static int Print(Options options) => EvidenceList.Print(Lines, options);
}
