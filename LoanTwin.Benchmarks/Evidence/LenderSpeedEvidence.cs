using System.Diagnostics;
using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Population;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 7: how long a lender takes to be founded, how long a population takes to be drawn, and what the door says to a bad scenario.</summary>
internal static class LenderSpeedEvidence
{
    private const double LenderSeconds = 3;
    private const double PopulationSeconds = 10;

    public static EvidenceLine Line(Options options)
    {
        var founded = Enumerable.Range(0, 3).Select(round => Seconds(() => Lender.Found(new LenderPlan { Seed = options.Seed + (ulong)round }).Value)).Order().ToList();
        var population = Seconds(() => StartingBook.Create(1_000_000, options.Seed, new(2026, 1, 1)));
        var refusals = Refusals();
        return new(
            7,
            "10,000 loans with three lived years (median of 3, the first in a cold process); 1,000,000 loans drawn; a scenario with a gap, an unknown factor or percent for fraction refused with its place named",
            new { lenderSeconds = founded[1], coldest = founded[2], populationSeconds = population, refusals },
            new { lenderSeconds = LenderSeconds, populationSeconds = PopulationSeconds },
            founded[1] < LenderSeconds && population < PopulationSeconds && refusals.All(refusal => refusal.IsNamed));
    }

    private static double Seconds<T>(Func<T> run) where T : IDisposable
    {
        var clock = Stopwatch.StartNew();
        using var result = run();
        return Math.Round(clock.Elapsed.TotalSeconds, 2);
    }

    private static List<Refused> Refusals()
    {
        double?[] fine = [.045, .06, .08, .07];
        return
        [
            Refuse("a gap", "unemployment[2]", new() { ["unemployment"] = [.045, .06, null, .07] }),
            Refuse("a path that ends early", "gdpGrowth[3]", new() { ["unemployment"] = fine, ["gdpGrowth"] = [-.02, -.04, 0] }),
            Refuse("an unknown factor", "oilPrice", new() { ["unemployment"] = fine, ["oilPrice"] = [80, 90, 95, 99] }),
            Refuse("percent for fraction", "unemployment[1]", new() { ["unemployment"] = [.045, 6.0, .08, .07] }),
        ];
    }

    private static Refused Refuse(string what, string place, Dictionary<string, IReadOnlyList<double?>?> values)
    {
        var opened = ScenarioDoor.Open(new ProposedScenario(what, "evidence", values));
        return opened.IsSuccess
            ? new(what, [], false)
            : new(what, [.. opened.Problem.Faults.Select(fault => $"{fault.Field}: {fault.Value}; wanted {fault.Rule}")], opened.Problem.Faults.Any(fault => fault.Field == place));
    }

    private sealed record Refused(string Scenario, string[] Faults, bool IsNamed);
}
