using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Design;

namespace LoanTwin.Tests.Web.Charts;

public class NumberTests
{
    [Theory]
    [InlineData(MetricUnit.Usd, 3.42e9, "$3.42 bn")]
    [InlineData(MetricUnit.Usd, 18e6, "$18.0 m")]
    [InlineData(MetricUnit.Usd, 158e6, "$158.0 m")]
    [InlineData(MetricUnit.Usd, 9_999_999_999.0, "$10.0 bn")]
    [InlineData(MetricUnit.Usd, 999_999_999.0, "$1.00 bn")]
    [InlineData(MetricUnit.Usd, 12_345.4, "$12,345")]
    [InlineData(MetricUnit.Usd, -12_345.4, "−$12,345")]
    [InlineData(MetricUnit.Usd, -0.2, "$0")]
    [InlineData(MetricUnit.Fraction, .0462, "4.62 %")]
    [InlineData(MetricUnit.Fraction, .114, "11.4 %")]
    [InlineData(MetricUnit.Fraction, 1.42, "142 %")]
    [InlineData(MetricUnit.Fraction, -.0123, "−1.23 %")]
    [InlineData(MetricUnit.Fraction, -.00001, "0.00 %")]
    [InlineData(MetricUnit.Count, 200_000.0, "200,000")]
    [InlineData(MetricUnit.Points, 688.4, "688")]
    [InlineData(MetricUnit.Ratio, 1.234, "1.23")]
    [InlineData(MetricUnit.Index, .9351, "0.935")]
    [InlineData(MetricUnit.Usd, null, "–")]
    [InlineData(MetricUnit.Ratio, double.NaN, "–")]
    [InlineData(MetricUnit.Ratio, double.PositiveInfinity, "–")]
    public void Value_Alone_IsWrittenAsPeopleReadIt(MetricUnit unit, double? value, string text) => Assert.Equal(text, NumberPattern.For(unit, [value ?? 0]).Text(value));

    [Theory]
    [InlineData(MetricUnit.Fraction, .0018, GoodDirection.Down, "+18 bps worse")]
    [InlineData(MetricUnit.Fraction, -.0012, GoodDirection.Up, "−12 bps worse")]
    [InlineData(MetricUnit.Fraction, .0003, GoodDirection.Up, "+3 bps better")]
    [InlineData(MetricUnit.Fraction, .013, GoodDirection.None, "+1.3 pp")]
    [InlineData(MetricUnit.Fraction, .01, GoodDirection.None, "+1.0 pp")]
    [InlineData(MetricUnit.Fraction, -.000001, GoodDirection.Down, "0 bps")]
    [InlineData(MetricUnit.Usd, 12e6, GoodDirection.None, "+$12.0 m")]
    [InlineData(MetricUnit.Usd, -12e6, GoodDirection.None, "−$12.0 m")]
    [InlineData(MetricUnit.Count, 41.0, GoodDirection.None, "+41")]
    [InlineData(MetricUnit.Fraction, .00994, GoodDirection.None, "+99 bps")]
    [InlineData(MetricUnit.Fraction, .00996, GoodDirection.None, "+1.0 pp")]
    public void Change_HasASignAUnitAndASide(MetricUnit unit, double change, GoodDirection direction, string text)
        => Assert.Equal(text, ChangeText.Of(unit, change, direction).Text.Replace('\u00A0', ' '));

    [Fact]
    public void Pattern_OfValuesThatHardlyDiffer_ShowsThatTheyDo()
    {
        var pattern = NumberPattern.For(MetricUnit.Fraction, .3411, .3415);

        Assert.Equal(("34.11 %", "34.15"), (pattern.Text(.3411), pattern.Bare(.3415)));
    }

    [Fact]
    public void Pattern_Bare_LeavesTheUnitToTheHeader() => Assert.Equal("−3.42", NumberPattern.For(MetricUnit.Usd, -3.42e9).Bare(-3.42e9));

    [Fact]
    public void ValueAxis_OfAnyRange_IsRoundAndHoldsIt()
    {
        var luck = new Random(7);
        for (var turn = 0; turn < 500; turn++)
        {
            var (low, span) = ((luck.NextDouble() - .5) * Math.Pow(10, luck.Next(-4, 10)), Math.Pow(10, luck.Next(-5, 9)) * luck.NextDouble());
            var axis = ValueAxis.Of(low, low + span, NumberPattern.For(MetricUnit.Ratio, low, low + span));

            Assert.InRange(axis.Ticks.Count, 2, 6);
            Assert.True(axis.Low <= low + Math.Max(1e-9, 1e-6 * span) && axis.High >= low + span - Math.Max(1e-9, 1e-6 * span), $"{low} {span}: {axis.Low} to {axis.High}");
        }
    }

    [Fact]
    public void ValueAxis_SaysItsUnitOnTheLastTickAlone()
        => Assert.Equal(["3.5", "4.0", "4.5", "5.0", "5.5", "6.0 %"], ValueAxis.Of(.039, .0596, NumberPattern.For(MetricUnit.Fraction, .039, .0596)).Ticks.Select(tick => tick.Text));
}
