using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Tests.Worlds;

/// <summary>The share of default events that end the contract is a measured figure of the catalogue, and can be measured again.</summary>
public sealed class TerminationMeasureTests
{
    public static TheoryData<string> Products => [.. ProductCatalogue.Default.Products.Select(product => product.Key)];

    [Theory]
    [MemberData(nameof(Products))]
    public void Share_OfTheCatalogue_IsTheMeasuredOne(string key)
    {
        var catalogue = ProductCatalogue.Default;
        var product = catalogue[catalogue.Find(key).Value];

        var share = TerminationMeasure.Of(product);

        Assert.True(Math.Abs(share - product.TerminationShare) < .005, $"{key}: the measured share is now {share:F4}");
        Assert.Equal(share, TerminationMeasure.Of(product));
    }
}
