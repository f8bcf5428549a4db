using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Kernel;

namespace LoanTwin.Tests.Market;

/// <summary>The latent figures of the catalogue are the ones the fit finds. Shipped with 200,000 years a product; here a tenth of them.</summary>
public class LatentFitTests
{
    private const int Paths = 20_000;

    public static TheoryData<string> Products => [.. ProductCatalogue.Default.Products.Select(product => product.Key)];

    [Theory]
    [MemberData(nameof(Products))]
    public void Catalogue_OfEachProduct_CarriesTheFittedFactor(string key)
    {
        var product = Find(key);
        var fitted = new LatentFit(product, Paths).Fit();

        // One per cent is the noise of 20,000 years; three are a standard error of the law's test.
        Assert.Equal(1, product.LatentLoading / fitted.Loading, .02);
        Assert.Equal(fitted.Shift, product.LatentShift, .006);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Years_UnderTheShippedFactor_KeepLawAndMean(string key)
    {
        var product = Find(key);
        var fit = new LatentFit(product, Paths);
        var years = fit.Years(new(product.LatentLoading, product.LatentShift));
        var (at95, at99) = fit.Distances(years);

        Assert.InRange(at95, -1, 1);
        Assert.InRange(at99, -1, 1);
        Assert.Equal(1, years.Average() / fit.CalmRate, .015);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Years_UnderADoubledLoading_BreakTheLaw(string key)
    {
        var product = Find(key);
        var fit = new LatentFit(product, Paths);
        var (at95, at99) = fit.Distances(fit.Years(new(2 * product.LatentLoading, 4 * product.LatentShift)));

        Assert.True(at95 > 3 && at99 > 3, $"{key}: {at95:F1} and {at99:F1} standard errors");
    }

    [Fact]
    public void CalmRate_OfRiskierBorrowers_IsHigher()
        => Assert.InRange(new LatentFit(Find("auto"), 1, .3).CalmRate / new LatentFit(Find("auto"), 1).CalmRate, 1.5, 3);

    private static Product Find(string key) => ProductCatalogue.Default[ProductCatalogue.Default.Find(key).Value];
}
