using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Stress;

/// <summary>How a scenario stands: how severe, how coherent, and what it resembles.</summary>
public sealed record ScenarioCheck(PathStanding Standing, ImmutableArray<Relative> Relatives)
{
    private const int Resembling = 3;

    private const double Odd = .05;

    /// <summary>The factors hardly ever go together.</summary>
    public bool IsOdd => Standing.Coherence < Odd;

    public static ScenarioCheck Of(StartingPoint start, Scenario scenario, int paths = 1_000)
        => new(PathPercentile.Of(start.Lived, start.Day, scenario, start.Model, paths), HistoryWindow.Nearest(start, scenario, Resembling));
}
