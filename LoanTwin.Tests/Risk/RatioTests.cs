using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;

namespace LoanTwin.Tests.Risk;

public class RatioTests
{
    [Fact]
    public void Herfindahl_OfEqualParts_IsOneOverTheirNumber()
    {
        Assert.Equal(.2, Concentration.Herfindahl(3, 3, 3, 3, 3)!.Value, 1e-15);
        Assert.Equal(.36 + .16, Concentration.Herfindahl(60, 40, 0)!.Value, 1e-15);
        Assert.Equal(1, Concentration.Herfindahl(7, -1));
        Assert.Null(Concentration.Herfindahl(0, -1));
    }

    [Fact]
    public void LargestShare_OfBalances_IsOfTheirPositiveSum()
    {
        Assert.Equal(.6, Concentration.LargestShare(30, 60, 10)!.Value, 1e-15);
        Assert.Equal(1, Concentration.LargestShare(5, -5));
        Assert.Null(Concentration.LargestShare());
    }

    [Fact]
    public void Cpr_OfEqualMonths_IsThatOfOne()
    {
        Assert.Equal(Prepayment.CprOfSmm(.01), Annualised.Cpr(.01, .01, .01)!.Value, 1e-15);
        Assert.Equal(1 - Math.Pow(.99 * .98, 6), Annualised.Cpr(.01, .02)!.Value, 1e-15);
        Assert.Equal((1, 0), (Annualised.Cpr(1.3, 0), Annualised.Cpr(-.1)));
        Assert.Null(Annualised.Cpr());
    }

    [Fact]
    public void Smm_IsOnWhatWouldHaveStood()
    {
        Assert.Equal(.1, Annualised.Smm(9, 100, 10)!.Value, 1e-15);
        Assert.Null(Annualised.Smm(9, 10, 10));
    }

    [Fact]
    public void Rate_OfAFewMonths_IsThatOfAYear()
    {
        Assert.Equal(.04, Annualised.Rate(2, 6, 100)!.Value, 1e-15);
        Assert.Null(Annualised.Rate(2, 6, 0));
        Assert.Null(Annualised.Rate(2, 0, 1));
    }

    [Fact]
    public void Growth_OfSixMonths_Compounds()
    {
        Assert.Equal(.21, Annualised.Growth(100, 110, 6)!.Value, 1e-12);
        Assert.Equal(-1, Annualised.Growth(100, 0, 12));
        Assert.Null(Annualised.Growth(0, 100, 12));
    }

    [Fact]
    public void Sharpe_OfMonthlyReturns_IsMeanOverDeviationTimesRootTwelve()
    {
        // Mean .02, deviations of .01 either way: sum of squares .0006, over 5, root .010954.
        Assert.Equal(.02 / Math.Sqrt(.0006 / 5) * Math.Sqrt(12), Sharpe.OfMonthly(.01, .03, .01, .03, .01, .03)!.Value, 1e-12);
        Assert.Null(Sharpe.OfMonthly(.01, .03, .01, .03, .01));
        Assert.Null(Sharpe.OfMonthly(.1, .1, .1, .1, .1, .1, .1));
    }
}
