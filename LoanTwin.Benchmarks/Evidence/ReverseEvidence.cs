using System.Diagnostics;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Stress;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 5: the mildest path that breaks a limit breaks it by next to nothing, nine tenths and a half of it do not, and two starts find the same.</summary>
internal static class ReverseEvidence
{
    private const int Loans = 100_000;
    private const double BelowCalm = .015;
    private const double MostSeconds = 60;
    private const double MostBeyond = .001;
    private const double MostApart = .1;
    private const double Shrunk = .95;

    public static EvidenceLine Line(Options options)
    {
        using var lender = Lender.Found(new LenderPlan { Loans = Loans, Seed = options.Seed, YearsLived = 1 }).Value;
        using var bench = StressBench.Freeze(lender).Value;
        var calm = Lowest(bench, null);
        var limit = options.Limit ?? calm - BelowCalm;
        var clock = Stopwatch.StartNew();
        var solved = ReverseStress.Solve(bench, new("capitalRatio", limit, Seed: options.Seed));
        var seconds = Math.Round(clock.Elapsed.TotalSeconds, 1);
        if (!solved.IsSuccess)
        {
            return Of(new { loans = Loans, calm, limit, seconds, problem = $"{solved.Problem}" }, false);
        }

        var answer = solved.Value;
        var (again, smaller) = (Lowest(bench, answer.Scenario), Lowest(bench, Nearer(bench, answer.Scenario)));
        var apart = Math.Abs((answer.OtherDistance / answer.Distance) - 1);
        return Of(
            new { loans = Loans, calm, limit, seconds, again, shrunk = smaller, answer.Distance, answer.OtherDistance, apart, answer.Percentile, answer.Coherence, answer.Story },
            seconds < MostSeconds && again <= limit && again >= limit - MostBeyond && smaller > limit && apart < MostApart);
    }

    private static EvidenceLine Of(object value, bool ok) => new(
        5, "reverse stress of 100,000 loans in the capital ratio: the found path asked again breaks the limit, 5 % less of it does not, two starts agree", value,
        new { seconds = MostSeconds, again = $"at most {MostBeyond} below the limit", shrunk = "above the limit", apart = MostApart }, ok);

    private static double Lowest(StressBench bench, Scenario? scenario)
        => StressResult.WorstOf(MetricCatalogue.Find("capitalRatio").Value, bench.Answer(new() { Scenario = scenario }).Value.Stressed)!.Value.Value;

    private static Scenario Nearer(StressBench bench, Scenario found)
    {
        var start = new StartingPoint(bench.Before, bench.Day.DayNumber, bench.Model);
        return MacroFactor.All.Aggregate(found, (scenario, factor) => StressEvidence.Changed(
            scenario, factor.Key, (quarter, value) => start.Expected(quarter)[factor] is var calm ? calm + (Shrunk * (value - calm)) : value));
    }
}
