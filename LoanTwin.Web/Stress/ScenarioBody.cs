using LoanTwin.Domain.Economy;

namespace LoanTwin.Web.Stress;

/// <summary>A scenario as it is written down: in the table of scenarios, and in the inputs of a run.</summary>
internal sealed record ScenarioBody(string Story, string Source, string? FirstQuarter, double HousePriceBase, Dictionary<string, double[]> Values)
{
    public static ScenarioBody Of(string story, Scenario scenario)
        => new(story, scenario.Source, scenario.FirstQuarter?.ToString(), scenario.HousePriceBase, scenario.Values.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray()));

    public Scenario Open(string name)
        => ScenarioDoor.Open(new(name, Source, Values.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<double?>?)[.. entry.Value.Select(value => (double?)value)]))
        {
            FirstQuarter = FirstQuarter is { } quarter ? Quarter.Parse(quarter) : null,
            HousePriceBase = HousePriceBase,
        }).Value;
}
