using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Risk;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// Whether the factors of a path belong together: how the others depart from what the path of the worst one lets expect of them, under the joint law of
/// all quarters (docs/method/market.md). Only departures that contradict count; each is a standard normal figure under the law, so its share of paths
/// that contradict more is known without drawing them.
/// </summary>
internal sealed class PathCoherence
{
    // Averaged over the quarters, in deviations: below it nothing hurts, and the factor that strays furthest leads.
    private const double Hurting = .5;

    // An expected move of so many deviations is believed by half.
    private const double HalfBelieved = .5;

    // Shocks have wide tails together: a path of the worst factor as far out as few are makes everything else less certain (Student's law).
    private const double TailDegrees = 30;

    private const double Least = 1e-300;

    private readonly QuarterLaw _law;
    private readonly IReadOnlyList<double[]> _seen;

    /// <param name="law">The law from the path's start.</param>
    /// <param name="seen">The scales of the path, quarter by quarter.</param>
    /// <param name="named">The factors that the path speaks of.</param>
    public PathCoherence(QuarterLaw law, IReadOnlyList<double[]> seen, IReadOnlyList<MacroFactor> named)
    {
        (_law, _seen) = (law, seen);
        Worst = WorstOf(named);
        (Coherence, Against) = Judged([.. named.Where(factor => factor != Worst)]);
    }

    /// <summary>The factor that hurts most on average, or where none hurts the one that strays furthest.</summary>
    public MacroFactor Worst { get; }

    /// <summary>Harmonic mean of the others' shares (Wilson 2019): the worst contradiction rules, every further one lowers it, and it needs no independence.</summary>
    public double Coherence { get; }

    /// <summary>The factor that contradicts most, if any does.</summary>
    public MacroFactor? Against { get; }

    private MacroFactor WorstOf(IReadOnlyList<MacroFactor> named)
    {
        var worst = named.MaxBy(Hurt)!;
        return Hurt(worst) >= Hurting ? worst : named.MaxBy(factor => Strays(factor).Average(Math.Abs))!;

        double Hurt(MacroFactor factor) => Strays(factor).Average(stray => Math.Max(0, Pain(factor) * stray));
    }

    private (double Coherence, MacroFactor? Against) Judged(List<MacroFactor> others)
    {
        if (others.Count == 0)
        {
            return (1, null);
        }

        var (inverse, departed) = (Dense.Inverse(_law.Covariance(Worst, Worst)), Departure(Worst));
        var drawn = Dense.Times(inverse, departed);
        var tail = Math.Sqrt(Math.Max(1, (TailDegrees + Dense.Dot(departed, drawn)) / (TailDegrees + _law.Quarters)));
        var judged = others.Select(other => (Factor: other, Size: Contradiction(other, inverse, drawn, tail))).ToList();
        var (against, most) = judged.MaxBy(other => other.Size);
        return (others.Count / judged.Sum(other => 1 / Math.Max(Least, NormalDistribution.Cdf(-other.Size))), most > 0 ? against : null);
    }

    /// <summary>
    /// Departure of a factor from its path given the worst one, against two directions at once: the move that the law expects, as far as that is
    /// certain, and the one that hurts when the worst factor hurts. Where neither says anything nothing can be contradicted.
    /// </summary>
    private double Contradiction(MacroFactor factor, double[,] inverse, double[] drawn, double tail)
    {
        var shared = _law.Covariance(factor, Worst);
        var move = Dense.Times(shared, drawn);
        var spread = Dense.Plus(_law.Covariance(factor, factor), Dense.Around(shared, inverse), -1);
        var left = Departure(factor).Zip(move, (whole, expected) => whole - expected).ToArray();
        var along = Unit([.. move.Select((value, quarter) => value / spread[quarter, quarter])], spread);
        var hurt = Unit([.. Strays(Worst).Select((stray, quarter) => Pain(factor) * Pain(Worst) * stray / Math.Sqrt(spread[quarter, quarter]))], spread);
        var size = Dense.Dot(along, move) / tail;
        var belief = size * size / ((size * size) + (HalfBelieved * HalfBelieved));
        return Pain(factor) * Pain(Worst) == 0
            ? -belief * Dense.Dot(along, left) / tail
            : -Dense.Dot(Unit([.. along.Zip(hurt, (a, b) => (belief * a) + b)], spread), left) / tail;
    }

    /// <summary>Weights whose sum over a departure has deviation one.</summary>
    private static double[] Unit(double[] weights, double[,] spread)
    {
        var deviation = Math.Sqrt(Dense.Dot(weights, Dense.Times(spread, weights)));
        return [.. weights.Select(weight => deviation > 0 ? weight / deviation : 0)];
    }

    private double[] Departure(MacroFactor factor) => [.. _law.Mean(factor).Select((mean, quarter) => _seen[quarter][factor.Place] - mean)];

    /// <summary>How far a factor is from what was expected at the start, in deviations.</summary>
    private double[] Strays(MacroFactor factor)
    {
        var spread = _law.Covariance(factor, factor);
        return [.. Departure(factor).Select((departed, quarter) => departed / Math.Sqrt(spread[quarter, quarter]))];
    }

    // Rates and inflation hurt either way.
    private static int Pain(MacroFactor factor) => factor.Place switch
    {
        FactorScale.Unemployment or FactorScale.Spread or FactorScale.Volatility => 1,
        FactorScale.Growth or FactorScale.Houses => -1,
        _ => 0,
    };
}
