using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Tests.Market;

public sealed class ScenarioOverlayTests
{
    private static readonly int StartDay = new DateOnly(2026, 1, 1).DayNumber;
    private static readonly int January = 2026 * 12;
    private static readonly MarketModel Model = MarketModel.Default;
    private static readonly MarketPath Lived = History.Path;
    private static readonly Scenario Adverse = PublishedScenarios.SeverelyAdverse2026;

    [Fact]
    public void PublishedScenario_FromTheStartDay_SitsAtQuarterMiddles()
    {
        var path = ScenarioOverlay.Of(Lived, StartDay, Adverse, Model);

        for (var quarter = 0; quarter < Adverse.Quarters; quarter++)
        {
            var state = path.At(January + 1 + (3 * quarter));
            Assert.All(MacroFactor.All.Where(factor => factor != MacroFactor.HousePriceIndex), factor => Assert.Equal(Adverse.Of(factor)[quarter], state[factor], 1e-12));
            Assert.Equal(100 * Adverse.Of(MacroFactor.HousePriceIndex)[quarter] / 314.9, state.HousePriceIndex, 1e-9);
        }

        Assert.Equal(January + 37, path.LastMonth);
    }

    [Fact]
    public void FirstMonths_RunStraightFromTheForkDay()
    {
        var path = ScenarioOverlay.Of(Lived, StartDay, Adverse, Model);

        Assert.Equal((Lived.At(January - 1).Unemployment + .059) / 2, path.At(January).Unemployment, 1e-12);
        Assert.Equal(Lived.At(January - 1), path.At(January - 1));
    }

    [Theory]
    [InlineData(2026, 1, 1, 2026, 1)]
    [InlineData(2026, 1, 2, 2026, 2)]
    [InlineData(2026, 4, 1, 2026, 2)]
    [InlineData(2026, 12, 31, 2027, 1)]
    public void FirstQuarter_IsTheOneThatBeginsOnOrAfterTheFork(int year, int month, int day, int quarterYear, int quarter)
        => Assert.Equal(Quarter.Of(quarterYear, quarter), ScenarioOverlay.FirstQuarter(new DateOnly(year, month, day).DayNumber));

    [Fact]
    public void MonthsBeforeTheFirstQuarter_FollowTheExpectation()
    {
        var path = ScenarioOverlay.Of(Lived, new DateOnly(2026, 1, 10).DayNumber, Adverse, Model);
        var expected = Lived.Expected(Model, January + 2);

        Assert.Equal(expected.At(January + 2), path.At(January + 2));
        Assert.Equal(.059, path.At(January + 4).Unemployment, 1e-12);
        Assert.Equal(expected.At(January).HousePriceIndex * 295.5 / 314.9, path.At(January + 4).HousePriceIndex, 1e-9);
    }

    [Fact]
    public void MonthsAfterTheScenario_AreTheModels()
    {
        var end = January + 60;
        var alone = ScenarioOverlay.Of(Lived, StartDay, Adverse, Model);
        var key = RandomKey.Future(1, "after", 0);

        Assert.Equal(alone.Expected(Model, end).States, ScenarioOverlay.Of(Lived, StartDay, Adverse, Model, null, end).States);
        Assert.Equal(alone.Continued(Model, key, end).States, ScenarioOverlay.Of(Lived, StartDay, Adverse, Model, key, end).States);
    }

    [Fact]
    public void FactorsNotNamed_FollowTheNamedOnes()
    {
        double?[] rise = [.055, .065, .075, .085, .095, .10, .105, .105];
        var path = ScenarioOverlay.Of(Lived, StartDay, ScenarioDoorTests.Of(("unemployment", rise)), Model);
        var calm = Lived.Expected(Model, path.LastMonth);
        var inAYear = January + 11;

        Assert.True(path.At(inAYear).GdpGrowth < calm.At(inAYear).GdpGrowth - .02);
        Assert.True(path.At(inAYear).BaseRate < calm.At(inAYear).BaseRate - .01);
        Assert.True(path.At(inAYear).Volatility > calm.At(inAYear).Volatility + 2);
    }

    [Fact]
    public void AScenarioThatIsTheExpectation_ChangesNothingElse()
    {
        var calm = Lived.Expected(Model, January + 37);
        var middles = Enumerable.Range(0, 12).Select(quarter => (double?)calm.At(January + 1 + (3 * quarter)).Inflation).ToArray();
        var path = ScenarioOverlay.Of(Lived, StartDay, ScenarioDoorTests.Of(("inflation", middles)), Model);

        Assert.All(Enumerable.Range(0, 12), quarter => Assert.Equal(calm.At(January + 1 + (3 * quarter)).GdpGrowth, path.At(January + 1 + (3 * quarter)).GdpGrowth, 1e-9));
    }

    [Fact]
    public void Standing_OfTheSupervisoryScenarios_TellsThemApart()
    {
        var adverse = PathPercentile.Of(Lived, StartDay, Adverse, Model, 200);
        var baseline = PathPercentile.Of(Lived, StartDay, PublishedScenarios.Baseline2026, Model, 200);

        Assert.InRange(adverse.Severity, .98, 1);
        Assert.InRange(baseline.Severity, 0, .5);
        Assert.InRange(adverse.Coherence, .5, 1);
    }

    [Fact]
    public void Standing_OfUnemploymentUpInAGoodEconomy_IsAmongTheWorstHundredth()
    {
        double?[] rise = [.055, .065, .075, .085, .095, .10, .105, .105];
        var boom = ScenarioDoorTests.Of(("unemployment", rise), ("gdpGrowth", [.03, .03, .03, .03, .03, .03, .03, .03]));
        var bust = ScenarioDoorTests.Of(("unemployment", rise), ("gdpGrowth", [-.05, -.05, -.04, -.03, -.02, 0, .01, .02]));
        var (bad, good) = (PathPercentile.Of(Lived, StartDay, boom, Model, 50), PathPercentile.Of(Lived, StartDay, bust, Model, 50));

        Assert.InRange(bad.Coherence, 0, .01);
        Assert.InRange(good.Coherence, .2, 1);
        Assert.Equal((MacroFactor.Unemployment, MacroFactor.GdpGrowth), (bad.Worst, bad.Against));
    }

    [Fact]
    public void Standing_OfOneFactorAlone_CannotContradictItself()
        => Assert.Equal(1, PathPercentile.Of(Lived, StartDay, ScenarioDoorTests.Of(("inflation", [.05, .06])), Model, 20).Coherence);
}
