using System.Collections.Immutable;
using LoanTwin.Domain.Risk;
using static LoanTwin.Domain.Metrics.Formula;

namespace LoanTwin.Domain.Metrics;

/// <summary>What the lender earns, and on what.</summary>
internal static class EarningMetrics
{
    public static ImmutableArray<Metric> All { get; } =
    [
        new()
        {
            Key = "yield",
            Name = "Portfolio yield",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Up,
            Definition = $"Interest and fee income of the last twelve completed months over the average loan balance of these months. {Scaled}",
            Formula = figures => Over(figures.Trailing.Yearly(month => month.InterestIncome + month.FeeIncome), figures.Trailing.Mean(month => month.AverageBalance)),
        },
        new()
        {
            Key = "nim",
            Name = "Net interest margin",
            ShortName = "NIM",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Up,
            Definition = $"Interest income plus income from liquid assets, less the cost of funding both, over average loans plus average liquid assets of the last twelve completed months. For one product the liquid assets are left out. {Scaled}",
            Formula = figures => Over(YearlyIncome(figures, month => month.InterestIncome - month.FundingCost), EarningAssets(figures)),
        },
        new()
        {
            Key = "roe",
            Name = "Return on equity",
            ShortName = "ROE",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Up,
            Components = ["netIncome", "averageEquity"],
            Definition = $"Net income after tax of the last twelve completed months over the average of equity at the ends of these months. {Scaled}",
            Target = limits => limits.TargetRoe,
            Formula = figures => Over(figures.Trailing.YearlyOfLender(month => month.NetIncome), figures.Trailing.MeanOfLender(month => month.ClosingEquity)),
        },
        new()
        {
            Key = "roa",
            Name = "Return on assets",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Up,
            Components = ["netIncome", "averageAssets"],
            Definition = $"Net income after tax of the last twelve completed months over the average of total assets at the ends of these months. {Scaled}",
            Formula = figures => Over(figures.Trailing.YearlyOfLender(month => month.NetIncome), figures.Trailing.MeanOfLender(month => month.ClosingAssets)),
        },
        new()
        {
            Key = "costIncome",
            Name = "Cost to income",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Down,
            Components = ["operatingCost", "operatingIncome"],
            Definition = "Operating cost over operating income of the last twelve completed months: interest, fees and income from liquid assets less the cost of funding, before provisions. For one product the liquid assets are left out; without a positive income there is no value.",
            Formula = figures => Over(figures.Trailing.Yearly(month => month.OperatingCost), OperatingIncome(figures)),
        },
        new()
        {
            Key = "sharpe",
            Name = "Sharpe ratio of monthly return",
            Unit = MetricUnit.Ratio,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Up,
            Components = ["netIncome"],
            Definition = "Monthly net income over the equity the month began with, less a twelfth of the base rate: mean of the last twelve completed months over their standard deviation, times the root of 12. Without six months, or without any variation, there is no value.",
            Formula = figures => Sharpe.OfMonthly(figures.Trailing.MonthlyExcessReturn()),
        },
    ];

    public static ImmutableArray<Metric> Components { get; } =
    [
        new()
        {
            Key = "netIncome",
            Name = "Net income",
            Unit = MetricUnit.Usd,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Up,
            Definition = $"Income after operating cost, provisions and tax of the last twelve completed months. {Scaled}",
            Formula = figures => Dollars(figures.Trailing.YearlyOfLender(month => month.NetIncome)),
        },
        new()
        {
            Key = "averageEquity",
            Name = "Average equity",
            Unit = MetricUnit.Usd,
            Horizon = MetricHorizon.Trailing12Months,
            Definition = "Mean of equity at the ends of the last twelve completed months, or of those there are.",
            Formula = figures => Dollars(figures.Trailing.MeanOfLender(month => month.ClosingEquity)),
        },
        new()
        {
            Key = "averageAssets",
            Name = "Average total assets",
            Unit = MetricUnit.Usd,
            Horizon = MetricHorizon.Trailing12Months,
            Definition = "Mean of total assets at the ends of the last twelve completed months, or of those there are.",
            Formula = figures => Dollars(figures.Trailing.MeanOfLender(month => month.ClosingAssets)),
        },
        new()
        {
            Key = "operatingCost",
            Name = "Operating cost",
            Unit = MetricUnit.Usd,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Down,
            Definition = $"Cost of running the loans over the last twelve completed months, collections included. {Scaled}",
            Formula = figures => Dollars(figures.Trailing.Yearly(month => month.OperatingCost)),
        },
        new()
        {
            Key = "operatingIncome",
            Name = "Operating income",
            Unit = MetricUnit.Usd,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Up,
            Definition = $"Interest, fees and income from liquid assets less the cost of funding, before provisions, of the last twelve completed months. {Scaled}",
            Formula = figures => Dollars(OperatingIncome(figures)),
        },
    ];

    private static double? OperatingIncome(PortfolioFigures figures)
        => YearlyIncome(figures, month => month.InterestIncome + month.FeeIncome - month.FundingCost);
}
