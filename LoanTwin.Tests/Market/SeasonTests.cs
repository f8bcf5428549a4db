using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Tests.Market;

/// <summary>The climate against the catalogue itself: fast run and reference share it, so no comparison of the two would notice a wrong month.</summary>
public sealed class SeasonTests
{
    private const int January = 2027 * 12;
    private static readonly MarketPath Neutral = MarketPath.Neutral(January, 24);

    [Fact]
    public void Odds_InANeutralEconomy_AreTheSeasonOfTheirMonth()
        => Assert.All(Months, at => Assert.Equal(at.Product.Season[at.Month], ClimateOf(at.Product, at.Month).Odds, 1e-12));

    [Fact]
    public void Spending_OfACard_HasTheSeasonOfItsMonth()
    {
        var cards = Months.Where(at => at.Product.Card is not null).ToList();

        Assert.NotEmpty(cards);
        Assert.All(cards, at => Assert.Equal(at.Product.Card!.SpendSeason[at.Month], ClimateOf(at.Product, at.Month).SpendSeason));
    }

    private static IEnumerable<(Product Product, int Month)> Months
        => from product in ProductCatalogue.Default.Products
           from month in Enumerable.Range(0, 12)
           select (product, month);

    private static Climate ClimateOf(Product product, int month) => Climate.Of(product, Neutral, LatentPath.None, 0, January + month);
}
