using System.Collections.Immutable;
using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Design;
using LoanTwin.Web.Insights;

namespace LoanTwin.Tests.Web.Insights;

public class LeadTests
{
    private static readonly IReadOnlyDictionary<string, double?> Nothing = new Dictionary<string, double?>();

    [Theory]
    [InlineData(.03, .30, "The book is healthy.", "Every limit has room.", "Ok")]
    [InlineData(.0462, .30, "The book is healthy.", "VaR 95 % is 38 bps from its limit.", "Watch")]
    [InlineData(.0462, .39, "The book keeps its limits.", "Two are close, first top concentration with 1.0 pp left.", "Watch")]
    [InlineData(.052, .30, "One limit is broken.", "VaR 95 % is 20 bps beyond it.", "Breach")]
    [InlineData(.052, .45, "Two limits are broken.", "Top concentration is 5.0 pp beyond its own.", "Breach")]
    public void Headline_SaysHowTheLimitsStand(double var95, double topShare, string headline, string phrase, string state)
    {
        var lead = Lead.Of([Value("var95", var95), Value("topShare", topShare)], Nothing);

        Assert.Equal((headline, phrase, state), (lead.Headline, lead.Phrase!.Replace('\u00A0', ' '), $"{lead.State}"));
        Assert.Equal(2, lead.Limits);
        Assert.Equal((var95 > .05 ? 1 : 0) + (topShare > .4 ? 1 : 0), lead.Limits - lead.LimitsKept);
    }

    [Fact]
    public void Headline_WithoutAnyValue_DoesNotJudge()
    {
        var lead = Lead.Of([Value("var95", null)], Nothing);

        Assert.Equal(("There are no figures to judge yet.", null, RiskState.Info), (lead.Headline, lead.Phrase, lead.State));
        Assert.Empty(lead.Sub);
    }

    [Theory]
    [InlineData(.0305, .0306, "are steady at")]
    [InlineData(.0305, .0250, "have risen to")]
    [InlineData(.0305, .0400, "have fallen to")]
    public void Sub_TellsWhereArrearsHaveGone(double now, double before, string word)
    {
        var lead = Lead.Of([Value("dpd30Balance", now)], new Dictionary<string, double?> { ["dpd30Balance"] = before });

        Assert.Contains(word, string.Concat(lead.Sub.Select(run => run.Text)), StringComparison.Ordinal);
        Assert.Equal(now, Assert.Single(lead.Sub, run => run.Key == "dpd30Balance").Value);
    }

    [Fact]
    public void Capital_IsUsedUpAsItFalls()
    {
        Assert.Equal(.8, Attention.Used(Value("capitalRatio", .10))!.Value, 1e-12);
        Assert.Equal(1.6, Attention.Used(Value("capitalRatio", .05))!.Value, 1e-12);
        Assert.True(double.IsPositiveInfinity(Attention.Used(Value("capitalRatio", -.01))!.Value));
        Assert.Null(Attention.Used(Value("roe", .1))); // a target is no limit
    }

    [Fact]
    public void Attention_IsSortedByMoneyBehindTrouble()
    {
        var items = Attention.Of([Value("outstanding", 1e9), Value("var95", .06), Value("topShare", .39), Value("capitalRatio", .12)], [], [], [new("Stress of the Fed's severe path", "the state of its day is not kept any more", "/stress/runs/1")], "the disk is full");

        Assert.Equal(["The twin has stopped", "Largest product is close to its limit", "Value at risk 95 % is beyond its limit", "A question has no answer"], items.Select(item => item.Title));
        Assert.Equal([null, .39e9, .06e9, null], items.Select(item => item.Money));
        Assert.Equal(["Critical", "Watch", "Breach", "Info"], items.Select(item => $"{item.State}"));
    }

    [Theory]
    [InlineData(.030, false)]
    [InlineData(.0345, true)]
    public void Product_WhoseArrearsLeapOutOfTheirNoise_NeedsAPerson(double share, bool turns)
    {
        ImmutableArray<double> months = [.030, .0305, .0300, .0310, .0303, .0308, .0302, .0306, .0301];

        var items = Attention.Of([], [new LateShare("auto", share, 2e8, months)], [], [], null);

        Assert.Equal(turns, items.Any(item => item.Title.Contains("auto", StringComparison.Ordinal)));
        Assert.All(items, item => Assert.Equal(share * 2e8, item.Money));
    }

    private static MetricValue Value(string key, double? value) => MetricCatalogue.Find(key).Value is var metric ? MetricValue.Of(metric, value, metric.Target(MetricLimits.Default), metric.Limit(MetricLimits.Default)) : throw new InvalidOperationException();
}
