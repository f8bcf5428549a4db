using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Tests.Market;

public class ClimateTests
{
    private const int January = 2026 * 12;

    private static readonly Product Mortgage = ProductCatalogue.Default.Products.Single(product => product.Key == "mortgage");

    [Theory]
    [InlineData(3)]
    [InlineData(.6)]
    public void Shaken_ByAnyShock_StaysWhereTheKernelAccepts(double calm)
    {
        for (var level = -9.0; level <= 9; level += .5)
        {
            var odds = Climate.Shaken(calm, Mortgage.LatentLoading, Mortgage.LatentShift, level);

            Assert.InRange(odds * BorrowerRisk.Lowest, 1 / 50.0, 50);
            Assert.InRange(odds * BorrowerRisk.Highest, 1 / 50.0, 50);
        }
    }

    [Fact]
    public void Shaken_WhereTheEconomyIsOutOfRange_IsNotRepaired() => Assert.True(Climate.Shaken(60, .5, 0, 0) >= 60);

    [Fact]
    public void Odds_WithTheFactorOff_HaveNoShiftEither()
    {
        var market = MarketPath.Neutral(January, 12);

        Assert.Equal(Mortgage.Season[0], Climate.Of(Mortgage, market, LatentPath.None, 2, January).Odds, 1e-12);
    }

    [Fact]
    public void Odds_AtLevelZero_AreThoseOfTheMedianMonth()
    {
        var market = MarketPath.Neutral(January, 12);
        var start = LatentPath.Sample(RandomKey.MainLine(1), January, 1, [0, 0, 0]);

        Assert.Equal(Mortgage.Season[0] * Math.Exp(-Mortgage.LatentShift), Climate.Of(Mortgage, market, start, 1, January).Odds, 1e-12);
    }
}
