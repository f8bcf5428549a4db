using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Tests.Market;

/// <summary>
/// The climate against the catalogue itself: the fast run and the reference share it, so no comparison of the two would notice a wrong month.
/// </summary>
public sealed class SeasonTests
{
    private const int January = 2027 * 12;
    private static readonly MarketPath Neutral = MarketPath.Neutral(January, 24);

    public static TheoryData<string> Products => [.. ProductCatalogue.Default.Products.Select(product => product.Key)];

    [Theory]
    [MemberData(nameof(Products))]
    public void Odds_InANeutralEconomy_AreTheSeasonOfTheirMonth(string key)
    {
        var product = Find(key);

        // In a neutral economy every other factor is one, but for the last bits of an exponential.
        Assert.Equal(product.Season, YearOf(product).Select(climate => Math.Round(climate.Odds, 12)));
    }

    [Fact]
    public void Spending_OnACard_HasTheSeasonOfItsMonth()
    {
        var card = Find("creditCard");

        Assert.Equal(card.Card!.SpendSeason, YearOf(card).Select(climate => climate.SpendSeason));
    }

    private static Product Find(string key) => ProductCatalogue.Default.Products.Single(product => product.Key == key);

    /// <summary>January to December, like the tables of the catalogue.</summary>
    private static IEnumerable<Climate> YearOf(Product product)
        => Enumerable.Range(0, 12).Select(month => Climate.Of(product, Neutral, LatentPath.None, 0, January + month));
}
