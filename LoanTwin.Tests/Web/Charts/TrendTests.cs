using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Charts;

namespace LoanTwin.Tests.Web.Charts;

public class TrendTests
{
    private static readonly DateOnly Now = new(2026, 11, 19);

    [Fact]
    public void Summary_SaysWhereItStandsHowItCameThereAndWhatItMayDo()
        => Assert.Equal(
            "VaR 95 %: 4.62 % on 19 Nov 2026, up 66 bps from 3.96 % on 16 Nov 2026; lowest 3.91 % on 17 Nov 2026, highest 4.66 % on 18 Nov 2026. "
            + "38 bps under the limit of 5.00 %. "
            + "Forecast for 9 Feb 2027 over 1,000 futures: 5.42 %, 90 % between 4.80 % and 6.04 %; the median crosses the limit of 5.00 % on 9 Jan 2027.",
            Plain(TrendSummary.Of(Sample())));

    [Fact]
    public void Summary_BeyondALimit_SaysBreach()
    {
        var high = Sample() with { Fan = null, Limits = [new("Limit", .045)] };
        var low = high with { Direction = GoodDirection.Up, Limits = [new("Minimum", .08)] };

        Assert.Contains("12 bps above the limit of 4.50 %, which is a breach.", Plain(TrendSummary.Of(high)), StringComparison.Ordinal);
        Assert.Contains("3.4 pp under the limit of 8.00 %, which is a breach.", Plain(TrendSummary.Of(low)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(.04, .02, true)]
    [InlineData(.02, .04, false)]
    public void Names_InThePicture_StandWhereNothingElseDoes(double first, double last, bool isBelow)
    {
        var points = Enumerable.Range(0, 100).Select(day => new TrendPoint(new DateOnly(2026, 1, 1).AddDays(day), first + ((last - first) * day / 99))).ToList();
        var picture = TrendPicture.Of(Sample() with { Series = [new("VaR", SeriesRole.Ours, points)], Fan = null, Pins = [], Targets = [new("Target", .0195)], Limits = [new("Limit", .05), new("Other", .03)] })!;

        Assert.Equal([true, false], picture.Limits.Select(limit => limit.IsNamedBelow)); // there is no room above the highest level
        Assert.Equal(!isBelow, Assert.Single(picture.Targets).IsNamedBelow); // the rising line goes through the place above it
        Assert.Equal(isBelow, picture.Today!.IsBelow); // a falling line comes from above
    }

    [Fact]
    public void Summary_WithoutAValue_SaysSo()
    {
        var trend = Sample() with { Series = [new("VaR", SeriesRole.Ours, [new(Now, null), new(Now, double.NaN)])], Fan = null };

        Assert.Equal("VaR 95 %: no value yet.", TrendSummary.Of(trend));
        Assert.Null(TrendPicture.Of(trend));
    }

    [Fact]
    public void Picture_OfThreeYears_IsThinnedAndKeepsItsExtremes()
    {
        var points = Enumerable.Range(0, 1_095).Select(day => new TrendPoint(Now.AddDays(day - 1_094), day == 500 ? .09 : .04 + (.001 * Math.Sin(day)))).ToList();
        var picture = TrendPicture.Of(Sample() with { Series = [new("VaR", SeriesRole.Ours, points)] })!;

        var line = Assert.Single(picture.Lines);
        Assert.InRange(line.Days.Count, 200, TrendPicture.LivePoints);
        Assert.Contains(.09, line.Values);
        Assert.Equal((points[0].Day.DayNumber, Now.DayNumber), (line.Days[0], line.Days[^1]));
    }

    [Fact]
    public void Picture_WithAGap_DrawsNoLineAcrossIt()
    {
        var points = Enumerable.Range(0, 900).Select(day => new TrendPoint(Now.AddDays(day - 899), day is > 300 and < 330 ? null : .04)).ToList();
        var line = TrendPicture.Of(Sample() with { Series = [new("VaR", SeriesRole.Ours, points)], Fan = null })!.Lines[0];

        var gap = Assert.Single(line.Days.Zip(line.Values), point => point.Second is null);
        Assert.InRange(gap.First, points[301].Day.DayNumber, points[329].Day.DayNumber);
        Assert.InRange(line.Days.Count, 100, TrendPicture.LivePoints);
    }

    [Fact]
    public void Picture_OfARange_ShowsItAlone()
    {
        var picture = TrendPicture.Of(Sample(), new(Now.AddDays(-2), Now))!;

        Assert.Equal((Now.AddDays(-2).DayNumber, Now.DayNumber), (picture.From, picture.To));
        Assert.False(picture.ShowsFuture);
        Assert.All(picture.Lines.SelectMany(line => line.Days), day => Assert.InRange(day, picture.From, picture.To));
    }

    [Fact]
    public void Picture_WithALimitNearAndOneFarAway_HoldsTheNearOneAndNamesBoth()
    {
        var picture = TrendPicture.Of(Sample() with { Fan = null, Limits = [new("Limit", .05), new("Collapse", .4)] })!;

        Assert.Equal(["Limit 5.00", "Collapse 40.00 ↑"], picture.Limits.Select(limit => limit.Text));
        Assert.Equal([false, true], picture.Limits.Select(limit => limit.IsOutside));
        Assert.InRange(picture.Axis.High, .05, .06);
    }

    [Fact]
    public void Ends_OfLinesThatMeet_DoNotCoverEachOther()
    {
        var trend = Sample() with { Fan = null, Series = [.. Enumerable.Range(0, 4).Select(line => new TrendSeries($"Line {line}", SeriesRole.Baseline, [new(Now.AddDays(-1), .04), new(Now, .041 + (line * 1e-6))]))] };
        var ends = TrendPicture.Of(trend, plotHeight: 200)!.Ends;

        Assert.Equal(4, ends.Count);
        Assert.All(ends.Zip(ends.Skip(1)), pair => Assert.True(pair.First.At - pair.Second.At >= 15.0 / 200, $"{pair.First.At} and {pair.Second.At}"));
        Assert.All(ends, end => Assert.InRange(end.At, 0, 1));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(365)]
    [InlineData(1_095)]
    [InlineData(20_000)]
    public void DayTicks_OfAnySpan_AreFewAndNamed(int days)
    {
        var ticks = DayAxis.Ticks(new(Now.AddDays(-days), Now));

        Assert.InRange(ticks.Count, 2, 9);
        Assert.All(ticks, tick => Assert.InRange(tick.At, Now.AddDays(-days).DayNumber, Now.DayNumber));
        Assert.Matches("[0-9]", ticks[0].Text);
    }

    [Fact]
    public void Table_OfAPicture_HasTheValuesOfItsLines()
    {
        var picture = TrendPicture.Of(Sample())!;
        var table = TrendTable.Of(picture);

        Assert.Equal(["VaR 95 %", "As is median", "As is 50 % low", "As is 50 % high", "As is 90 % low", "As is 90 % high"], table.Columns);
        Assert.Equal(picture.Lines[0].Values, table.Rows.Select(row => row.Values[0]).Where(value => value is not null));
        Assert.Equal(picture.Fan!.High90.Cast<double?>(), table.Rows.Select(row => row.Values[5]).Where(value => value is not null));
    }

    [Fact]
    public void Csv_SaysWhatItIsAndHasEveryPointUnrounded()
    {
        var lines = TrendCsv.Of(Sample()).Split("\r\n");

        Assert.Equal(["metric,var95,VaR 95 %", "unit,fraction", "as of,2026-11-19", "horizon,one year", "source,'=evil()", "forecast,made 2026-11-19,1000 futures", "limit,Limit,0.05", ""], lines[..8]);
        Assert.Equal("day,VaR 95 %,As is median,As is 50 % low,As is 50 % high,As is 90 % low,As is 90 % high", lines[8]);
        Assert.Equal("2026-11-16,0.0396,,,,,", lines[9]);
        Assert.Equal("2026-11-19,0.0462,0.0462,0.0462,0.0462,0.0462,0.0462", lines[12]);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-x", "'-x")]
    [InlineData("-1.5E-05", "-1.5E-05")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("=a,b", "\"'=a,b\"")]
    [InlineData("", "")]
    public void Cell_ThatBeginsLikeAFormula_IsText(string text, string cell) => Assert.Equal(cell, TrendCsv.Cell(text));

    internal static Trend Sample() => new()
    {
        Key = "var95",
        Title = "VaR 95 %",
        Subtitle = "% of balance",
        Unit = MetricUnit.Fraction,
        Direction = GoodDirection.Down,
        Now = Now,
        Series = [new("VaR 95 %", SeriesRole.Ours, [new(Now.AddDays(-3), .0396), new(Now.AddDays(-2), .0391), new(Now.AddDays(-1), .0466), new(Now, .0462)])],
        Fan = new("As is", Now, 1_000, [new(Now, .0462, .0462, .0462, .0462, .0462), new(new(2027, 1, 9), .0501, .049, .051, .047, .053), new(new(2027, 2, 9), .0542, .052, .056, .048, .0604)]),
        Limits = [new("Limit", .05)],
        Pins = [new(Now.AddDays(-2), "R-097 applied")],
        Horizon = "one year",
        Source = "=evil()",
    };

    /// <summary>A unit does not break from its number on a page; here it may.</summary>
    private static string Plain(string text) => text.Replace('\u00A0', ' ');
}
