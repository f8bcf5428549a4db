namespace LoanTwin.Benchmarks.Evidence;

/// <summary>
/// The claims of the Overview, by the browser suite as a child process: what a reader feels on a book of 200,000 loans without any slack, and what
/// has to hold at all. Without a Chromium the lines say so.
/// </summary>
internal static class OverviewEvidence
{
    private const string Experience = "FullyQualifiedName~Web.Experience.OverviewExperienceTests";

    private static readonly Func<Options, EvidenceLine>[] Lines =
    [
        options => Suite(1, "gates 1, 7, 14, 19, 20 of the rubric, by keyboard alone, faults stay in their widget, preferences in the first answer", options, "FullyQualifiedName~Web.Shell|FullyQualifiedName~Web.Overview|FullyQualifiedName~Web.Pages.EveryPageTests|FullyQualifiedName~Web.Gallery|FullyQualifiedName~Web.Charts"),
        Felt,
        options => Suite(3, "every figure of a page is that of the API for the same key and day, today and on a random past day", options, "FullyQualifiedName~Web.Pages.FigureTests"),
        ForecastBandEvidence.Line,
    ];

    public static int Print(Options options) => EvidenceList.Print(Lines, options);

    private static EvidenceLine Suite(int line, string claim, Options options, string filter)
    {
        var tests = TestRun.Of(filter, Required());
        return new(line, claim, tests, new { failed = 0, skipped = 0 }, tests.AllPassed && tests.Skipped == 0);
    }

    /// <summary>Every measured figure beside its bound; the report in docs is written from the same lines.</summary>
    private static EvidenceLine Felt(Options options)
    {
        var felt = FeltFigures.Of(Experience, new() { ["LOANTWIN_EXPERIENCE_MINUTES"] = options.IsFull ? "30" : "3" });
        ExperienceText.Overview.Write(felt.Figures);
        return new(2, "first figure, weight, shifts, disturbance, long session and 50 readers on 200,000 loans", new { felt.Figures, felt.Tests.FailedTests }, new { each = "at most its bound" }, felt.Hold);
    }

    private static Dictionary<string, string> Required() => new() { ["LOANTWIN_REQUIRE_BROWSER"] = "1" };
}
