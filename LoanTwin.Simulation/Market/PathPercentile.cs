using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// Where a scenario stands among the paths of the model. Severity: share of simulated paths that hurt less. Coherence: the
/// probability under the model, given the path of the worst factor, that the others contradict it more; near zero they do not belong together.
/// </summary>
/// <param name="Severity">Between 0 and 1.</param>
/// <param name="Coherence">Between 0 and 1; one when fewer than two factors are named.</param>
/// <param name="Worst">The factor that strays furthest from what was expected.</param>
/// <param name="Against">The factor that contradicts it most, if any does.</param>
public sealed record PathStanding(double Severity, double Coherence, MacroFactor Worst, MacroFactor? Against);

/// <summary>Compares a scenario with what the model holds possible from the same start: simulated paths read and laid like the scenario, and its joint law (docs/method/market.md).</summary>
public sealed class PathPercentile
{
    private const int ReadEvery = 3;

    // A factor contradicts at most by half of the expected move the other way.
    private const double MostOfMove = 1.5;

    private readonly MarketModel _model;
    private readonly MarketModel _ordinary;
    private readonly ImmutableArray<MacroFactor> _named;
    private readonly MarketPath _ground;
    private readonly ConditionalPath _open;
    private readonly MarketPath _scenario;
    private readonly List<double[]?> _seen;
    private readonly ImmutableArray<MarketPath> _simulated;
    private readonly int _months;

    private PathPercentile(MarketPath lived, int forkDay, Scenario scenario, MarketModel model, int paths, ulong seed)
    {
        (_model, _named) = (model, [.. scenario.Named]);
        _ordinary = model.OrdinaryCrisisShock is { } shock ? model with { Crisis = model.Crisis with { Shock = shock } } : model;
        _ground = ScenarioOverlay.Ground(lived, forkDay, model);
        _scenario = ScenarioOverlay.Of(lived, forkDay, scenario, model);
        _months = _scenario.LastMonth - _ground.LastMonth;
        _simulated = [.. Enumerable.Range(0, paths).AsParallel().AsOrdered().Select(path => Simulated(RandomKey.Future(seed, "path percentile", path)))];
        _seen = ScenarioOverlay.Seen(_ground, Knots(_scenario));
        _open = Given([], _seen);
    }

    public static PathStanding Of(MarketPath lived, int forkDay, Scenario scenario, MarketModel model, int paths = 1_000, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 10);
        return new PathPercentile(lived, forkDay, scenario, model, paths, seed).Standing();
    }

    private PathStanding Standing()
    {
        var pains = _simulated.Select(Pains).ToList();
        var simulated = pains.Select(pain => Index(pain, pains)).ToList();
        var index = Index(Pains(_scenario), pains);
        var worst = Worst();
        var (coherence, against) = Coherence(worst);
        return new(simulated.Count(other => other < index) / (double)simulated.Count, coherence, worst, against);
    }

    /// <summary>A simulated path seen as a scenario is: its quarter middles, straight lines between, the named factors alone.</summary>
    private MarketPath Simulated(RandomKey key)
    {
        var lived = _ground.Continued(_model, key, _scenario.LastMonth);
        return ScenarioOverlay.Laid(_ground, Knots(lived), _named, _model, lived.Crisis[^_months..]);
    }

    /// <summary>Rise of unemployment and of the spread at their peaks, deepest fall of house prices below the start, and the weakest year of growth.</summary>
    private double[] Pains(MarketPath path)
    {
        var start = path.At(_ground.LastMonth);
        var months = Enumerable.Range(_ground.LastMonth + 1, _months).ToList();
        return
        [
            months.Max(month => path.At(month).Unemployment) - start.Unemployment,
            months.Max(month => path.At(month).CreditSpread) - start.CreditSpread,
            -Math.Min(0, months.Min(month => path.At(month).HousePriceIndex / start.HousePriceIndex) - 1),
            -months.Min(path.YearGrowth),
        ];
    }

    /// <summary>Mean of the pains, each in standard deviations of the simulated paths.</summary>
    private static double Index(double[] pains, List<double[]> simulated)
        => pains.Select((pain, i) =>
        {
            var mean = simulated.Average(other => other[i]);
            return (pain - mean) / Math.Sqrt(simulated.Average(other => (other[i] - mean) * (other[i] - mean)));
        }).Average();

    /// <summary>The named factor that strays furthest over the quarters, in deviations, from what was expected on the fork day.</summary>
    private MacroFactor Worst()
        => _named.MaxBy(factor => Middles.Average(i => Math.Abs(_seen[i]![factor.Place] - _open.Mean[i][factor.Place]) / _open.Deviation(i, factor)))!;

    /// <summary>
    /// Of each other factor: how far it stays away from the move that the worst one lets expect of it. The largest counts; under the model
    /// each is standard normal given the path of the worst, so the share of paths with a larger one is known without drawing them.
    /// </summary>
    private (double Coherence, MacroFactor? Against) Coherence(MacroFactor worst)
    {
        var given = Given([worst], _seen);
        var others = _named.Where(factor => factor != worst).Select(factor => (Factor: factor, Opposed: Opposed(given, worst, factor))).ToList();
        if (others.Count == 0)
        {
            return (1, null);
        }

        var (factor, opposed) = others.MaxBy(other => other.Opposed);
        return (1 - Math.Pow(NormalDistribution.Cdf(opposed), others.Count), opposed > 0 ? factor : null);
    }

    /// <summary>
    /// Departure of a factor from its conditional path, taken along the line towards no response at all, under the joint law of all its
    /// quarters: m'C-e / sqrt(m'C-m) with m from the conditional to the open expectation. The products come from distances of three paths.
    /// </summary>
    private double Opposed(ConditionalPath given, MacroFactor worst, MacroFactor factor)
    {
        var at = factor.Place;
        var departed = DistanceOf(month => _seen[month]![at]);
        var still = DistanceOf(month => _open.Mean[month][at]);
        var apart = DistanceOf(month => given.Mean[month][at] + _seen[month]![at] - _open.Mean[month][at]);
        // Where little was expected, little can be contradicted: the rest of a departure is another shock.
        return still > 0 ? Math.Min((departed + still - apart) / (2 * Math.Sqrt(still)), MostOfMove * Math.Sqrt(still)) : 0;

        double DistanceOf(Func<int, double> value) => Given([worst, factor], With(factor, value)).Distance - given.Distance;
    }

    /// <summary>The scenario's quarters with other values of one factor.</summary>
    private List<double[]?> With(MacroFactor factor, Func<int, double> value)
        => [.. _seen.Select((scales, month) => scales?.Select((scale, place) => place == factor.Place ? value(month) : scale).ToArray())];

    private IEnumerable<int> Middles => Enumerable.Range(0, (_months + 1) / ReadEvery).Select(i => 1 + (ReadEvery * i));

    private ImmutableArray<ScenarioOverlay.Knot> Knots(MarketPath path)
        => [.. Middles.Select(i => _ground.LastMonth + 1 + i).Select(month => new ScenarioOverlay.Knot(month, path.At(month)))];

    private ConditionalPath Given(ImmutableArray<MacroFactor> known, List<double[]?> seen)
        => new(_ordinary, ScenarioOverlay.Start(_ground), seen, _scenario.Crisis[^_months..], known);
}
