using System.Collections.Immutable;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Stress;

/// <summary>How much each measure counts when scenarios are ranked; all that is not zero is shown beside the ranks.</summary>
public sealed record RankWeights(double Loss, double Capital, double Roe)
{
    public static RankWeights Equal { get; } = new(1, 1, 1);

    public double Sum => Loss + Capital + Roe;
}

/// <summary>A run as it enters a comparison.</summary>
public sealed record ComparedRun(string Id, StressPlan Plan, DateOnly Day, StressOutcome Outcome);

/// <summary>One run among others.</summary>
/// <param name="Id">Which run.</param>
/// <param name="Rank">One is the worst.</param>
/// <param name="Score">Weighted mean of the measures, in deviations over all runs and paths; higher is worse.</param>
/// <param name="Holds">Share of resamples of the paths in which the rank is the same.</param>
/// <param name="Loss">Mean loss in cents.</param>
/// <param name="MinCapital">Mean of the lowest capital ratio.</param>
/// <param name="MinRoe">Mean of the lowest return on equity.</param>
public sealed record RankedRun(string Id, int Rank, double Score, double Holds, double Loss, double MinCapital, double MinRoe);

/// <summary>Ranks up to five runs that were drawn on the same luck, path against path.</summary>
public static class StressComparison
{
    public const int MostRuns = 5;
    private const int Resamples = 1_000;

    public static Result<ImmutableArray<RankedRun>> Of(IReadOnlyList<ComparedRun> runs, RankWeights weights)
    {
        var faults = new FaultList()
            .RequireRange(runs.Count, 1, MostRuns, "runs")
            .RequireRange(weights.Loss, 0, 1e6, "weights.loss")
            .RequireRange(weights.Capital, 0, 1e6, "weights.capital")
            .RequireRange(weights.Roe, 0, 1e6, "weights.roe")
            .Require(weights.Sum > 0, "weights", weights.Sum, "at least one weight above zero");
        var first = runs.Count > 0 ? runs[0] : null;
        for (var i = 0; i < runs.Count; i++)
        {
            faults.Require(runs[i].Outcome.Count > 0, $"runs[{i}]", "no paths", "a run with finished paths");
            faults.Require(IsSameLuck(first!, runs[i]), $"runs[{i}]", runs[i].Id, "the same day, seed, horizon and paths as the first run");
            faults.Require(runs.Take(i).All(other => other.Id != runs[i].Id), $"runs[{i}]", runs[i].Id, "each run once");
        }

        return faults.Or(() => Ranked(runs, weights));
    }

    private static bool IsSameLuck(ComparedRun a, ComparedRun b)
        => (a.Day, a.Plan.Seed, a.Plan.Question.Quarters) == (b.Day, b.Plan.Seed, b.Plan.Question.Quarters)
            && a.Outcome.Paths.Select(path => path.Path).SequenceEqual(b.Outcome.Paths.Select(path => path.Path));

    private static ImmutableArray<RankedRun> Ranked(IReadOnlyList<ComparedRun> runs, RankWeights weights)
    {
        var scores = Scores(runs, weights);
        var all = Enumerable.Range(0, scores[0].Length).ToArray();
        var ranks = Ranks(scores, all);
        var holds = Holds(scores, ranks);
        return [.. runs.Select((run, i) => new RankedRun(
            run.Id, ranks[i], scores[i].Average(), holds[i], run.Outcome.Loss.Mean, run.Outcome.MinCapital.Mean, run.Outcome.MinRoe.Mean)).OrderBy(run => run.Rank)];
    }

    /// <summary>By run and path.</summary>
    private static double[][] Scores(IReadOnlyList<ComparedRun> runs, RankWeights weights)
    {
        var loss = Standardised(runs, path => path.Loss);
        var capital = Standardised(runs, path => -path.MinCapital);
        var roe = Standardised(runs, path => -path.MinRoe);
        return [.. loss.Select((paths, run) => paths.Select((_, path) => ((weights.Loss * loss[run][path]) + (weights.Capital * capital[run][path]) + (weights.Roe * roe[run][path])) / weights.Sum).ToArray())];
    }

    private static double[][] Standardised(IReadOnlyList<ComparedRun> runs, Func<PathOutcome, double> figure)
    {
        var figures = runs.Select(run => run.Outcome.Paths.Select(figure).ToArray()).ToArray();
        var mean = figures.SelectMany(paths => paths).Average();
        var deviation = Math.Sqrt(figures.SelectMany(paths => paths).Average(value => (value - mean) * (value - mean)));
        return [.. figures.Select(paths => paths.Select(value => deviation > 0 ? (value - mean) / deviation : 0).ToArray())];
    }

    private static int[] Ranks(double[][] scores, int[] paths)
    {
        var means = scores.Select(run => paths.Sum(path => run[path])).ToArray();
        return [.. means.Select(mean => 1 + means.Count(other => other > mean))];
    }

    /// <summary>Draws as many paths as there are, with repeats, the same for every run, again and again.</summary>
    private static double[] Holds(double[][] scores, int[] ranks)
    {
        var (key, held, drawn) = (RandomKey.Future(1, "rank stability", 0), new int[ranks.Length], new int[scores[0].Length]);
        for (var resample = 0; resample < Resamples; resample++)
        {
            for (var i = 0; i < drawn.Length; i++)
            {
                drawn[i] = (int)((ulong)key.Draw((ulong)i, resample, ChanceStream.Market).Word0 * (ulong)drawn.Length >> 32);
            }

            var again = Ranks(scores, drawn);
            for (var run = 0; run < ranks.Length; run++)
            {
                held[run] += again[run] == ranks[run] ? 1 : 0;
            }
        }

        return [.. held.Select(times => times / (double)Resamples)];
    }
}
