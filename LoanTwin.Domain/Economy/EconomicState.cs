namespace LoanTwin.Domain.Economy;

/// <summary>One month's weather in the seven factors of kernel.md 5. Rates and growth are fractions a year; house prices and volatility are index levels.</summary>
public readonly record struct EconomicState(
    double BaseRate, double Unemployment, double GdpGrowth, double Inflation, double HousePriceIndex, double CreditSpread, double Volatility)
{
    /// <summary>The neutral economy of calibration.md: unemployment 4.5 %, base rate 3.75 %, growth 2 %, house prices at 100.</summary>
    public static EconomicState Neutral { get; } = new(.0375, .045, .02, .02, 100, .018, 18);
}
