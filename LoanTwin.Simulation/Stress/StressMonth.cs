using System.Collections.Immutable;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Simulation.Stress;

/// <summary>One month of the lender in a scenario: what it did, and what it stands at when the month ends. Money in cents.</summary>
public sealed record StressMonth(MonthFigures Flows, PortfolioFigures Figures)
{
    public DateOnly Month => Flows.Month;

    /// <summary>Charged-off balance times loss given default.</summary>
    public double Loss => Flows.Products.Sum(product => product.LossBooked);

    /// <summary>Charged-off balance less what came back in the month.</summary>
    public double CashLoss => Flows.Products.Sum(product => product.ChargedOff - product.Recovered);

    public double DefaultedBalance => Flows.Products.Sum(product => product.DefaultedBalance);

    public double NetInterestIncome => Flows.Products.Sum(product => product.InterestIncome - product.FundingCost) + Flows.Lender!.LiquidIncome - Flows.Lender.LiquidCost;

    public double Provisions => Flows.Products.Sum(product => product.Provision);

    public double CapitalRatio => Figures.Sheet!.Equity / Figures.Sheet.AllRiskWeightedAssets;

    /// <summary>Net income of the twelve months to this one over mean equity.</summary>
    public double? Roe => Value("roe");

    /// <summary>A metric or component of the catalogue at the month's end.</summary>
    public double? Value(string metric) => MetricCatalogue.Find(metric).Value.Value(Figures);
}

/// <summary>The lender month by month in one economy.</summary>
public sealed record StressPath(PortfolioFigures Start, ImmutableArray<StressMonth> Months)
{
    /// <summary>Months that end a quarter, in order.</summary>
    public IEnumerable<StressMonth> QuarterEnds => Months.Where(month => month.Month.Month % 3 == 0);

    public double Loss => Months.Sum(month => month.Loss);

    public double CashLoss => Months.Sum(month => month.CashLoss);

    public double DefaultedBalance => Months.Sum(month => month.DefaultedBalance);
}
