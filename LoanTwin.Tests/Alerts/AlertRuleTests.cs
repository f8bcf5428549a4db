using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Results;

namespace LoanTwin.Tests.Alerts;

public class AlertRuleTests
{
    [Fact]
    public void Sentence_IsThatOfTheMockUp()
        => Assert.Equal(
            "When VaR 95 % of the whole book is above 90 % of its limit for 3 days then Watch to Risk desk and keep firing for 7 days, clear below 85 % of its limit",
            ARule.Of().Sentence());

    [Theory]
    [InlineData("capitalRatio", "lender", "below", .1, null, 0, 0, "When Capital ratio of the whole book is below 10 % then Watch to Risk desk")]
    [InlineData("outstanding", "auto", "above", 1234567.5, 1000000.0, 1, 1, "When Outstanding balance of Auto loan is above $1,234,567.5 then Watch to Risk desk and keep firing for 1 day, clear below $1,000,000")]
    [InlineData("roe", "lender", "belowShareOfTarget", 1.0, 1.05, 30, 0, "When Return on equity of the whole book is below its target for 30 days then Watch to Risk desk, clear above 105 % of its target")]
    public void Sentence_OfOtherConditions(string metric, string scope, string condition, double level, double? clear, int forDays, int keep, string sentence)
        => Assert.Equal(
            sentence.Replace("Auto loan", AlertSentence.NameOf("auto"), StringComparison.Ordinal),
            ARule.Of(draft => draft with { Metric = metric, Scope = scope, Condition = condition, Level = level, Clear = clear, ForDays = forDays, KeepFiringDays = keep }).Sentence());

    [Fact]
    public void Sentence_OfARise()
        => Assert.Equal(
            "When Non-performing ratio of the whole book rises by more than 0.5 pp over 30 days then Watch to Risk desk",
            ARule.Of(draft => draft with { Metric = "npaRatio", Condition = "risesBy", Level = .005, Clear = null, OverDays = 30, ForDays = 0, KeepFiringDays = 0 }).Sentence());

    [Fact]
    public void Phrases_NameEveryFieldOfTheSentenceOnce()
        => Assert.Equal(
            ["metric", "scope", "level", "forDays", "severity", "owner", "keepFiringDays", "clear"],
            ARule.Of().Phrases().Select(phrase => phrase.Field).OfType<string>());

    [Fact]
    public void Draft_OfNothing_NamesEveryBadField()
        => Assert.Equal(["channels", "condition", "level", "metric", "name", "owner", "severity"], FieldsOf(new AlertRuleDraft()));

    [Fact]
    public void Draft_WithEverythingWrong_NamesEveryBadField()
        => Assert.Equal(
            ["breachLevel", "channels[0]", "channels[2]", "clear", "forDays", "keepFiringDays", "level", "metric", "name", "overDays", "owner", "playbook[0]", "scope", "severity"],
            FieldsOf(ARule.Draft with
            {
                Name = "a\nBcc: everybody",
                Metric = "joy",
                Scope = "moon",
                Level = double.NaN,
                Clear = double.PositiveInfinity,
                OverDays = 3,
                ForDays = -1,
                KeepFiringDays = 367,
                Severity = "loud",
                Owner = " ",
                Channels = ["pigeon", "email", "email"],
                Playbook = [""],
                BreachLevel = double.NaN,
            }));

    [Theory]
    [InlineData("npaRatio", "aboveShareOfLimit", .9, .8, null, "condition")]
    [InlineData("var95", "belowShareOfTarget", .9, .95, null, "condition")]
    [InlineData("var95", "aboveShareOfLimit", .9, .91, null, "clear")]
    [InlineData("capitalRatio", "belowShareOfLimit", 1.1, 1.05, null, "clear")]
    [InlineData("var95", "aboveShareOfLimit", 90.0, .8, null, "level")]
    [InlineData("npaRatio", "risesBy", 0.0, null, 30, "level")]
    [InlineData("npaRatio", "risesBy", .01, null, null, "overDays")]
    public void Draft_ThatContradictsItself_IsRefused(string metric, string condition, double level, double? clear, int? over, string field)
        => Assert.Equal([field], FieldsOf(ARule.Draft with { Metric = metric, Condition = condition, Level = level, Clear = clear, OverDays = over }));

    [Fact]
    public void Draft_OfARule_IsTheRuleAgain()
        => Assert.All(ReadyMadeRules.All, rule =>
        {
            var again = AlertRuleDraft.Of(rule).Check().Value;
            Assert.Equal(rule with { Channels = again.Channels, Playbook = again.Playbook }, again);
            Assert.Equal(rule.Playbook, again.Playbook);
        });

    [Fact]
    public void ReadyMadeRules_CoverEveryMetricWithALimitOrTarget()
    {
        var bounded = MetricCatalogue.All.Where(metric => MetricBounds.Of(metric, MetricLimits.Default) is not (null, null)).Select(metric => metric.Key);

        Assert.Superset(bounded.ToHashSet(), ReadyMadeRules.All.Select(rule => rule.Metric.Key).ToHashSet());
        Assert.Contains(ReadyMadeRules.All, rule => rule is { Metric.Key: "dpd30Balance", Condition: AlertCondition.RisesBy });
        Assert.Contains(ReadyMadeRules.All, rule => rule is { Metric.Key: "npaRatio", Condition: AlertCondition.RisesBy });
        Assert.Equal(ReadyMadeRules.All.Length, ReadyMadeRules.All.Select(rule => rule.Name).Distinct().Count());
    }

    [Fact]
    public void Handling_RefusesWhatMakesNoSense()
    {
        var (open, today) = (new AlertHandling(true, null, null, null), new DateOnly(2026, 1, 1));
        var over = open with { IsOpen = false };

        Assert.Equal("ada", open.Acknowledge("ada").Value.AcknowledgedBy);
        Assert.Equal(ProblemKind.Conflict, open.Acknowledge("ada").Value.Acknowledge("bob").Problem!.Kind);
        Assert.Equal(ProblemKind.Conflict, over.Acknowledge("ada").Problem!.Kind);
        Assert.Equal(ProblemKind.Invalid, open.Snooze(today, today).Problem!.Kind);
        Assert.Equal(ProblemKind.Invalid, open.Snooze(today.AddDays(367), today).Problem!.Kind);
        Assert.True(open.Snooze(today.AddDays(1), today).Value.IsQuiet(today.AddDays(1)));
        Assert.False(open.Snooze(today.AddDays(1), today).Value.IsQuiet(today.AddDays(2)));
        Assert.Equal(ProblemKind.Invalid, open.Assign(" ").Problem!.Kind);
        Assert.Equal(ProblemKind.Conflict, over.Assign("bob").Problem!.Kind);
        Assert.Equal(ProblemKind.Invalid, AlertHandling.Comment("").Problem!.Kind);
    }

    private static string[] FieldsOf(AlertRuleDraft draft) => [.. draft.Check().Problem!.Faults.Select(fault => fault.Field).Order(StringComparer.Ordinal)];
}
