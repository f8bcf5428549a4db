using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Stress;

/// <summary>A scenario that everybody has: its story, where it comes from, and how it is made on a day.</summary>
/// <param name="Id">Its key in addresses and files.</param>
/// <param name="Name">What a reader calls it.</param>
/// <param name="Story">Two lines.</param>
/// <param name="Source">Who published it, or what it is made from.</param>
/// <param name="Date">When its source was published.</param>
/// <param name="Version">Goes up when its figures change.</param>
/// <param name="Make">The paths, from a day on.</param>
public sealed record LibraryScenario(string Id, string Name, string Story, string Source, DateOnly Date, int Version, Func<StartingPoint, Scenario> Make);

/// <summary>The scenarios that come with the program. Published ones stand as published; the others are moves away from the economy of the day.</summary>
public static class ScenarioLibrary
{
    private const int Quarters = 13;
    private const string House = "LoanTwin, a shock on what the market model expects";

    private static readonly DateOnly Release2025 = new(2025, 2, 5);
    private static readonly DateOnly Release2026 = new(2025, 12, 1);
    private static readonly DateOnly Written = new(2026, 1, 1);

    public static ImmutableArray<LibraryScenario> All { get; } =
    [
        Published("fed-2025-baseline", "Moderate growth, steady unemployment near 4.3 %, slowly falling rates.", Release2025, PublishedScenarios.Baseline2025),
        Published("fed-2025-severe", "A global recession: unemployment to 10 %, house prices down a third, rates at zero.", Release2025, PublishedScenarios.SeverelyAdverse2025),
        Published("fed-2026-baseline", "Growth near 2 %, unemployment easing from 4.6 %, flat house prices.", Release2026, PublishedScenarios.Baseline2026),
        Published("fed-2026-severe", "A sharp fall in risk appetite: unemployment to 10 %, house prices down 29 %, wide spreads.", Release2026, PublishedScenarios.SeverelyAdverse2026),
        Repeated("2008-like", "The financial crisis again: housing leads, credit freezes, jobs go late and come back slowly.", Quarter.Of(2007, 4)),
        Repeated("1981-like", "The Volcker recession again: inflation is broken by high rates, unemployment peaks as they fall.", Quarter.Of(1981, 2)),
        new("rate-shock-up", "Rate shock +300 bps", "Rates rise three points within a year and stay. Refinancing stops, funding costs follow.", House, Written, 1,
            start => Shocked(start, "Rate shock +300 bps", (MacroFactor.BaseRate, q => .03 * Ramp(q, 4)))),
        new("rate-shock-down", "Rate shock -200 bps", "Rates fall two points within a year and stay. Margins shrink, borrowers refinance.", House, Written, 1,
            start => Shocked(start, "Rate shock -200 bps", (MacroFactor.BaseRate, q => -.02 * Ramp(q, 4)))),
        new("stagflation", "Stagflation", "Prices run away while output shrinks: rates must rise into a recession.", House, Written, 1,
            start => Shocked(start, "Stagflation",
                (MacroFactor.Inflation, q => .06 * Hump(q, 4, 10)), (MacroFactor.BaseRate, q => .04 * Hump(q, 6, 14)), (MacroFactor.Unemployment, q => .03 * Hump(q, 7, 18)), (MacroFactor.GdpGrowth, q => -.035 * Hump(q, 3, 8)))),
        new("housing-25", "Housing -25 %", "House prices fall a quarter in six quarters and stay low; the rest of the economy follows as it has before.", House, Written, 1,
            start => Shocked(start, "Housing -25 %", (MacroFactor.HousePriceIndex, q => Math.Log(.75) * Ramp(q, 6)))),
        new("mild-recession", "Mild recession", "A shallow dip: unemployment up two points, a year of weak growth, house prices soft.", House, Written, 1,
            start => Shocked(start, "Mild recession",
                (MacroFactor.Unemployment, q => .02 * Hump(q, 5, 14)), (MacroFactor.GdpGrowth, q => -.025 * Hump(q, 2, 6)), (MacroFactor.HousePriceIndex, q => -.06 * Ramp(q, 6)), (MacroFactor.BaseRate, q => -.01 * Ramp(q, 5)))),
    ];

    public static LibraryScenario? Find(string id) => All.FirstOrDefault(scenario => scenario.Id == id);

    /// <summary>
    /// Moves away from what is expected, on the scale where a move means the same at every level: points, and for house prices their logarithm.
    /// A figure that would leave its range stops there.
    /// </summary>
    public static Scenario Shocked(StartingPoint start, string name, params (MacroFactor Factor, Func<int, double> Shift)[] shifts)
    {
        var expected = Enumerable.Range(0, Quarters).Select(start.Expected).ToList();
        return ScenarioDoor.Open(new(name, House, shifts.ToDictionary(
            shift => shift.Factor.Key,
            shift => (IReadOnlyList<double?>?)[.. expected.Select((state, q) => (double?)Moved(shift.Factor, state[shift.Factor], shift.Shift(q)))]))
        {
            FirstQuarter = start.FirstQuarter,
            HousePriceBase = start.Today.HousePriceIndex,
        }).Value;
    }

    internal static double Moved(MacroFactor factor, double value, double shift)
    {
        var moved = factor == MacroFactor.HousePriceIndex ? value * Math.Exp(shift) : value + shift;
        return Math.Clamp(moved, factor == MacroFactor.BaseRate ? Math.Min(value, .001) : factor.Lowest, factor.Highest);
    }

    private static LibraryScenario Published(string id, string story, DateOnly date, Scenario scenario) => new(id, scenario.Name, story, scenario.Source, date, 1, _ => scenario);

    private static LibraryScenario Repeated(string id, string story, Quarter from)
        => new(id, id, story, $"Federal Reserve Board, historic domestic variables, the {Quarters} quarters after {from}", Release2026, 1, start => HistoryWindow.Repeat(id, start, from, Quarters));

    private static double Ramp(int quarter, int length) => Math.Min(1, (quarter + 1.0) / length);

    /// <summary>Up to one in so many quarters and back to nothing by the last.</summary>
    private static double Hump(int quarter, int peak, int end)
        => quarter + 1 <= peak ? (quarter + 1.0) / peak : Math.Max(0, (end - quarter - 1.0) / (end - peak));
}
