using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Tests.Market;

/// <summary>
/// The short form of the evidence (docs/method/latent.md has the long one): fewer loans and futures, with the law and the standard errors
/// of exactly that many.
/// </summary>
public class VasicekLawTests
{
    private const int Futures = 300;
    private const int Loans = 500;

    public static TheoryData<string> Products => [.. ProductCatalogue.Default.Products.Select(product => product.Key)];

    [Theory]
    [MemberData(nameof(Products))]
    public void DefaultRates_OfAHomogeneousBook_FollowVasicek(string key)
    {
        var check = Run(Find(key));

        Assert.True(check.Worst < 3, check.ToString());
    }

    [Theory]
    [InlineData("consumer")]
    [InlineData("auto")]
    public void DefaultRates_UnderADoubledLoading_AreFoundOut(string key)
    {
        var product = Find(key);
        var check = Run(product with { LatentLoading = 2 * product.LatentLoading });

        Assert.True(check.At99.Distance > 3, check.ToString());
    }

    [Theory]
    [InlineData("consumer")]
    [InlineData("auto")]
    public void DefaultRates_WithoutTheFactor_AreFoundOut(string key)
    {
        var check = Run(Find(key) with { LatentLoading = 0, LatentShift = 0 });

        Assert.True(check.At95.Distance < -3, check.ToString());
    }

    [Fact]
    public void Run_OfNoFutures_IsRefused()
        => Assert.Equal("futures", Assert.Single(VasicekCheck.Run(new VasicekQuestion(Find("auto"), 0, 1, 1) { Loans = 10 }).Problem!.Faults).Field);

    private static VasicekCheck Run(Product product) => VasicekCheck.Run(new VasicekQuestion(product, Futures, 1, 2) { Loans = Loans }).Value;

    private static Product Find(string key) => ProductCatalogue.Default[ProductCatalogue.Default.Find(key).Value];
}
