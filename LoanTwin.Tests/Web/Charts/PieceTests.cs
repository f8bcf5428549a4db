using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using LoanTwin.Domain.Metrics;
using LoanTwin.Tests.House;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Design;

namespace LoanTwin.Tests.Web.Charts;

public partial class PieceTests
{
    [Fact]
    public async Task TrendFigure_BeforeAnyScript_IsNamedDrawnAndSaysItsValue()
    {
        var html = await Rendered.HtmlAsync<TrendFigure>(("Trend", TrendTests.Sample()));

        Assert.Contains("<figure class=\"chart trend\" aria-labelledby=\"figure-var95\"", html, StringComparison.Ordinal);
        Assert.Contains(TrendSummary.Of(TrendTests.Sample()), WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("data-key=\"var95\" data-day=\"2026-11-19\" data-value=\"0.0462\"", html, StringComparison.Ordinal);
        Assert.Contains("class=\"line ours\" d=\"M0 ", html, StringComparison.Ordinal);
        Assert.Contains(">Limit 5.00<", html, StringComparison.Ordinal);
        Assert.Contains("height:300px", html, StringComparison.Ordinal);
        Assert.Contains("R-097 applied, 17 Nov", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WidgetState.Loading, "is loading", false)]
    [InlineData(WidgetState.Empty, "No Card loans.", false)]
    [InlineData(WidgetState.Failed, "Simulation failed at 14:28:05", true)]
    [InlineData(WidgetState.Stale, "stale 4 m", true)]
    [InlineData(WidgetState.Paused, "Paused at 14:32:05", true)]
    [InlineData(WidgetState.WhatIf, "What if: rates +1 pp.", true)]
    public async Task TrendFigure_InEveryState_SaysSoAndKeepsThePictureWhereThereIsOne(WidgetState mood, string words, bool hasPicture)
    {
        var html = await Rendered.HtmlAsync<TrendFigure>(("Trend", TrendTests.Sample()), ("State", StateOf(mood)));

        Assert.Contains(words, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Equal(hasPicture, html.Contains("class=\"still\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TrendFigure_WithoutATrend_IsLoadingUnderItsName()
        => Assert.Contains("VaR is loading.", await Rendered.HtmlAsync<TrendFigure>(("Trend", null), ("Name", "VaR")), StringComparison.Ordinal);

    [Fact]
    public async Task TrendFigure_WithNothingInTheRange_SaysSo()
        => Assert.Contains("No value in this period.", await Rendered.HtmlAsync<TrendFigure>(("Trend", TrendTests.Sample()), ("Range", new DayRange(new(2020, 1, 1), new(2020, 2, 1)))), StringComparison.Ordinal);

    [Fact]
    public void Bridge_WithUnexplainedRest_SumsExactlyInFactAndInPrint()
    {
        var luck = new Random(3);
        for (var turn = 0; turn < 200; turn++)
        {
            var (start, end) = (luck.NextDouble() * .05, luck.NextDouble() * .05);
            var bridge = BridgeSteps.Of(MetricUnit.Fraction, "Then", start, [.. Enumerable.Range(0, 5).Select(step => new BridgeStep($"Step {step}", (luck.NextDouble() - .5) * .003))], "Now", end);

            Assert.Equal(end, bridge.Steps[^1].To, 1e-12);
            Assert.Equal("Rest", bridge.Steps[^1].Label);
            Assert.Equal(Printed(bridge.End.Text), Printed(bridge.Start.Text) + bridge.Steps.Sum(step => Printed(step.Text)));
            Assert.All(bridge.Steps, step => Assert.InRange(Printed(step.Text), (1e4 * step.Change) - 1.5, (1e4 * step.Change) + 1.5));
        }
    }

    [Fact]
    public async Task Bridge_InHtml_IsASentenceAndColoursByTheLendersGood()
    {
        var steps = BridgeSteps.Of(MetricUnit.Fraction, "31 Oct", .0178, [new("PD drift", .0012), new("Cures", -.0003)], "Now", .0187);
        var html = await Rendered.HtmlAsync<Bridge>(("Name", "Expected loss"), ("Steps", steps), ("Direction", GoodDirection.Down), ("UnitWords", "bps"));

        Assert.Contains("aria-label=\"Expected loss: from 178 (31 Oct) to 187 (Now) bps; PD drift +12, Cures −3.\"", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(html, "class=\"worse\""));
        Assert.Equal(1, Regex.Count(html, "class=\"better\""));
    }

    [Fact]
    public async Task Bullet_SaysItsHeadroom()
    {
        var html = await Rendered.HtmlAsync<Bullet>(("Name", "VaR 95 %"), ("Unit", MetricUnit.Fraction), ("Value", .0462), ("Level", .05), ("Tone", BulletTone.Watch));

        Assert.Contains("aria-label=\"VaR 95 %: 4.62 %, 38 bps under the limit of 5.00 %.\"", WebUtility.HtmlDecode(html).Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("class=\"bar\" x=\"0\" y=\"3\" width=\"74.52%\"", html, StringComparison.Ordinal);
        Assert.Contains("class=\"tick\" x=\"80.65%\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, .05)]
    [InlineData(double.NaN, .05)]
    [InlineData(.02, null)]
    [InlineData(-.02, .05)]
    [InlineData(.5, .05)]
    public async Task Bullet_OfAnyValue_StaysInItsBox(double? value, double? level)
    {
        var html = await Rendered.HtmlAsync<Bullet>(("Name", "ROE"), ("Unit", MetricUnit.Fraction), ("Value", value), ("Level", level));

        Assert.All(Percent().Matches(html), match => Assert.InRange(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), 0, 100));
    }

    [Fact]
    public async Task IntervalDot_OnASharedScale_StandsWhereItsMedianIs()
    {
        var html = await Rendered.HtmlAsync<IntervalDot>(
            ("Name", "ROE"), ("Unit", MetricUnit.Fraction), ("Median", .0005), ("Low50", .0003), ("High50", .0007), ("Low90", 0.0), ("High90", .001), ("From", -.001), ("To", .001));

        Assert.Contains("class=\"median\" cx=\"75%\"", html, StringComparison.Ordinal);
        Assert.Contains("class=\"zero\" x1=\"50%\"", html, StringComparison.Ordinal);
        Assert.Contains("ROE: median 5 bps, 50 % between 3 bps and 7 bps, 90 % between 0 bps and 10 bps.", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(.098, .088, 5)]
    [InlineData(.0625, .060, 4)]
    [InlineData(.0605, .060, 3)]
    [InlineData(.0555, .060, 2)]
    [InlineData(.0400, .060, 1)]
    public void HeatCell_AgainstPlan_TakesTheStepOfItsDistance(double value, double plan, int step)
    {
        Assert.Equal(step, HeatGrid.AgainstPlan(value, plan, .001, .009, GoodDirection.Down).Step);
        Assert.Equal(6 - step, HeatGrid.AgainstPlan(value, plan, .001, .009, GoodDirection.Up).Step);
    }

    [Fact]
    public async Task HeatTable_HasANumberInEveryCellAndDarkerForMore()
    {
        var grid = HeatGrid.BySize("Product", MetricUnit.Usd, ["12 m", "24 m"], [("Auto", [1e6, 7e6]), ("Card", [3e6, null])]);
        var html = await Rendered.HtmlAsync<HeatTable>(("Name", "Balance"), ("Grid", grid));

        Assert.Contains("<td class=\"seq-1\" data-value=\"1000000\">1.00</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"seq-6\" data-value=\"7000000\">7.00</td>", html, StringComparison.Ordinal);
        Assert.Contains("title=\"No value here\">–</td>", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("Balance, in $ m", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RankedBars_OfMany_AreSortedAndTheRestIsOneBarThatTies()
    {
        RankedItem[] items = [.. Enumerable.Range(1, 8).Select(item => new RankedItem($"Item {item}", item * 1_000.0))];
        var html = await Rendered.HtmlAsync<RankedBars>(("Name", "Loss"), ("Unit", MetricUnit.Usd), ("Items", items), ("Most", 4));
        var values = Regex.Matches(html, "class=\"value\">\\$([0-9,]+)<").Select(match => int.Parse(match.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)).ToList();

        Assert.Equal([8_000, 7_000, 6_000, 15_000], values);
        Assert.Contains("5 others", html, StringComparison.Ordinal);
        Assert.All(Percent().Matches(html), match => Assert.InRange(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), 0, 100));
    }

    [Fact]
    public async Task Histogram_HatchesItsTailAndNamesItsMarks()
    {
        HistogramBin[] bins = [new(0, .01, 5), new(.01, .02, 10), new(.02, .03, 2)];
        var html = await Rendered.HtmlAsync<Histogram>(("Id", "loss"), ("Name", "Loss"), ("Unit", MetricUnit.Fraction), ("Bins", bins), ("TailFrom", .02), ("Marks", new[] { new HistogramMark("VaR 95 %", .02) }));

        Assert.Equal(1, Regex.Count(html, "class=\"tail\""));
        Assert.Equal(1, Regex.Count(html, "url\\(#hatch-loss\\)"));
        Assert.Contains("Loss: 17 values between 0.00 % and 3.00 %; VaR 95 % 2.00 %.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spark_OfAnything_DrawsOnlyNumbers()
    {
        var gaps = await Rendered.HtmlAsync<Spark>(("Values", new double?[] { 1, 2, double.NaN, null, 3 }), ("Label", "ROE, rising"));
        var flat = await Rendered.HtmlAsync<Spark>(("Values", new double?[] { 1, 1 }), ("Label", "ROE"), ("Limit", 5.0));
        var none = await Rendered.HtmlAsync<Spark>(("Values", Array.Empty<double?>()), ("Label", "ROE"), ("NowAt", 0));

        Assert.Contains("role=\"img\" aria-label=\"ROE, rising\"", gaps, StringComparison.Ordinal);
        Assert.All(new[] { gaps, flat, none }, html => Assert.DoesNotMatch("NaN|∞|Infinity", html));
        Assert.Contains("d=\"M0 500L1000 500\"", flat, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fan_SaysWhereItEnds()
        => Assert.Contains(
            "VaR: 5.42 % on 9 Feb 2027, 90 % between 4.80 % and 6.04 %.",
            await Rendered.HtmlAsync<Fan>(("Name", "VaR"), ("Unit", MetricUnit.Fraction), ("Days", TrendTests.Sample().Fan!.Days)), StringComparison.Ordinal);

    [Fact]
    public void Pictures_TakeTheirColoursFromTheTokensAlone()
        => Assert.DoesNotContain(
            Repository.Files.Where(file => file.StartsWith("LoanTwin.Web/Charts/", StringComparison.Ordinal) || file.StartsWith("wwwroot-assets/js/charts", StringComparison.Ordinal) || file == "wwwroot-assets/css/charts.css"),
            file => LiteralColour().IsMatch(Repository.Read(file)));

    private static FigureState StateOf(WidgetState mood) => mood switch
    {
        WidgetState.Loading => FigureState.Loading,
        WidgetState.Empty => FigureState.Empty("No Card loans.", "Clear"),
        WidgetState.Failed => FigureState.Failed("Simulation", new(14, 28, 5), "7f3a"),
        WidgetState.Stale => FigureState.Stale(TimeSpan.FromMinutes(4), "as of 14:28"),
        WidgetState.Paused => FigureState.Paused(new(14, 32, 5), 41),
        WidgetState.WhatIf => FigureState.WhatIf("rates +1 pp"),
        _ => FigureState.Live,
    };

    private static int Printed(string text) => int.Parse(text.Replace('−', '-'), NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex("#[0-9a-fA-F]{3,8}\\b|rgba?\\(|hsla?\\(")]
    private static partial Regex LiteralColour();

    [GeneratedRegex("(?:width|x|cx)=\"(-?[0-9.]+)%\"")]
    private static partial Regex Percent();
}
