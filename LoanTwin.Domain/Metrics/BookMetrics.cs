using System.Collections.Immutable;
using LoanTwin.Domain.Risk;
using static LoanTwin.Domain.Metrics.Formula;

namespace LoanTwin.Domain.Metrics;

/// <summary>How large the book is, how it grows and who is in it.</summary>
internal static class BookMetrics
{
    public static ImmutableArray<Metric> All { get; } =
    [
        new()
        {
            Key = "outstanding",
            Name = "Outstanding balance",
            ShortName = "Balance",
            Unit = MetricUnit.Usd,
            Horizon = MetricHorizon.Now,
            Direction = GoodDirection.Up,
            Definition = "Principal of all loans that is not yet paid back or charged off. For cards the whole statement balance.",
            Formula = figures => Dollars(figures.Outstanding),
        },
        new()
        {
            Key = "activeLoans",
            Name = "Active loans",
            Unit = MetricUnit.Count,
            Horizon = MetricHorizon.Now,
            Definition = "Number of loans that are not yet paid off, prepaid or charged off. A card without a balance counts while it is open.",
            Formula = figures => figures.Sum(product => product.Active),
        },
        new()
        {
            Key = "originations",
            Name = "Originations",
            Unit = MetricUnit.Usd,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Up,
            Definition = $"Amount of loans newly made over the last twelve completed months; purchases on cards are not in it. {Scaled}",
            Formula = figures => Dollars(figures.Trailing.Yearly(month => month.Originated)),
        },
        new()
        {
            Key = "growth",
            Name = "Growth of the book",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Trailing12Months,
            Direction = GoodDirection.Up,
            Components = ["outstanding"],
            Definition = "Balance outstanding now over the balance at the opening of the last twelve completed months, less one. With fewer months the growth is compounded to a year; days of the running month are not scaled away.",
            Formula = figures => Annualised.Growth(figures.Trailing.Opening ?? 0, figures.Outstanding, figures.Trailing.Count),
        },
        new()
        {
            Key = "score",
            Name = "Average score",
            Unit = MetricUnit.Points,
            Horizon = MetricHorizon.Now,
            Direction = GoodDirection.Up,
            Definition = "Credit score at origination, averaged over loans with their balances as weights.",
            Formula = figures => OfOutstanding(figures, product => product.ScoreWeight),
        },
        new()
        {
            Key = "ltv",
            Name = "Average loan to value",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Now,
            Direction = GoodDirection.Down,
            Definition = "Balance over today's value of the collateral, averaged over secured loans with their balances as weights. Loans without collateral are left out.",
            Formula = figures => Over(figures.Sum(product => product.LtvWeight), figures.Sum(product => product.SecuredBalance)),
        },
        new()
        {
            Key = "dti",
            Name = "Average debt to income",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Now,
            Direction = GoodDirection.Down,
            Definition = "Monthly debt payments over monthly income as they stand now, averaged over loans with their balances as weights.",
            Formula = figures => OfOutstanding(figures, product => product.DtiWeight),
        },
    ];
}
