using LoanTwin.Domain.Economy;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// The scales on which the factors move evenly. Each can be read back from the published factors, so a path needs to carry nothing but
/// its states: base rate by a soft floor (above 4 % the rate itself, near zero a shadow rate below it), unemployment as a logit in (0, 50 %),
/// growth and inflation as they are, house prices as monthly log growth a year, spread and volatility as logarithms.
/// </summary>
internal static class FactorScale
{
    public const int Count = 7;
    public const int BaseRate = 0;
    public const int Unemployment = 1;
    public const int Growth = 2;
    public const int Inflation = 3;
    public const int Houses = 4;
    public const int Spread = 5;
    public const int Volatility = 6;

    private const double Softness = .01;

    // Figures are published to a tenth of a per cent, so zero means anything below half of that.
    private const double LeastRate = .0005;
    private const double LeastSpread = .0005;
    private const double LeastVolatility = 1;
    private const double LeastUnemployment = .001;

    /// <summary>A state on the model's scales; house price growth is read from the month before.</summary>
    public static double[] Of(in EconomicState before, in EconomicState state)
        => Of(state, 12 * Math.Log(state.HousePriceIndex / before.HousePriceIndex));

    public static double[] Of(in EconomicState state, double houseGrowth) =>
    [
        ShadowRate(state.BaseRate),
        Logit(state.Unemployment),
        state.GdpGrowth,
        state.Inflation,
        houseGrowth,
        Math.Log(Math.Max(state.CreditSpread, LeastSpread)),
        Math.Log(Math.Max(state.Volatility, LeastVolatility)),
    ];

    /// <summary>The published factors of a point on the model's scales; a figure beyond its sane range, which the model does not reach, is turned back inside.</summary>
    public static EconomicState Back(ReadOnlySpan<double> z, in EconomicState before) => EconomicState.Of(
    [
        Inside(MacroFactor.BaseRate, Softness * Math.Log(1 + Math.Exp(z[BaseRate] / Softness))),
        Inside(MacroFactor.Unemployment, MacroFactor.Unemployment.Highest / (1 + Math.Exp(-z[Unemployment]))),
        Inside(MacroFactor.GdpGrowth, z[Growth]),
        Inside(MacroFactor.Inflation, z[Inflation]),
        Inside(MacroFactor.HousePriceIndex, before.HousePriceIndex * Math.Exp(z[Houses] / 12)),
        Inside(MacroFactor.CreditSpread, Math.Exp(z[Spread])),
        Inside(MacroFactor.Volatility, Math.Exp(z[Volatility])),
    ]);

    private static double ShadowRate(double rate)
    {
        var floored = Math.Max(rate, LeastRate) / Softness;

        // log(exp(x) - 1) without overflow for high rates.
        return Softness * (floored + Math.Log(1 - Math.Exp(-floored)));
    }

    private static double Logit(double unemployment)
    {
        var high = MacroFactor.Unemployment.Highest;
        var inside = Math.Clamp(unemployment, LeastUnemployment, high - LeastUnemployment);
        return Math.Log(inside / (high - inside));
    }

    private static double Inside(MacroFactor factor, double value)
    {
        var turned = value > factor.Highest ? (2 * factor.Highest) - value : value < factor.Lowest ? (2 * factor.Lowest) - value : value;
        return Math.Clamp(turned, factor.Lowest, factor.Highest);
    }
}
