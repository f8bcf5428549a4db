using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// Where a scenario stands among the paths of the model. Severity: share of simulated paths that hurt less. Coherence: share of simulated
/// paths whose factors contradict each other more; a value near zero says that the factors do not belong together.
/// </summary>
/// <param name="Severity">Between 0 and 1.</param>
/// <param name="Coherence">Between 0 and 1; one when fewer than two factors are named.</param>
/// <param name="Worst">The factor that strays furthest from what was expected.</param>
/// <param name="Against">The factor that contradicts it most, if any does.</param>
public sealed record PathStanding(double Severity, double Coherence, MacroFactor Worst, MacroFactor? Against);

/// <summary>Compares a scenario with simulated paths of the same length from the same start, read and laid like the scenario (docs/method/market.md).</summary>
public sealed class PathPercentile
{
    private const int ReadEvery = 3;
    private readonly MarketModel _model;
    private readonly ImmutableArray<MacroFactor> _named;
    private readonly MarketPath _ground;
    private readonly ConditionalPath _open;
    private readonly MarketPath _scenario;
    private readonly ImmutableArray<MarketPath> _simulated;
    private readonly int _months;

    private PathPercentile(MarketPath lived, int forkDay, Scenario scenario, MarketModel model, int paths, ulong seed)
    {
        (_model, _named) = (model, [.. scenario.Named]);
        _ground = ScenarioOverlay.Ground(lived, forkDay, model);
        _scenario = ScenarioOverlay.Of(lived, forkDay, scenario, model);
        _months = _scenario.LastMonth - _ground.LastMonth;
        _simulated = [.. Enumerable.Range(0, paths).AsParallel().AsOrdered().Select(path => Simulated(RandomKey.Future(seed, "path percentile", path)))];
        _open = Given([], _ground.Expected(model, _scenario.LastMonth));
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
        var worst = Worst(_scenario);
        var (contradiction, against) = Contradiction(_scenario, worst);
        var others = _simulated.AsParallel().AsOrdered().Select(path => Contradiction(path, Worst(path)).Size).ToList();
        var coherence = contradiction == 0 ? 1 : Share(others, other => other >= contradiction);
        return new(Share(simulated, other => other < index), coherence, worst, against);
    }

    private static double Share(List<double> values, Func<double, bool> which) => values.Count(which) / (double)values.Count;

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

    /// <summary>The named factor that strays furthest, at a quarter's middle, from what was expected on the fork day.</summary>
    private MacroFactor Worst(MarketPath path)
    {
        var scales = Scales(path);
        return _named.MaxBy(factor => Middles.Max(i => Math.Abs(scales[i]![factor.Place] - _open.Mean[i][factor.Place]) / _open.Deviation(i, factor)))!;
    }

    /// <summary>
    /// How far the other factors go against the move that the worst one lets expect of them: for each, its departure from the expected
    /// path, taken along the expected move, in conditional standard deviations; the largest counts. A move further than expected, in the
    /// expected direction, contradicts nothing.
    /// </summary>
    private (double Size, MacroFactor? Against) Contradiction(MarketPath path, MacroFactor worst)
    {
        var scales = Scales(path);
        var given = Given([worst], path);
        var (size, against) = (0.0, (MacroFactor?)null);
        foreach (var other in _named.Where(factor => factor != worst))
        {
            var opposed = Opposed(scales, given, other);
            (size, against) = opposed > size ? (opposed, other) : (size, against);
        }

        return (size, against);
    }

    private double Opposed(List<double[]?> scales, ConditionalPath given, MacroFactor factor)
    {
        var (product, square) = (0.0, 0.0);
        foreach (var month in Middles)
        {
            var (expected, deviation) = (given.Mean[month][factor.Place], given.Deviation(month, factor));
            var move = (expected - _open.Mean[month][factor.Place]) / deviation;
            product += move * (expected - scales[month]![factor.Place]) / deviation;
            square += move * move;
        }

        return product / Math.Sqrt(square);
    }

    private IEnumerable<int> Middles => Enumerable.Range(0, (_months + 1) / ReadEvery).Select(i => 1 + (ReadEvery * i));

    /// <summary>A path's quarter middles on the model's scales, as a scenario's are read.</summary>
    private List<double[]?> Scales(MarketPath path) => ScenarioOverlay.Seen(_ground, Knots(path));

    private ImmutableArray<ScenarioOverlay.Knot> Knots(MarketPath path)
        => [.. Middles.Select(i => _ground.LastMonth + 1 + i).Select(month => new ScenarioOverlay.Knot(month, path.At(month)))];

    private ConditionalPath Given(ImmutableArray<MacroFactor> known, MarketPath path)
        => new(_model, ScenarioOverlay.Start(_ground), Scales(path), path.Crisis[^_months..], known);
}
