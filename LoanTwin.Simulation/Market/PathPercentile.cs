using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// Where a scenario stands among the paths of the model. Severity: share of simulated paths that hurt less. Coherence: the
/// share of paths of the model, given that of the worst factor, whose other factors contradict it more; near zero they do not belong together.
/// </summary>
/// <param name="Severity">Between 0 and 1.</param>
/// <param name="Coherence">Between 0 and 1; one when fewer than two factors are named.</param>
/// <param name="Worst">The factor that hurts most, or where none hurts the one that strays furthest from what was expected.</param>
/// <param name="Against">The factor that contradicts it most, if any does.</param>
public sealed record PathStanding(double Severity, double Coherence, MacroFactor Worst, MacroFactor? Against);

/// <summary>Compares a scenario with what the model holds possible from the same start: simulated paths read and laid like the scenario, and its joint law (docs/method/market.md).</summary>
public sealed class PathPercentile
{
    private const int ReadEvery = 3;

    private readonly MarketModel _model;
    private readonly MarketModel _ordinary;
    private readonly ImmutableArray<MacroFactor> _named;
    private readonly MarketPath _ground;
    private readonly MarketPath _scenario;
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
        var coherence = Coherence();
        return new(simulated.Count(other => other < index) / (double)simulated.Count, coherence.Coherence, coherence.Worst, coherence.Against);
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

    private PathCoherence Coherence()
    {
        var law = new QuarterLaw(_ordinary, ScenarioOverlay.Start(_ground), _scenario.Crisis[^_months..], [.. Middles]);
        var seen = ScenarioOverlay.Seen(_ground, Knots(_scenario));
        return new(law, [.. Middles.Select(middle => seen[middle]!)], _named);
    }

    private IEnumerable<int> Middles => Enumerable.Range(0, (_months + 1) / ReadEvery).Select(i => 1 + (ReadEvery * i));

    private ImmutableArray<ScenarioOverlay.Knot> Knots(MarketPath path)
        => [.. Middles.Select(i => _ground.LastMonth + 1 + i).Select(month => new ScenarioOverlay.Knot(month, path.At(month)))];
}
