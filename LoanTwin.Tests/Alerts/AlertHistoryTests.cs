using LoanTwin.Domain.Alerts;
using LoanTwin.Tests.Web.Experience;

namespace LoanTwin.Tests.Alerts;

public class AlertHistoryTests(ITestOutputHelper output)
{
    private const int Follow = 10;

    [Fact]
    public void Episodes_KnowTheirDaysPeakAndBreach()
    {
        var rule = ARule.Of(draft => draft with { ForDays = 2, KeepFiringDays = 1 });
        double?[] values = [.04, .046, .047, .051, .04, .04, .04, .046, .046, .04, .04, null, .04, .046, .046];

        var history = AlertHistory.Run(rule, Days(values), ARule.Bounds, 1, 5);

        Assert.Equal(
            [new(3, 6, .051, 4, true), new(9, 11, .046, null, true), new AlertEpisode(15, null, .046, null, false)],
            history.Episodes);
        Assert.Equal((3, 2, 1, true, .05), (history.Fired, history.Judged, history.Followed, history.IsWarning, history.BreachValue));
        Assert.Equal(.5, history.Precision!.Value);
    }

    [Fact]
    public void Days_BeforeTheFirst_OnlyServeARise()
    {
        var rule = ARule.Of(draft => draft with { Metric = "npaRatio", Condition = "risesBy", Level = .01, Clear = .001, OverDays = 3, ForDays = 1, BreachLevel = .05 });
        double?[] values = [.02, .02, .02, .02, .031, .06];

        Assert.Equal([5], AlertHistory.Run(rule, Days(values), default, 5, Follow).Episodes.Select(episode => episode.From));
        Assert.Equal(6, AlertHistory.Run(rule, Days(values), default, 5, Follow).Episodes[0].BreachDay);
        Assert.Empty(AlertHistory.Run(rule, Days(values[2..]).Take(3).ToList(), default, 1, Follow).Episodes); // nothing so long ago is known
    }

    [Fact]
    public void RuleWithoutALimit_CannotBeFollowedByAnything()
    {
        var rule = ARule.Of(draft => draft with { Metric = "npaRatio", Condition = "above", Level = .02, Clear = .02, ForDays = 1 });

        var history = AlertHistory.Run(rule, Days([.03, .03]), default, 1, 0);

        Assert.Equal((1, 0, 0), (history.Fired, history.Judged, history.Followed));
        Assert.Null(history.Precision);
        Assert.False(history.IsWarning);
    }

    [Fact]
    public void RuleAtTheBreachItself_IsNoWarning()
        => Assert.False(AlertHistory.Run(ARule.Of(draft => draft with { Level = 1, Clear = .9 }), Days([.04]), ARule.Bounds, 1, Follow).IsWarning);

    // Wilson (1927) at z = 1.6449: by hand, as roots of (p - x)^2 = z^2 x (1 - x) / n.
    [Theory]
    [InlineData(6, 7, .857143, .547713, .967456)]
    [InlineData(0, 5, 0, 0, .351117)]
    [InlineData(5, 5, 1, .648883, 1)]
    public void Precision_HasTheWilsonInterval(int right, int of, double share, double low, double high)
    {
        var precision = AlertPrecision.Of(right, of);

        Assert.Equal(share, precision.Value, 5);
        Assert.Equal(low, precision.Low, 5);
        Assert.Equal(high, precision.High, 5);
    }

    [Fact]
    public void RandomSeries_GiveThePrecisionOfASlowRecomputation()
    {
        var random = Luck.Printed(output);
        var seen = 0;
        for (var run = 0; run < 500; run++)
        {
            var rule = ARule.Of(draft => draft with { ForDays = random.Next(4), KeepFiringDays = random.Next(5), Level = .9, Clear = .8 + (random.NextDouble() * .1) });
            var values = new double?[150];
            var value = .042;
            for (var i = 0; i < values.Length; i++)
            {
                value = Math.Clamp(value + ((random.NextDouble() - .5) * .006), .03, .06);
                values[i] = random.Next(25) == 0 ? null : value;
            }

            var history = AlertHistory.Run(rule, Days(values), ARule.Bounds, 1, Follow);
            var (fired, judged, followed) = SlowPrecision.Count(values, rule.ForDays, rule.KeepFiringDays, .045, rule.Clear * .05, .05, Follow);

            Assert.Equal((fired, judged, followed), (history.Fired, history.Judged, history.Followed));
            seen += judged;
        }

        Assert.InRange(seen, 500, 10_000);
    }

    private static List<DayValue> Days(double?[] values) => [.. values.Select((value, i) => new DayValue(i + 1, value))];
}
