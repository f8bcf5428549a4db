using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Tests.Stress;

public class LibraryTests
{
    private static readonly StartingPoint Start = new(History.Path, new DateOnly(2026, 1, 1).DayNumber, MarketModel.Default);

    [Fact]
    public void Every_scenario_of_the_library_can_be_made_and_laid()
    {
        Assert.Equal(ScenarioLibrary.All.Length, ScenarioLibrary.All.Select(scenario => scenario.Id).Distinct().Count());
        foreach (var entry in ScenarioLibrary.All)
        {
            var scenario = entry.Make(Start);

            Assert.Equal(13, scenario.Quarters);
            Assert.True(Start.Path(scenario, 9).LastMonth >= (2028 * 12) + 2, entry.Id);
            Assert.NotEmpty(entry.Story + entry.Source);
        }
    }

    [Fact]
    public void A_repeated_stretch_is_its_own_nearest_relative()
    {
        var nearest = HistoryWindow.Nearest(Start, ScenarioLibrary.Find("2008-like")!.Make(Start), 3);

        Assert.Equal(Quarter.Of(2007, 4), nearest[0].From);
        Assert.True(nearest[0].Distance < .5 * nearest[1].Distance, string.Join(", ", nearest));
        Assert.Equal(Quarter.Of(1981, 2), HistoryWindow.Nearest(Start, ScenarioLibrary.Find("1981-like")!.Make(Start), 1)[0].From);
    }

    [Fact]
    public void The_housing_scenario_ends_a_quarter_below_what_was_expected()
    {
        var scenario = ScenarioLibrary.Find("housing-25")!.Make(Start);

        Assert.Equal(.75, scenario.Of(MacroFactor.HousePriceIndex)[7] / Start.Expected(7).HousePriceIndex, 1e-9);
    }

    /// <summary>Ten paths in three groups: what has happened together, what is odd, and what contradicts itself outright.</summary>
    [Fact]
    public void Coherence_orders_paths_sensibly()
    {
        var coherent = new[]
        {
            Of((MacroFactor.Unemployment, .05), (MacroFactor.GdpGrowth, -.05), (MacroFactor.CreditSpread, .03)),
            Of((MacroFactor.Unemployment, .04), (MacroFactor.GdpGrowth, -.04), (MacroFactor.BaseRate, -.03)),
            Of((MacroFactor.Unemployment, .03), (MacroFactor.GdpGrowth, -.03), (MacroFactor.Volatility, 20)),
            Of((MacroFactor.CreditSpread, .03), (MacroFactor.Volatility, 30), (MacroFactor.GdpGrowth, -.04)),
            PublishedScenarios.SeverelyAdverse2026,
        };
        var absurd = new[]
        {
            Of((MacroFactor.Unemployment, .06), (MacroFactor.GdpGrowth, .03)),
            Of((MacroFactor.Unemployment, .06), (MacroFactor.GdpGrowth, .05)),
            Of((MacroFactor.Unemployment, .07), (MacroFactor.GdpGrowth, .04), (MacroFactor.BaseRate, .04)),
            Of((MacroFactor.CreditSpread, .05), (MacroFactor.Volatility, -12)),
            Of((MacroFactor.Unemployment, .06), (MacroFactor.CreditSpread, -.01), (MacroFactor.GdpGrowth, .04)),
        };

        var (high, low) = (coherent.Select(Coherence).ToList(), absurd.Select(Coherence).ToList());

        Assert.True(high.Min() > low.Max(), $"{string.Join(" ", high)} against {string.Join(" ", low)}");
        Assert.True(high.Min() > .03 && low.Take(3).Max() < .01, $"{string.Join(" ", high)} against {string.Join(" ", low)}");
    }

    /// <summary>One path and versions of it that contradict themselves more and more: never equal, never the other way round, whatever else the path says.</summary>
    [Theory]
    [InlineData("gdpGrowth", .02)]
    [InlineData("creditSpread", -.004)]
    [InlineData("volatility", -4)]
    [InlineData("housePriceIndex", .08)]
    [InlineData("baseRate", .02)]
    public void A_worse_contradiction_of_lost_jobs_is_less_coherent(string key, double step)
    {
        var factor = MacroFactor.Find(key)!;
        foreach (var beside in new (MacroFactor Factor, double Shift)[][] { [], [(MacroFactor.Inflation, -.01)], [.. Recession.Where(shift => shift.Factor != factor)] })
        {
            var chain = Enumerable.Range(0, 5).Select(version => Coherence(Of([(MacroFactor.Unemployment, .05), (factor, version * step), .. beside]))).ToList();

            Assert.True(chain.Zip(chain.Skip(1)).All(pair => pair.Second < pair.First), $"beside {beside.Length}: {string.Join(" ", chain)}");
        }
    }

    [Fact]
    public void A_collapse_of_growth_with_falling_unemployment_is_less_coherent_the_more_it_falls()
    {
        var chain = Enumerable.Range(0, 5).Select(step => .02 - (.01 * step)).Select(jobs => Coherence(Of((MacroFactor.GdpGrowth, -.08), (MacroFactor.Unemployment, jobs)))).ToList();

        Assert.True(chain.Zip(chain.Skip(1)).All(pair => pair.Second < pair.First), string.Join(" ", chain));
        Assert.True(chain[0] > .1 && chain[^1] < 1e-6, string.Join(" ", chain));
    }

    [Fact]
    public void What_was_published_or_has_happened_is_coherent()
    {
        var coherences = ScenarioLibrary.All.ToDictionary(entry => entry.Id, entry => Coherence(entry.Make(Start)));

        Assert.True(coherences.Values.Min() > .1, string.Join(", ", coherences));
    }

    private static (MacroFactor Factor, double Shift)[] Recession =>
    [
        (MacroFactor.GdpGrowth, -.05), (MacroFactor.CreditSpread, .02), (MacroFactor.Volatility, 15), (MacroFactor.HousePriceIndex, -.1), (MacroFactor.BaseRate, -.03),
    ];

    private static double Coherence(Scenario scenario) => PathPercentile.Of(Start.Lived, Start.Day, scenario, Start.Model, 20).Coherence;

    private static Scenario Of(params (MacroFactor Factor, double Shift)[] shifts)
        => ScenarioLibrary.Shocked(Start, "a path", [.. shifts.Select<(MacroFactor Factor, double Shift), (MacroFactor, Func<int, double>)>(
            shift => (shift.Factor, quarter => shift.Shift * Share(shift.Factor, quarter)))]);

    /// <summary>Levels rise for a year and come back over two, house prices stay; growth is weak while they rise, and makes up for it later.</summary>
    private static double Share(MacroFactor factor, int quarter) => factor == MacroFactor.GdpGrowth
        ? quarter < 4 ? 1 : quarter < 10 ? -.4 : 0
        : factor == MacroFactor.HousePriceIndex ? Math.Min(1, (quarter + 1) / 6.0)
        : quarter < 5 ? Math.Min(1, (quarter + 1) / 4.0) : Math.Max(0, (13 - quarter) / 8.0);
}
