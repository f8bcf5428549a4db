using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Stress;

/// <summary>What one factor does to a scenario: loss and lowest capital with it at its baseline, everything else as in the scenario.</summary>
public sealed record FactorEffect(MacroFactor Factor, double LossWithout, double LossAdded, double CapitalWithout, double CapitalTaken);

/// <summary>A tornado: each factor taken back alone, the largest effect on the loss first.</summary>
public static class Sensitivity
{
    public static ImmutableArray<FactorEffect> Of(StressBench bench, StressQuestion question, CancellationToken cancel = default)
    {
        if (question.Scenario is not { } scenario)
        {
            return [];
        }

        var start = new StartingPoint(bench.Before, bench.Day.DayNumber, bench.Model);
        var filled = ImpliedValues.Filled(start, scenario);
        var calm = start.Path(question.Baseline, filled.Quarters);
        var whole = bench.Answer(question with { Scenario = filled }, cancel).Value.Stressed;
        return [.. MacroFactor.All.Select(Effect).OrderByDescending(effect => Math.Abs(effect.LossAdded)).ThenBy(effect => effect.Factor.Place)];

        FactorEffect Effect(MacroFactor factor)
        {
            var scale = factor == MacroFactor.HousePriceIndex ? filled.HousePriceBase / start.Today.HousePriceIndex : 1;
            var values = filled.Values.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<double?>?)[.. entry.Value.Select((value, quarter) =>
                (double?)(entry.Key == factor.Key ? scale * calm.At(start.FirstQuarter.Plus(quarter).MiddleMonth)[factor] : value))]);
            var without = ScenarioDoor.Open(new(filled.Name, filled.Source, values) { HousePriceBase = filled.HousePriceBase }).Value;
            var path = bench.Answer(question with { Scenario = without }, cancel).Value.Stressed;
            var (capital, low) = (path.QuarterEnds.Min(end => end.CapitalRatio), whole.QuarterEnds.Min(end => end.CapitalRatio));
            return new(factor, path.Loss, whole.Loss - path.Loss, capital, capital - low);
        }
    }
}
