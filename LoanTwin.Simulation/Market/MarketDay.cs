using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// The economy of a single day: from last month's value to this month's along the days of the month. Spread and volatility also move
/// from day to day; that noise is addressed by key and day, has mean zero, and is gone on the last day of the month.
/// </summary>
public static class MarketDay
{
    // Within a month the spread strays by about 1.5 % of its level, volatility by about 6 %.
    private const double SpreadNoise = .015;
    private const double VolatilityNoise = .06;

    // After the places of the factors and the regime, so that a day never shares a draw with a month.
    private const ulong FirstDraw = FactorScale.Count + 1;

    /// <summary>Without a key the straight line alone.</summary>
    public static EconomicState Of(MarketPath path, int day, RandomKey? key = null)
    {
        var month = SimMonth.Of(day);
        var share = (day - SimMonth.FirstDay(month) + 1) / (double)SimMonth.Days(month);
        var state = path.At(month - 1).Towards(path.At(month), share);
        return key is null
            ? state
            : state with
            {
                CreditSpread = Moved(MacroFactor.CreditSpread, state, SpreadNoise * Swing(key, FirstDraw, day, share)),
                Volatility = Moved(MacroFactor.Volatility, state, VolatilityNoise * Swing(key, FirstDraw + 1, day, share)),
            };
    }

    /// <summary>Widest in the middle of the month, like a bridge; nothing at its end.</summary>
    private static double Swing(RandomKey key, ulong draw, int day, double share) => 2 * Math.Sqrt(share * (1 - share)) * MarketModel.Normal(key, draw, day);

    private static double Moved(MacroFactor factor, in EconomicState state, double by) => Math.Clamp(state[factor] * (1 + by), factor.Lowest, factor.Highest);
}
