using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Tests.Market;

public sealed class MarketModelTests
{
    private static readonly RandomKey Key = RandomKey.Future(1, "market", 0);
    private static readonly MarketModel Model = MarketModel.Default;
    private static readonly MarketPath Lived = History.Path;

    [Fact]
    public void ShippedFigures_AreTheOnesOfTheFit()
    {
        var fit = new MarketFit(PublishedHistory.Quarters).Fit(Model.Version);

        Assert.InRange(Distance(fit, Model), 0, 1e-6);
    }

    [Fact]
    public void Fit_OfOtherQuarters_FindsOtherFigures()
        => Assert.True(Distance(new MarketFit(PublishedHistory.Quarters[..180]).Fit("x"), Model) > 1e-3);

    [Fact]
    public void Continued_InOneStrideOrMonthByMonth_GivesTheSameBits()
    {
        var whole = Lived.Continued(Model, Key, Lived.LastMonth + 120);
        var steps = Enumerable.Range(1, 120).Aggregate(Lived, (path, month) => path.Continued(Model, Key, Lived.LastMonth + month));

        Assert.Equal(whole.States, steps.States);
        Assert.Equal(whole.Crisis, steps.Crisis);
        Assert.Equal(Lived.States, whole.States.Take(Lived.States.Length));
    }

    [Fact]
    public void Continued_UnderAnotherKey_IsAnotherFuture()
        => Assert.NotEqual(Lived.Continued(Model, Key, Lived.LastMonth + 1).States[^1], Lived.Continued(Model, RandomKey.Future(1, "market", 1), Lived.LastMonth + 1).States[^1]);

    [Fact]
    public void Continued_ToAMonthThatStands_ChangesNothing() => Assert.Same(Lived, Lived.Continued(Model, Key, Lived.LastMonth));

    [Fact]
    public void Expected_InTheLongRun_ComesToRest()
    {
        var path = Lived.Expected(Model, Lived.LastMonth + 1_200);
        var (before, last) = (path.States[^13], path.States[^1]);

        Assert.All(MacroFactor.All.Where(factor => factor != MacroFactor.HousePriceIndex), factor => Assert.Equal(1, last[factor] / before[factor], 1e-3));
        Assert.Equal(Model.CrisisShare, path.Crisis[^1], 1e-9);
        Assert.InRange(last.Unemployment, .05, .07);
    }

    [Fact]
    public void Expected_IsTheCentreOfTheSampledMonths()
    {
        var month = Lived.LastMonth + 12;
        var expected = Lived.Expected(Model, month).States[^1];
        var sampled = Enumerable.Range(0, 2_000).Select(path => Lived.Continued(Model, RandomKey.Future(1, "centre", path), month).States[^1]).ToList();

        // Growth and inflation have no bent scale, so there the centre is the mean; the tolerance is three standard errors.
        Assert.Equal(expected.GdpGrowth, sampled.Average(state => state.GdpGrowth), .003);
        Assert.Equal(expected.Inflation, sampled.Average(state => state.Inflation), .0025);
        Assert.Equal(expected.Volatility, sampled.Select(state => state.Volatility).Order().ElementAt(1_000), 1.5);
    }

    [Fact]
    public void Until_AMonth_ForgetsTheLaterOnes()
    {
        var cut = Lived.Until(Lived.LastMonth - 3);

        Assert.Equal(Lived.LastMonth - 3, cut.LastMonth);
        Assert.Equal(cut.States.Length, cut.Crisis.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => Lived.Until(Lived.FirstMonth));
    }

    [Fact]
    public void BaseRate_FromTheZeroBound_NeverFallsBelowIt()
    {
        var low = MarketPath.Create(2026 * 12, [.. Enumerable.Repeat(EconomicState.Neutral with { BaseRate = 0 }, 13)]).Value;

        Assert.All(low.Continued(Model, Key, low.LastMonth + 120).States, state => Assert.True(state.BaseRate >= 0));
    }

    [Fact]
    public void Day_RunsFromMonthToMonth_AndItsNoiseEndsWithTheMonth()
    {
        var month = (2025 * 12) + 6;
        var (last, middle) = (SimMonth.LastDay(month), SimMonth.FirstDay(month) + 14);

        Assert.Equal(Lived.At(month).Volatility, MarketDay.Of(Lived, last, Key).Volatility, 1e-9);
        Assert.InRange(MarketDay.Of(Lived, middle).BaseRate, Math.Min(Lived.At(month - 1).BaseRate, Lived.At(month).BaseRate), Math.Max(Lived.At(month - 1).BaseRate, Lived.At(month).BaseRate));
        Assert.NotEqual(MarketDay.Of(Lived, middle).CreditSpread, MarketDay.Of(Lived, middle, Key).CreditSpread);
        Assert.Equal(MarketDay.Of(Lived, middle).Unemployment, MarketDay.Of(Lived, middle, Key).Unemployment);
        Assert.Equal(MarketDay.Of(Lived, middle, Key), MarketDay.Of(Lived, middle, Key));
    }

    private static double Distance(MarketModel one, MarketModel other) => Flat(one).Zip(Flat(other), (a, b) => Math.Abs(a - b)).Max();

    private static double[] Flat(MarketModel model) =>
    [
        .. model.Transition.Cast<double>(), .. model.Calm.Drift, .. model.Calm.Shock.Cast<double>(), .. model.Crisis.Drift,
        .. model.Crisis.Shock.Cast<double>(), model.CrisisBegins, model.CrisisStays, .. model.OrdinaryCrisisShock!.Cast<double>(),
    ];
}
