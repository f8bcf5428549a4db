using LoanTwin.Domain.Economy;

namespace LoanTwin.Web.Design;

/// <summary>The economy in the reader's words.</summary>
public static class FactorText
{
    public static string Name(MacroFactor factor) => factor.Key switch
    {
        "baseRate" => "Base rate",
        "unemployment" => "Unemployment",
        "gdpGrowth" => "GDP growth",
        "inflation" => "Inflation",
        "housePriceIndex" => "House prices",
        "creditSpread" => "Credit spread",
        _ => "Volatility",
    };

    public static string Value(MacroFactor factor, double value)
        => factor.Unit == FactorUnit.Fraction ? $"{FigureText.Number(100 * value, "0.00")}\u00A0%" : FigureText.Number(value, "0.0");

    /// <summary>Over a year: an index of prices grows, the others move.</summary>
    public static string YearChange(MacroFactor factor, double now, double? before) => before is not { } then ? ""
        : factor == MacroFactor.HousePriceIndex ? $"{Signed(100 * ((now / then) - 1), "0.0")}\u00A0% y/y"
        : factor.Unit == FactorUnit.Fraction ? $"{ChangeText.Of(Domain.Metrics.MetricUnit.Fraction, now - then)} y/y"
        : $"{Signed(now - then, "0.0")} y/y";

    private static string Signed(double value, string format) => (value > 0 ? "+" : "") + FigureText.Number(value, format);
}
