using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Market;
using LoanTwin.Tests.Lending;

namespace LoanTwin.Tests.Market;

/// <summary>The figures written into the project are the published ones.</summary>
public sealed class PublishedEconomyTests
{
    public static TheoryData<string, string> Files => new()
    {
        { "Federal Reserve 2025 baseline", "dfast2025_baseline" },
        { "Federal Reserve 2025 severely adverse", "dfast2025_severely_adverse" },
        { "Federal Reserve 2026 baseline (proposed)", "dfast2026proposed_baseline" },
        { "Federal Reserve 2026 severely adverse (proposed)", "dfast2026proposed_severely_adverse" },
    };

    [Fact]
    public void History_WrittenIntoTheProject_IsThePublishedOne()
    {
        var published = Published("dfast2026proposed_historic");

        Assert.Equal((Quarter.Of(1976, 1), Quarter.Of(2025, 4), 200), (PublishedHistory.Quarters[0].Quarter, PublishedHistory.Quarters[^1].Quarter, PublishedHistory.Quarters.Length));
        Assert.All(published ?? [.. PublishedHistory.Quarters], (quarter, at) =>
        {
            Assert.Equal(quarter.Quarter, PublishedHistory.Quarters[at].Quarter);
            Assert.Equal(quarter.Values, PublishedHistory.Quarters[at].Values);
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Scenario_WrittenIntoTheProject_IsThePublishedOne(string name, string file)
    {
        var scenario = PublishedScenarios.All.Single(scenario => scenario.Name == name);

        Assert.Equal(13, scenario.Quarters);
        Assert.All(Published($"{file}") ?? [], (quarter, at)
            => Assert.All(MacroFactor.All, factor => Assert.Equal(quarter[factor], scenario.Of(factor)[at])));
    }

    [Fact]
    public void Scenarios_StartFromTheLastActualIndexOfTheirRelease()
    {
        Assert.Equal(PublishedHistory.Quarters[^1][MacroFactor.HousePriceIndex], PublishedScenarios.SeverelyAdverse2026.HousePriceBase);
        Assert.Equal(Published("dfast2025_historic")?[^1][MacroFactor.HousePriceIndex] ?? 322.1, PublishedScenarios.SeverelyAdverse2025.HousePriceBase);
    }

    [Fact]
    public void Months_OfTheHistory_CarryAQuarterAtItsMiddle()
    {
        var path = History.Path;

        Assert.True(path.FirstMonth <= 2021 * 12);
        Assert.Equal((2025 * 12) + 11, path.LastMonth);
        Assert.Equal(100, path.At(path.LastMonth).HousePriceIndex, 1e-9);
        Assert.Equal(.045, path.At(path.LastMonth).Unemployment, 1e-12);
        Assert.Equal(.13, path.At((2020 * 12) + 4).Unemployment, 1e-12);
        Assert.Equal((.13 + .13 + .088) / 3, path.At((2020 * 12) + 5).Unemployment, 1e-12);
        Assert.Equal(298.9 / 314.9 / Math.Cbrt(314.9 / 317.6) * 100, path.At((2023 * 12) + 1).HousePriceIndex, 1e-9);
    }

    [Fact]
    public void Months_OfTheGreatRecession_AreACrisis()
    {
        double Crisis(int year, int month) => History.Path.Crisis[(year * 12) + month - 1 - History.FirstMonth];

        Assert.Equal((0, 1, 0, 1, 0), (Crisis(2007, 5), Crisis(2009, 2), Crisis(2012, 2), Crisis(2020, 5), Crisis(2025, 12)));
    }

    private static PublishedQuarter[]? Published(string file)
    {
        var text = PublishedData.Text($"scenarios/{file}_domestic.csv");
        return text is null ? null : [.. FedScenarioFile.Quarters(text).Value];
    }
}
