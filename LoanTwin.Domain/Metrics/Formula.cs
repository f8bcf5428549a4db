namespace LoanTwin.Domain.Metrics;

/// <summary>Arithmetic that the groups of metrics share.</summary>
internal static class Formula
{
    public const double CentsPerDollar = 100;

    /// <summary>Said wherever a flow is set against a year.</summary>
    public const string Scaled = "With fewer than twelve completed months the months there are get scaled up to a year.";

    /// <summary>Part over whole; nothing where the whole is not positive.</summary>
    public static double? Over(double? part, double? whole) => whole > 0 ? part / whole : null;

    public static double? Dollars(double? cents) => cents / CentsPerDollar;

    /// <summary>A share of what is outstanding.</summary>
    public static double? OfOutstanding(PortfolioFigures figures, Func<ProductFigures, double> part) => Over(figures.Sum(part), figures.Outstanding);

    /// <summary>Income of a year before operating cost, provisions and tax: of the whole lender with its liquid assets, of one product without.</summary>
    public static double? YearlyIncome(PortfolioFigures figures, Func<ProductMonth, double> ofProducts)
        => figures.Trailing.Yearly(ofProducts) + (figures.Scope is null ? figures.Trailing.YearlyOfLender(month => month.LiquidIncome - month.LiquidCost) : 0);

    /// <summary>Loans and, for the whole lender, liquid assets, averaged over the months.</summary>
    public static double? EarningAssets(PortfolioFigures figures)
        => figures.Trailing.Mean(month => month.AverageBalance) + (figures.Scope is null ? figures.Trailing.MeanOfLender(month => month.AverageLiquid) : 0);
}
