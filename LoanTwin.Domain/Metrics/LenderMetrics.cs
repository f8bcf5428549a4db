using System.Collections.Immutable;
using LoanTwin.Domain.Risk;
using static LoanTwin.Domain.Metrics.Formula;

namespace LoanTwin.Domain.Metrics;

/// <summary>What keeps the lender standing: capital, liquidity, spread, and how it decides.</summary>
internal static class LenderMetrics
{
    public static ImmutableArray<Metric> All { get; } =
    [
        new()
        {
            Key = "capitalRatio",
            Name = "Capital ratio",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Now,
            Direction = GoodDirection.Up,
            Components = ["equity", "riskWeightedAssets"],
            Definition = "Equity over risk-weighted assets: credit risk by the standardised weights of Basel (CRE20) plus operational risk as 12.5 times 15 % of gross income.",
            Limit = limits => limits.MinCapital,
            Formula = figures => Over(figures.Sheet?.Equity, figures.Sheet?.AllRiskWeightedAssets),
        },
        new()
        {
            Key = "leverage",
            Name = "Leverage ratio",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Now,
            Direction = GoodDirection.Up,
            Components = ["equity"],
            Definition = "Equity over total assets without risk weights: loans less allowance, accrued interest, recoveries receivable and liquid assets. Undrawn card limits are not in it.",
            Formula = figures => Over(figures.Sheet?.Equity, figures.TotalAssets),
        },
        new()
        {
            Key = "liquidityRatio",
            Name = "Liquidity ratio",
            Unit = MetricUnit.Ratio,
            Horizon = MetricHorizon.Now,
            Direction = GoodDirection.Up,
            Definition = "Liquid assets over the net cash outflow of the next 30 days. Where more comes in than goes out there is no value.",
            Limit = limits => limits.MinLiquidity,
            Formula = figures => Over(figures.Sheet?.LiquidAssets, figures.Sheet?.NetOutflows30),
        },
        new()
        {
            Key = "hhiProduct",
            Name = "Concentration by product",
            Unit = MetricUnit.Index,
            Horizon = MetricHorizon.Now,
            Direction = GoodDirection.Down,
            Definition = "Herfindahl index of balances by product: the sum of squared shares, from one over the number of products (evenly spread) to one (all in one product).",
            Formula = figures => figures.Scope is null ? Concentration.Herfindahl(Balances(figures)) : null,
        },
        new()
        {
            Key = "hhiRegion",
            Name = "Concentration by region",
            Unit = MetricUnit.Index,
            Horizon = MetricHorizon.Now,
            Direction = GoodDirection.Down,
            Definition = "Herfindahl index of balances by region: the sum of squared shares, from one ninth (evenly spread over nine regions) to one (all in one region). Loans outside the nine regions count as one more.",
            Formula = figures => Concentration.Herfindahl(Regions(figures)),
        },
        new()
        {
            Key = "topShare",
            Name = "Largest product",
            ShortName = "Top concentration",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Now,
            Direction = GoodDirection.Down,
            Components = ["outstanding"],
            Definition = "Share of the balance outstanding that the largest product holds.",
            Limit = limits => limits.MaxConcentration,
            Formula = figures => figures.Scope is null ? Concentration.LargestShare(Balances(figures)) : null,
        },
        new()
        {
            Key = "approvalRate",
            Name = "Approval rate",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Up,
            Definition = "Applications approved over applications decided in the last twelve completed months, or those there are. Whether the applicant then takes the loan does not matter.",
            Formula = figures => Over(figures.Trailing.Sum(month => month.Approved), figures.Trailing.Sum(month => month.Applications)),
        },
        new()
        {
            Key = "automationRate",
            Name = "Automation rate",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Up,
            Definition = "Applications decided without a human, either way, over applications decided in the last twelve completed months, or those there are.",
            Formula = figures => Over(figures.Trailing.Sum(month => month.DecidedWithoutHuman), figures.Trailing.Sum(month => month.Applications)),
        },
    ];

    public static ImmutableArray<Metric> Components { get; } =
    [
        new()
        {
            Key = "equity",
            Name = "Equity",
            Unit = MetricUnit.Usd,
            Horizon = MetricHorizon.Now,
            Direction = GoodDirection.Up,
            Definition = "Assets less funding: what belongs to the owners.",
            Formula = figures => Dollars(figures.Sheet?.Equity),
        },
        new()
        {
            Key = "riskWeightedAssets",
            Name = "Risk-weighted assets",
            Unit = MetricUnit.Usd,
            Horizon = MetricHorizon.Now,
            Definition = "Exposures times the standardised weights of Basel (CRE20), plus operational risk as 12.5 times 15 % of gross income.",
            Formula = figures => Dollars(figures.Sheet?.AllRiskWeightedAssets),
        },
    ];

    private static double[] Balances(PortfolioFigures figures) => [.. figures.Products.Select(product => product.Balance)];

    private static double[] Regions(PortfolioFigures figures)
    {
        var sums = new double[ProductFigures.Regions + 1];
        foreach (var product in figures.Products)
        {
            for (var region = 0; region < Math.Min(sums.Length, product.ByRegion.Length); region++)
            {
                sums[region] += product.ByRegion[region];
            }
        }

        return sums;
    }
}
