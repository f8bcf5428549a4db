using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// The systematic luck that no named factor explains: a monthly mean-reverting factor shared by all products and one of its own for each.
/// It starts at the level the world has lived to, so a fork sees one year of new shocks; loading and shift of each product are fitted to
/// give its one-year default rate the law of Vasicek (LatentFit, docs/method/latent.md).
/// </summary>
public sealed class LatentPath
{
    /// <summary>
    /// Share of last month's level that carries over. Short enough that it hardly matters how many days of its first month a year has
    /// left, and that the second year is as wide as the first; the long swings belong to the economy.
    /// </summary>
    public const double Persistence = .7;

    /// <summary>Share of the variance that all products have in common.</summary>
    public const double SharedVariance = .75;

    private readonly double[,] _levels;
    private readonly int _firstMonth;

    private LatentPath(int firstMonth, double[,] levels) => (_firstMonth, _levels) = (firstMonth, levels);

    public static LatentPath None { get; } = new(0, new double[0, 0]);

    /// <summary>The factor is switched off: odds are those of the neutral month, without the shift either.</summary>
    public bool IsNone => _levels.Length == 0;

    /// <summary>
    /// Levels by month and factor, the shared one first, then one a product. The first month keeps the levels it starts with; each later
    /// month draws its own shock by address, so a fork under the same key lives the same months.
    /// </summary>
    public static LatentPath Sample(RandomKey key, int firstMonth, int months, ReadOnlySpan<double> startLevels)
    {
        var levels = new double[months, startLevels.Length];
        var shock = Math.Sqrt(1 - (Persistence * Persistence));
        for (var factor = 0; factor < startLevels.Length; factor++)
        {
            var level = startLevels[factor];
            for (var i = 0; i < months; i++)
            {
                level = i == 0 ? level : (Persistence * level) + (shock * Normal(key, factor, firstMonth + i));
                levels[i, factor] = level;
            }
        }

        return new(firstMonth, levels);
    }

    public double[] LevelsAt(int month)
    {
        var levels = new double[_levels.GetLength(1)];
        for (var factor = 0; factor < levels.Length; factor++)
        {
            levels[factor] = _levels[month - _firstMonth, factor];
        }

        return levels;
    }

    /// <summary>The standardised level a product feels in a month.</summary>
    public double Level(int month, int product)
        => IsNone ? 0 : (Math.Sqrt(SharedVariance) * _levels[month - _firstMonth, 0]) + (Math.Sqrt(1 - SharedVariance) * _levels[month - _firstMonth, product + 1]);

    private static double Normal(RandomKey key, int factor, int month)
    {
        // Box-Muller on one block; the half keeps the logarithm away from zero.
        var words = key.Draw((ulong)factor, month, ChanceStream.Latent);
        var radius = Math.Sqrt(-2 * Math.Log((words.Word0 + .5) / 4294967296.0));
        return radius * Math.Cos(2 * Math.PI * (words.Word1 + .5) / 4294967296.0);
    }
}
