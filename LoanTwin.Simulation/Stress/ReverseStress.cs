using System.Collections.Immutable;
using System.Globalization;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Stress;

/// <summary>Which limit is to break, and how.</summary>
public sealed record ReverseQuestion(string Metric, double Limit, int Quarters = 9, ulong Seed = 1, SheetMode Sheet = SheetMode.RunOff)
{
    public Result<ReverseQuestion> Check()
    {
        var metric = MetricCatalogue.Find(Metric);
        return new FaultList()
            .RequireRange(Quarters, 1, StressQuestion.MostQuarters, "quarters")
            .Require(Sheet != SheetMode.Dynamic, "balanceSheet", Sheet, "runOff or static: a search asks hundreds of times")
            .Require(double.IsFinite(Limit), "limit", Limit, "a finite number")
            .Require(metric.IsSuccess, "metric", Metric, "a metric of the catalogue")
            .Require(!metric.IsSuccess || metric.Value.Direction != GoodDirection.None, "metric", Metric, "a metric with a good direction")
            .Or(() => this);
    }
}

/// <summary>The mildest world in which a limit breaks.</summary>
/// <param name="Scenario">All seven factors.</param>
/// <param name="Distance">Root of the sum of squared monthly shocks, in deviations: how unlikely the model holds the path.</param>
/// <param name="OtherDistance">What the search from the other start found.</param>
/// <param name="Worst">The metric at its worst along the path.</param>
/// <param name="WorstQuarter">When, from one.</param>
/// <param name="Percentile">Share of simulated paths that hurt less.</param>
/// <param name="Coherence">As of any scenario.</param>
/// <param name="Story">What happens, in words made from the figures.</param>
public sealed record ReverseAnswer(Scenario Scenario, double Distance, double OtherDistance, double Worst, int WorstQuarter, double Percentile, double Coherence, string Story);

/// <summary>
/// Looks for the likeliest path that breaks a limit: among all monthly shocks of the market model the smallest, in its own deviations, whose
/// path does. Shocks are held over a third of the horizon each, so there are three a factor. The step is that of Hasofer, Lind, Rackwitz and
/// Fiessler; the last piece is a search along the ray, on the whole book.
/// </summary>
public sealed class ReverseStress
{
    private const int Parts = 3;
    private const int Steps = 4;
    private const double Probe = .35;
    private const double Furthest = 25;
    private const double Tolerance = 2e-5;
    private const int SampleLoans = 20_000;

    private readonly StressBench _bench;
    private readonly ReverseQuestion _question;
    private readonly Metric _metric;
    private readonly StartingPoint _start;
    private readonly MarketPath _ground;
    private readonly CancellationToken _cancel;
    private readonly int _months;
    private readonly double _sign;

    private ReverseStress(StressBench bench, ReverseQuestion question, Metric metric, CancellationToken cancel)
    {
        (_bench, _question, _metric, _cancel) = (bench, question, metric, cancel);
        _start = new(bench.Before, bench.Day.DayNumber, bench.Model);
        _ground = _start.Path(null, question.Quarters);
        _months = 3 * question.Quarters;
        _sign = metric.Direction == GoodDirection.Up ? 1 : -1;
    }

    public static Result<ReverseAnswer> Solve(StressBench bench, ReverseQuestion question, CancellationToken cancel = default)
    {
        var check = question.Check();
        return check.IsSuccess ? new ReverseStress(bench, question, MetricCatalogue.Find(question.Metric).Value, cancel).Solve() : check.Problem;
    }

    private Result<ReverseAnswer> Solve()
    {
        var calm = new double[FactorScale.Count * Parts];
        if (Margin(calm, false) <= 0)
        {
            return Problem.Of(ProblemKind.NotApplicable, "limit", _question.Limit.ToString(CultureInfo.InvariantCulture), $"a limit of {_metric.Key} that the baseline keeps");
        }

        var found = new[] { Search(calm), Search(OtherStart()) };
        return found.OfType<double[]>().MinBy(Length) is { } best
            ? AnswerOf(best, Length(found.OfType<double[]>().MaxBy(Length)!))
            : Problem.Of(ProblemKind.NotApplicable, "limit", _question.Limit.ToString(CultureInfo.InvariantCulture), $"a limit of {_metric.Key} that some path within {Furthest} deviations breaks");
    }

    /// <summary>Somewhere else: jobs lost and prices falling, with a little luck of the seed in every shock.</summary>
    private double[] OtherStart()
    {
        var key = RandomKey.Future(_question.Seed, "reverse stress", 0);
        return [.. Enumerable.Range(0, FactorScale.Count * Parts).Select(at => (.3 * MarketModel.Normal(key, 50 + (ulong)at, 0)) + ((at / Parts) switch
        {
            FactorScale.Unemployment => 1.5,
            FactorScale.Houses => -1.5,
            FactorScale.Growth => -.5,
            _ => 0,
        }))];
    }

    private double[]? Search(double[] from)
    {
        var at = from;
        for (var step = 0; step < Steps; step++)
        {
            _cancel.ThrowIfCancellationRequested();
            var margin = Margin(at, true);
            var slope = Slope(at, margin);
            var square = slope.Sum(value => value * value);
            if (square < 1e-16)
            {
                break;
            }

            // The point of the tangent plane that lies nearest to no shock at all.
            var reach = (Dense.Dot(slope, at) - margin) / square;
            at = Shortened([.. slope.Select(value => value * reach)]);
            if (OnTheLimit(at, true) is not { } bound)
            {
                continue;
            }

            at = bound;
        }

        return OnTheLimit(at, false);
    }

    private static double[] Shortened(double[] at) => Length(at) is var length && length > Furthest ? [.. at.Select(value => value * Furthest / length)] : at;

    private double[] Slope(double[] at, double margin)
    {
        var slope = new double[at.Length];
        for (var i = 0; i < at.Length; i++)
        {
            // A look in the direction that hurts or helps; the clips of the macro response make small ones blind.
            double[] beside = [.. at];
            beside[i] += Probe;
            slope[i] = (Margin(beside, true) - margin) / Probe;
        }

        return slope;
    }

    /// <summary>The nearest point on the ray through a point where the limit just breaks.</summary>
    private double[]? OnTheLimit(double[] at, bool isRough)
    {
        var length = Length(at);
        if (length == 0)
        {
            return null;
        }

        var (kept, broken) = (0.0, 1.0);
        while (Margin(Times(at, broken), isRough) > 0)
        {
            kept = broken;
            broken *= 1.3;
            if (broken * length > Furthest)
            {
                return null;
            }
        }

        for (var step = 0; step < 40 && broken - kept > 1e-9; step++)
        {
            var middle = (kept + broken) / 2;
            var margin = Margin(Times(at, middle), isRough);
            (kept, broken) = margin > 0 ? (middle, broken) : (kept, middle);
            if (margin <= 0 && margin > -(isRough ? 50 * Tolerance : Tolerance) * Math.Max(1, Math.Abs(_question.Limit)))
            {
                break;
            }
        }

        return Times(at, broken);
    }

    private ReverseAnswer AnswerOf(double[] at, double otherDistance)
    {
        var scenario = ScenarioOf(at);
        var worst = StressResult.WorstOf(_metric, Stressed(scenario, false))!.Value;
        var standing = PathPercentile.Of(_start.Lived, _start.Day, scenario, _start.Model, seed: _question.Seed);
        return new(scenario, Length(at), otherDistance, worst.Value, worst.Quarter, standing.Severity, standing.Coherence, Story(scenario, worst));
    }

    /// <summary>How far the metric is from its limit at its worst; at or below zero it breaks.</summary>
    private double Margin(double[] at, bool isRough)
    {
        var worst = StressResult.WorstOf(_metric, Stressed(ScenarioOf(at), isRough));
        return worst is { } point ? _sign * (point.Value - _question.Limit) : 1;
    }

    private StressPath Stressed(Scenario scenario, bool isRough) => _bench.Projected(new() { Scenario = scenario, Quarters = _question.Quarters, Sheet = _question.Sheet }, isRough ? SampleLoans : null, _cancel);

    /// <summary>The path of some shocks, read at quarter middles as every scenario is.</summary>
    internal Scenario ScenarioOf(double[] at)
    {
        var shock = _bench.Model.OrdinaryCrisisShock ?? _bench.Model.Crisis.Shock;
        var first = _start.FirstQuarter.FirstMonth;
        var (deviation, before) = (new double[FactorScale.Count], _ground.At(first - 1));
        var values = MacroFactor.All.ToDictionary(factor => factor.Key, _ => new List<double?>());
        for (var month = 0; month < _months; month++)
        {
            deviation = Dense.Times(_bench.Model.Transition, deviation);
            for (var row = 0; row < deviation.Length; row++)
            {
                for (var column = 0; column <= row; column++)
                {
                    deviation[row] += shock[row, column] * at[(column * Parts) + (month * Parts / _months)] / Math.Sqrt(_months / (double)Parts);
                }
            }

            var calm = FactorScale.Of(_ground.At(first + month - 1), _ground.At(first + month));
            before = FactorScale.Back([.. calm.Zip(deviation, (level, away) => level + away)], before);
            if (month % 3 == 1)
            {
                foreach (var factor in MacroFactor.All)
                {
                    values[factor.Key].Add(before[factor]);
                }
            }
        }

        return ScenarioDoor.Open(new($"{_metric.Name} at {_question.Limit.ToString(CultureInfo.InvariantCulture)}", "reverse stress", values.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<double?>?)entry.Value))
        {
            FirstQuarter = _start.FirstQuarter,
            HousePriceBase = _start.Today.HousePriceIndex,
        }).Value;
    }

    private string Story(Scenario scenario, (double Value, int Quarter) worst)
    {
        var today = _start.Today;
        var unemployment = scenario.Of(MacroFactor.Unemployment);
        var houses = scenario.Of(MacroFactor.HousePriceIndex);
        var rates = scenario.Of(MacroFactor.BaseRate);
        var growth = scenario.Of(MacroFactor.GdpGrowth);
        return string.Create(CultureInfo.InvariantCulture,
            $"Unemployment, {today.Unemployment:P1} today, is highest at {unemployment.Max():P1} in quarter {unemployment.IndexOf(unemployment.Max()) + 1}, growth lowest at {Signed(growth.Min())} a year, house prices stand {Signed((houses.Min() / today.HousePriceIndex) - 1)} against today at their lowest in quarter {houses.IndexOf(houses.Min()) + 1}, and the base rate goes from {today.BaseRate:P1} to {rates[^1]:P1}. {_metric.Name} reaches its limit in quarter {worst.Quarter}.");
    }

    private static string Signed(double share) => share.ToString("P1", CultureInfo.InvariantCulture).Replace('-', '−');

    private static double[] Times(double[] at, double factor) => [.. at.Select(value => value * factor)];

    private static double Length(double[] at) => Math.Sqrt(Dense.Dot(at, at));
}
