using System.Text.Json;

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
        var file = Path.Combine(Path.GetTempPath(), $"loantwin-experience-{Environment.ProcessId}.jsonl");
        var settings = Required();
        (settings["LOANTWIN_REPORT"], settings["LOANTWIN_SLACK"], settings["LOANTWIN_EXPERIENCE_LOANS"]) = (file, "1", "200000");
        settings["LOANTWIN_EXPERIENCE_MINUTES"] = options.IsFull ? "30" : "3";
        try
        {
            var tests = TestRun.Of(Experience, settings);
            var figures = File.Exists(file) ? File.ReadAllLines(file).Select(text => JsonSerializer.Deserialize<Figure>(text, JsonSerializerOptions.Web)!).ToArray() : [];
            ExperienceText.Write(figures);
            return new(2, "first figure, weight, shifts, disturbance, long session and 50 readers on 200,000 loans", new { figures, tests.FailedTests }, new { each = "at most its bound" }, tests.AllPassed && tests.Skipped == 0 && figures.Length > 0 && figures.All(figure => figure.Ok));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Dictionary<string, string> Required() => new() { ["LOANTWIN_REQUIRE_BROWSER"] = "1" };

    internal sealed record Figure(string Name, double Value, double Bound, string Unit, bool Ok, int Loans);
}
