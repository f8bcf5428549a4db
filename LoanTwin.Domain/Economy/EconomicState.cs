namespace LoanTwin.Domain.Economy;

/// <summary>One month's weather in the seven factors of kernel.md 5. Rates and growth are fractions a year; house prices and volatility are index levels.</summary>
public readonly record struct EconomicState(
    double BaseRate, double Unemployment, double GdpGrowth, double Inflation, double HousePriceIndex, double CreditSpread, double Volatility)
{
    /// <summary>The neutral economy of calibration.md: unemployment 4.5 %, base rate 3.75 %, growth 2 %, house prices at 100.</summary>
    public static EconomicState Neutral { get; } = new(.0375, .045, .02, .02, 100, .018, 18);

    /// <summary>The state whose factors, in the order of <see cref="MacroFactor.All"/>, have these values.</summary>
    public static EconomicState Of(ReadOnlySpan<double> values) => new(values[0], values[1], values[2], values[3], values[4], values[5], values[6]);

    public double this[MacroFactor factor] => factor.Place switch
    {
        0 => BaseRate,
        1 => Unemployment,
        2 => GdpGrowth,
        3 => Inflation,
        4 => HousePriceIndex,
        5 => CreditSpread,
        _ => Volatility,
    };

    /// <summary>The same state with another value of one factor.</summary>
    public EconomicState With(MacroFactor factor, double value) => factor.Place switch
    {
        0 => this with { BaseRate = value },
        1 => this with { Unemployment = value },
        2 => this with { GdpGrowth = value },
        3 => this with { Inflation = value },
        4 => this with { HousePriceIndex = value },
        5 => this with { CreditSpread = value },
        _ => this with { Volatility = value },
    };

    /// <summary>A share of the way to another state, every factor on a straight line.</summary>
    public EconomicState Towards(in EconomicState other, double share)
    {
        var state = this;
        foreach (var factor in MacroFactor.All)
        {
            state = state.With(factor, this[factor] + (share * (other[factor] - this[factor])));
        }

        return state;
    }
}
