using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Stress;

/// <summary>Where every scenario begins: the economy as lived up to a day, and the law of what follows.</summary>
public sealed record StartingPoint(MarketPath Lived, int Day, MarketModel Model)
{
    /// <summary>The first quarter a scenario speaks of.</summary>
    public Quarter FirstQuarter => ScenarioOverlay.FirstQuarter(Day);

    /// <summary>The day's own state: what the first quarter moves away from.</summary>
    public EconomicState Today => Lived.At(ScenarioOverlay.LastLivedMonth(Day));

    /// <summary>What the model expects of each quarter, read at its middle.</summary>
    public EconomicState Expected(int quarter) => Path(null, quarter + 1).At(FirstQuarter.Plus(quarter).MiddleMonth);

    /// <summary>The whole economy of a scenario, all seven factors.</summary>
    public MarketPath Path(Scenario? scenario, int quarters)
    {
        var last = FirstQuarter.Plus(quarters).FirstMonth - 1;
        return scenario is null
            ? Lived.Until(ScenarioOverlay.LastLivedMonth(Day)).Expected(Model, last)
            : ScenarioOverlay.Of(Lived, Day, scenario, Model, lastMonth: last);
    }
}
