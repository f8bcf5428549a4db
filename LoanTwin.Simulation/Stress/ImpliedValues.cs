using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Stress;

/// <summary>What the model makes of a scenario: each factor, quarter by quarter, as the other named ones let expect it.</summary>
public static class ImpliedValues
{
    /// <summary>For a named factor what the others imply of it; for one that is not named its place in the scenario.</summary>
    public static ImmutableDictionary<MacroFactor, ImmutableArray<double>> Of(StartingPoint start, Scenario scenario)
        => MacroFactor.All.ToImmutableDictionary(factor => factor, factor => Of(start, Without(scenario, factor), scenario, factor));

    /// <summary>The scenario with every other factor as the named ones imply it.</summary>
    public static Scenario Filled(StartingPoint start, Scenario scenario)
        => Open(scenario, MacroFactor.All.ToDictionary(factor => factor.Key, factor => Boxed(scenario.Names(factor) ? scenario.Of(factor) : Of(start, scenario, scenario, factor))));

    /// <summary>A factor along a path of the economy, quarter by quarter, as the scenario counts it.</summary>
    internal static ImmutableArray<double> Along(MarketPath path, StartingPoint start, Scenario scenario, MacroFactor factor)
        => [.. Enumerable.Range(0, scenario.Quarters).Select(quarter => Scale(start, scenario, factor) * path.At(start.FirstQuarter.Plus(quarter).MiddleMonth)[factor])];

    /// <summary>The scenario's house prices count from its own base, a path's from today's level.</summary>
    internal static double Scale(StartingPoint start, Scenario scenario, MacroFactor factor)
        => factor == MacroFactor.HousePriceIndex ? scenario.HousePriceBase / start.Today.HousePriceIndex : 1;

    private static ImmutableArray<double> Of(StartingPoint start, Scenario? given, Scenario scenario, MacroFactor factor)
        => Along(start.Path(given, scenario.Quarters), start, scenario, factor);

    private static Scenario? Without(Scenario scenario, MacroFactor factor)
    {
        var rest = scenario.Named.Where(named => named != factor).ToList();
        return rest.Count == 0 ? null : Open(scenario, rest.ToDictionary(named => named.Key, named => Boxed(scenario.Of(named))));
    }

    private static IReadOnlyList<double?>? Boxed(ImmutableArray<double> values) => [.. values.Select(value => (double?)value)];

    private static Scenario Open(Scenario scenario, Dictionary<string, IReadOnlyList<double?>?> values)
        => ScenarioDoor.Open(new(scenario.Name, scenario.Source, values) { FirstQuarter = scenario.FirstQuarter, HousePriceBase = scenario.HousePriceBase }).Value;
}
