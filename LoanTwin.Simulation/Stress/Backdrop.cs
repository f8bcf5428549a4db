using System.Collections.Immutable;
using LoanTwin.Domain.Economy;

namespace LoanTwin.Simulation.Stress;

/// <summary>What a drawn path is seen against.</summary>
/// <param name="Calm">What the model expects without the scenario.</param>
/// <param name="Implied">What the other named factors let expect.</param>
/// <param name="Reach">How far published history went from where it stood.</param>
public sealed record Backdrop(ImmutableArray<double> Calm, ImmutableArray<double> Implied, HistoryReach Reach)
{
    /// <summary>Of every factor; house prices count from the scenario's own base.</summary>
    public static ImmutableDictionary<MacroFactor, Backdrop> Of(StartingPoint start, Scenario scenario)
    {
        var (implied, calm) = (ImpliedValues.Of(start, scenario), start.Path(null, scenario.Quarters));
        return MacroFactor.All.ToImmutableDictionary(factor => factor, factor =>
        {
            var path = scenario.Names(factor) ? scenario.Of(factor) : implied[factor];
            var today = ImpliedValues.Scale(start, scenario, factor) * start.Today[factor];
            return new Backdrop(ImpliedValues.Along(calm, start, scenario, factor), implied[factor], HistoryReach.Of(factor, today, path));
        });
    }
}
