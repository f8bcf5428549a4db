using System.Collections.Immutable;
using LoanTwin.Domain.Risk;
using static LoanTwin.Domain.Metrics.Formula;

namespace LoanTwin.Domain.Metrics;

/// <summary>What has been lost, what is set aside, and what the next year may cost.</summary>
internal static class LossMetrics
{
    private const string Law = "one-year law that is conditional-normal by product and default probability on one common factor";

    public static ImmutableArray<Metric> All { get; } =
    [
        new()
        {
            Key = "expectedLossRate",
            Name = "Expected loss rate",
            ShortName = "Expected loss",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Next12Months,
            Direction = GoodDirection.Down,
            Components = ["expectedLoss", "outstanding"],
            Definition = "Sum over loans of the probability of a default event within 12 months, times the share of default events that end in a charge-off, times loss given default, times exposure, over the balance outstanding. A loan in a default event counts with probability one, a terminated one is sure to be charged off.",
            Limit = limits => limits.MaxExpectedLoss,
            Formula = figures => OfOutstanding(figures, product => product.ExpectedLoss + product.CertainLoss),
        },
        new()
        {
            Key = "coverage",
            Name = "Coverage",
            Unit = MetricUnit.Ratio,
            Horizon = MetricHorizon.Now,
            Direction = GoodDirection.Up,
            Components = ["allowance", "nonPerforming"],
            Definition = "Allowance for losses over the balance of non-performing loans. Without such loans there is no value.",
            Formula = figures => Over(figures.Sum(product => product.Allowance), figures.Sum(product => product.NonPerforming)),
        },
        new()
        {
            Key = "chargeOffRate",
            Name = "Net charge-off rate",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Down,
            Components = ["chargeOffRateCash"],
            Definition = $"Loss booked at charge-off (charged-off balance times loss given default, so expected recoveries are already taken off) in the last twelve completed months over the average loan balance. {Scaled}",
            Formula = figures => RateOfBalance(figures, month => month.LossBooked),
        },
        new()
        {
            Key = "defaultRate",
            Name = "Default rate",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Down,
            Definition = $"Number of default events that began in the last twelve completed months over the average number of active loans. A loan that cures and defaults again counts again. {Scaled}",
            Formula = figures => Rate(figures, month => month.DefaultEvents, month => month.AverageActive),
        },
        new()
        {
            Key = "cpr",
            Name = "Prepayment rate (CPR)",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Trailing12Months,
            Definition = "Share of the book repaid early in a year: each completed month's early repayments over its opening balance less scheduled principal, the surviving shares of the last twelve months multiplied and taken from one. Fewer months are compounded to a year.",
            Formula = figures => Annualised.Cpr(figures.Trailing.MonthlyPrepayment()),
        },
        new()
        {
            Key = "recoveryRate",
            Name = "Recovery rate",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Up,
            Definition = "Cash recovered in the last twelve completed months, or those there are, over the balance charged off in them. Recoveries follow charge-offs by months, so in a quickly changing book the two belong to different loans.",
            Formula = figures => Over(figures.Trailing.Sum(month => month.Recovered), figures.Trailing.Sum(month => month.ChargedOff)),
        },
        Var("var95", "Value at risk 95 %", "95", .95) with { ShortName = "VaR 95 %", Limit = limits => limits.MaxVar },
        Var("var999", "Value at risk 99.9 %", "99.9", .999),
        Es("es95", "Expected shortfall 95 %", "5", .95),
        Es("es999", "Expected shortfall 99.9 %", "0.1", .999),
    ];

    public static ImmutableArray<Metric> Components { get; } =
    [
        new()
        {
            Key = "expectedLoss",
            Name = "Expected loss",
            Unit = MetricUnit.Usd,
            Horizon = MetricHorizon.Next12Months,
            Direction = GoodDirection.Down,
            Definition = "Loss expected over the next 12 months, from loans that perform and from those whose default event has begun.",
            Formula = figures => Dollars(figures.Sum(product => product.ExpectedLoss + product.CertainLoss)),
        },
        new()
        {
            Key = "allowance",
            Name = "Allowance",
            Unit = MetricUnit.Usd,
            Horizon = MetricHorizon.Now,
            Definition = "What is set aside for losses on the loans in the book.",
            Formula = figures => Dollars(figures.Sum(product => product.Allowance)),
        },
        new()
        {
            Key = "chargeOffRateCash",
            Name = "Net charge-off rate, cash basis",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Down,
            Definition = $"Balance charged off less cash recovered in the last twelve completed months over the average loan balance: recoveries count when they come in. {Scaled}",
            Formula = figures => RateOfBalance(figures, month => month.ChargedOff - month.Recovered),
        },
    ];

    private static double? RateOfBalance(PortfolioFigures figures, Func<ProductMonth, double> flow) => Rate(figures, flow, month => month.AverageBalance);

    private static double? Rate(PortfolioFigures figures, Func<ProductMonth, double> flow, Func<ProductMonth, double> stock)
        => Annualised.Rate(figures.Trailing.Sum(flow), figures.Trailing.Count, figures.Trailing.Mean(stock) ?? 0);

    private static Metric Var(string key, string name, string percent, double confidence) => OfLaw(
        key, name, $"Loss of one year, expected loss included, that is not exceeded in {percent} of 100 years, over the balance outstanding; from a {Law}.", law => law.ValueAtRisk(confidence));

    private static Metric Es(string key, string name, string percent, double confidence) => OfLaw(
        key, name, $"Mean loss of the worst {percent} of 100 years, expected loss included, over the balance outstanding; from a {Law}.", law => law.ExpectedShortfall(confidence));

    private static Metric OfLaw(string key, string name, string definition, Func<OneFactorLoss, double> loss) => new()
    {
        Key = key,
        Name = name,
        Unit = MetricUnit.Fraction,
        Horizon = MetricHorizon.OneYear,
        Direction = GoodDirection.Down,
        Components = ["expectedLoss", "outstanding"],
        Definition = definition,
        Formula = figures => Over(figures.Losses is { } law ? loss(law) : null, figures.Outstanding),
    };
}
