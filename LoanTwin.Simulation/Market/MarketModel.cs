using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// The economy as a monthly mean-reverting vector with a crisis regime: z' = drift(regime') + transition z + shock(regime') e, on the scales of
/// <see cref="FactorScale"/>; the regime is a two-state Markov chain. Fitted by <see cref="MarketFit"/>; the figures ship with the project
/// (docs/method/market.md).
/// </summary>
public sealed partial record MarketModel(string Version, double[,] Transition, MarketRegime Calm, MarketRegime Crisis, double CrisisBegins, double CrisisStays)
{
    // Factors draw under their own place; the regime and the days come after them.
    private const ulong RegimeDraw = FactorScale.Count;

    /// <summary>The shocks of a crisis without the lockdown of 2020 in them: what scenarios are compared with, since beside that quarter no contradiction would look absurd.</summary>
    public double[,]? OrdinaryCrisisShock { get; init; }

    /// <summary>Share of months in crisis in the long run.</summary>
    public double CrisisShare => CrisisBegins / (1 + CrisisBegins - CrisisStays);

    /// <summary>Probability of crisis next month, from the probability this month.</summary>
    public double CrisisAfter(double crisis) => (crisis * CrisisStays) + ((1 - crisis) * CrisisBegins);

    /// <summary>One sampled month; its luck is addressed by key and month alone.</summary>
    internal MarketMonth Sampled(in EconomicState before, in MarketMonth last, RandomKey key, int month)
    {
        var isCrisis = Uniform(key.Draw(RegimeDraw, month, ChanceStream.Market).Word0) < CrisisAfter(last.Crisis);
        var regime = isCrisis ? Crisis : Calm;
        Span<double> shocks = stackalloc double[FactorScale.Count];
        for (var factor = 0; factor < shocks.Length; factor++)
        {
            shocks[factor] = Normal(key, (ulong)factor, month);
        }

        var z = Mean(FactorScale.Of(before, last.State), isCrisis ? 1 : 0);
        for (var row = 0; row < z.Length; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                z[row] += regime.Shock[row, column] * shocks[column];
            }
        }

        return new(FactorScale.Back(z, last.State), isCrisis ? 1 : 0);
    }

    /// <summary>The month that is expected, on the model's scales, from the month before.</summary>
    internal MarketMonth Expected(in EconomicState before, in MarketMonth last)
    {
        var crisis = CrisisAfter(last.Crisis);
        return new(FactorScale.Back(Mean(FactorScale.Of(before, last.State), crisis), last.State), crisis);
    }

    /// <summary>Where the scales are expected next month, with the given probability that it is a crisis.</summary>
    internal double[] Mean(ReadOnlySpan<double> z, double crisis)
    {
        var mean = Dense.Times(Transition, z);
        for (var row = 0; row < mean.Length; row++)
        {
            mean[row] += ((1 - crisis) * Calm.Drift[row]) + (crisis * Crisis.Drift[row]);
        }

        return mean;
    }

    /// <summary>Covariance of a month's shocks, regimes mixed by their probability.</summary>
    internal double[,] Covariance(double crisis)
    {
        var calm = Calm.Covariance;
        return Dense.Plus(calm, Dense.Plus(Crisis.Covariance, calm, -1), crisis);
    }

    /// <summary>A standard normal draw of one address, by Box-Muller.</summary>
    internal static double Normal(RandomKey key, ulong draw, int at)
    {
        var words = key.Draw(draw, at, ChanceStream.Market);
        return Math.Sqrt(-2 * Math.Log(Uniform(words.Word0))) * Math.Cos(2 * Math.PI * Uniform(words.Word1));
    }

    // The half keeps the logarithm away from zero.
    private static double Uniform(uint word) => (word + .5) / 4294967296.0;
}

/// <summary>One month of a path: the factors, and the probability that it is a crisis month (0 or 1 where it is known).</summary>
public readonly record struct MarketMonth(EconomicState State, double Crisis);
