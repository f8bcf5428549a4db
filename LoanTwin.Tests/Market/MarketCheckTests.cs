using LoanTwin.Simulation.Market;

namespace LoanTwin.Tests.Market;

/// <summary>The short form of the evidence (docs/method/market.md has the long one): fewer paths and resampled histories.</summary>
public sealed class MarketCheckTests
{
    private static readonly MarketCheckPlan Short = new() { Paths = 100, BoundPaths = 1_000, Resamples = 1_000 };

    [Fact]
    public void ShippedModel_InTheLongRun_LiesInTheBandsOfTheHistory()
    {
        var properties = MarketCheck.Run(MarketModel.Default, Short);

        Assert.Equal(30, properties.Length);
        Assert.DoesNotContain(properties, property => !property.IsInside);
    }

    [Fact]
    public void Model_ThatRemembersTooLittle_IsFoundOut()
    {
        var forgetful = (double[,])MarketModel.Default.Transition.Clone();
        forgetful[0, 0] = .9;
        var properties = MarketCheck.Run(MarketModel.Default with { Transition = forgetful }, Short with { BoundPaths = 1 });

        Assert.Contains(properties, property => property is { Name: "baseRate.memory1", IsInside: false });
    }

    [Fact]
    public void Check_AskedTwice_GivesTheSameFigures()
    {
        var small = new MarketCheckPlan { Paths = 10, BoundPaths = 5, Resamples = 50 };

        Assert.Equal(MarketCheck.Run(MarketModel.Default, small), MarketCheck.Run(MarketModel.Default, small));
    }
}
