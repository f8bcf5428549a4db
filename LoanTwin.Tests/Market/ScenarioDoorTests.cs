using LoanTwin.Domain.Economy;

namespace LoanTwin.Tests.Market;

public sealed class ScenarioDoorTests
{
    [Fact]
    public void Open_OfASoundScenario_KeepsItsValues()
    {
        var scenario = ScenarioDoor.Open(Proposed(("unemployment", [.05, .06]), ("housePriceIndex", [95, 90]))).Value;

        Assert.Equal(2, scenario.Quarters);
        Assert.Equal([MacroFactor.Unemployment, MacroFactor.HousePriceIndex], scenario.Named);
        Assert.Equal([.05, .06], scenario.Of(MacroFactor.Unemployment));
    }

    [Fact]
    public void Open_OfManyFaults_NamesThemAllByPlace()
    {
        var problem = ScenarioDoor.Open(Proposed(
            ("gdpGrowth", [.01, .01, .01, null]),
            ("unemployment", [.05, 5.9, double.NaN, .05]),
            ("inflation", [.02, .02]),
            ("volatility", [20, 20, 20, 900]),
            ("oilPrice", [70, 70, 70, 70]))).Problem!;

        Assert.Equal(
            ["gdpGrowth[3]", "inflation[2]", "inflation[3]", "oilPrice", "unemployment[1]", "unemployment[2]", "volatility[3]"],
            problem.Faults.Select(fault => fault.Field));
        Assert.Equal("a fraction: 0.059, not 5.9", problem.Faults.Single(fault => fault.Field == "unemployment[1]").Rule);
    }

    [Theory]
    [InlineData("baseRate", 3.8)]
    [InlineData("unemployment", 5.9)]
    [InlineData("gdpGrowth", -6.1)]
    [InlineData("inflation", 2.9)]
    [InlineData("creditSpread", 4.4)]
    public void Open_OfPercent_SaysWhatIsMeant(string key, double percent)
    {
        var fault = Assert.Single(ScenarioDoor.Open(Proposed((key, [percent]))).Problem!.Faults);

        Assert.StartsWith("a fraction: ", fault.Rule);
    }

    [Fact]
    public void Open_OfNothing_IsRefused()
    {
        var problem = ScenarioDoor.Open(new("", "", new Dictionary<string, IReadOnlyList<double?>?>())).Problem!;

        Assert.Equal(["name", "values"], problem.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Open_OfAMissingPath_IsAGapInEveryQuarter()
    {
        var problem = ScenarioDoor.Open(new("x", "x", new Dictionary<string, IReadOnlyList<double?>?> { ["unemployment"] = [.05, .05], ["baseRate"] = null })).Problem!;

        Assert.Equal(["baseRate[0]", "baseRate[1]"], problem.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Factors_HaveTheKeysOfTheInterface_AndReadTheirOwnColumn()
    {
        var state = EconomicState.Of([.01, .02, .03, .04, 105, .06, 17]);

        Assert.Equal(
            ["baseRate", "unemployment", "gdpGrowth", "inflation", "housePriceIndex", "creditSpread", "volatility"], MacroFactor.All.Select(factor => factor.Key));
        Assert.Equal([.01, .02, .03, .04, 105, .06, 17], MacroFactor.All.Select(factor => state[factor]));
        Assert.All(MacroFactor.All, factor => Assert.Equal(factor.Highest, state.With(factor, factor.Highest)[factor]));
    }

    internal static ProposedScenario Proposed(params (string Key, double?[] Values)[] factors)
        => new("test", "a test", factors.ToDictionary(factor => factor.Key, factor => (IReadOnlyList<double?>?)factor.Values));

    internal static Scenario Of(params (string Key, double?[] Values)[] factors) => ScenarioDoor.Open(Proposed(factors)).Value;
}
