using System.Globalization;
using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>
/// The claims of the portfolio explorer and the alerts, by the browser suite as a child process and by measurements of its own. The seed reaches
/// every random choice. Without a Chromium the lines say so.
/// </summary>
internal static class ExplorerEvidence
{
    private const int Flappings = 1_000;
    private const int FlappingDays = 120;

    private static readonly Func<Options, EvidenceLine>[] Lines =
    [
        Felt, Drilled, Reached, Alerts, ExportEvidence.Line,
        options => RollEvidence.Line(options) with { Line = 6 },
        options => WarningEvidence.Line(options) with { Line = 7 },
    ];

    public static int Print(Options options) => EvidenceList.Print(Lines, options);

    /// <summary>Every measured figure beside its bound; the report in docs is written from the same lines.</summary>
    private static EvidenceLine Felt(Options options)
    {
        var felt = FeltFigures.Of("FullyQualifiedName~Web.Experience.ExplorerExperienceTests", Seeded(options));
        ExperienceText.Explorer.Write(felt.Figures);
        return new(
            1, "filter, scroll, sort and strat of 200,000 loans from the choice to the drawn rows in a real browser, each filter random and used once, no row that stays blank",
            new { options.Seed, felt.Figures, felt.Tests.FailedTests }, new { each = "at most its bound" }, felt.Hold);
    }

    private static EvidenceLine Drilled(Options options)
    {
        var felt = FeltFigures.Of("FullyQualifiedName~Web.Portfolio.DrillTests|FullyQualifiedName~Web.Portfolio.AddressIsTheStateTests|FullyQualifiedName~Web.Pages.FigureTests", Seeded(options));
        return new(
            2, "gates 7, 12 and 13: figures of a page are those of the API, 20 random aggregates are the sums of the loans behind them, an address opened elsewhere shows the same and Back undoes",
            new { options.Seed, felt.Figures, felt.Tests }, new { each = "at most its bound", failed = 0, skipped = 0 }, felt.Hold);
    }

    private static EvidenceLine Reached(Options options)
    {
        var settings = Seeded(options);
        settings["LOANTWIN_REQUIRE_BROWSER"] = "1";
        var tests = TestRun.Of("FullyQualifiedName~Web.Pages.EveryPageTests|FullyQualifiedName~Web.Pages.OpenedTests|FullyQualifiedName~ByKeyboardAlone|FullyQualifiedName~Web.Portfolio.ExplorerPageTests", settings);
        return new(
            3, "no axe violation in either theme, wide and at 390, with menus and dialogs open; jobs a, d and e by keyboard alone; nothing scrolls sideways from 320 on",
            tests, new { failed = 0, skipped = 0 }, tests.AllPassed && tests.Skipped == 0);
    }

    private static EvidenceLine Alerts(Options options)
    {
        var tests = TestRun.Of("FullyQualifiedName~Tests.Alerts|FullyQualifiedName~Web.Alerts.Alerts|FullyQualifiedName~Web.Alerts.AlertMail", Seeded(options));
        var flapping = Enumerable.Range(0, Flappings).Select(run => Flapped(options.Seed, run)).ToList();
        var oftenest = flapping.MaxBy(outcome => outcome.Fired)!;
        return new(
            4, "a figure that flaps over the level of its rule is told of once; precision shown equals a recomputation that looks back over the whole series",
            new
            {
                options.Seed,
                series = flapping.Count,
                crossings = new { least = flapping.Min(outcome => outcome.Crossings), most = flapping.Max(outcome => outcome.Crossings) },
                noticesOfFiring = new { once = flapping.Count(outcome => outcome.Fired == 1), most = oftenest.Fired },
                tests,
            },
            new { noticesOfFiring = 1, failed = 0, skipped = 0 },
            flapping.All(outcome => outcome is { Fired: 1, Crossings: >= 20 }) && tests.AllPassed && tests.Skipped == 0);
    }

    /// <summary>Over for as long as the rule waits, then over or clear at random, but never clear for as long as the rule is kept: one and the same alert.</summary>
    private static FlappingOutcome Flapped(ulong seed, int run)
    {
        var (luck, rule, bounds) = (new Random(unchecked((int)(seed * 1_000_003) + run)), FlappingCampaign.Rule, MetricBounds.Of(FlappingCampaign.Rule.Metric, MetricLimits.Default));
        var (trigger, clearDays, values) = (rule.TriggerValue(bounds)!.Value, 0, new List<double>());
        for (var day = 0; day < FlappingDays; day++)
        {
            var isOver = day < rule.ForDays || clearDays == rule.KeepFiringDays || luck.Next(2) == 0;
            clearDays = isOver ? 0 : clearDays + 1;
            values.Add(trigger * (isOver ? 1.02 : .9));
        }

        return FlappingCampaign.Run(rule, values, bounds);
    }

    private static Dictionary<string, string> Seeded(Options options) => new() { ["LOANTWIN_SEED"] = options.Seed.ToString(CultureInfo.InvariantCulture) };
}
