using System.Collections.Immutable;
using static LoanTwin.Domain.Metrics.Formula;

namespace LoanTwin.Domain.Metrics;

/// <summary>How much of the book is late, by balance and by count.</summary>
internal static class LatenessMetrics
{
    public static ImmutableArray<Metric> All { get; } =
    [
        ByBalance(30, product => product.Balance30) with { Limit = limits => limits.MaxLate },
        ByCount(30, product => product.Count30),
        ByBalance(60, product => product.Balance60),
        ByCount(60, product => product.Count60),
        ByBalance(90, product => product.Balance90),
        ByCount(90, product => product.Count90),
        new()
        {
            Key = "npaRatio",
            Name = "Non-performing ratio",
            Unit = MetricUnit.Fraction,
            Horizon = MetricHorizon.Now,
            Direction = GoodDirection.Down,
            Components = ["nonPerforming", "outstanding"],
            Definition = "Balance of loans whose default event has begun (90 days past due, or 90_days recorded) and that are neither cured nor charged off, over the balance outstanding.",
            Formula = figures => OfOutstanding(figures, product => product.NonPerforming),
        },
    ];

    public static ImmutableArray<Metric> Components { get; } =
    [
        new()
        {
            Key = "nonPerforming",
            Name = "Non-performing balance",
            Unit = MetricUnit.Usd,
            Horizon = MetricHorizon.Now,
            Direction = GoodDirection.Down,
            Definition = "Balance of loans whose default event has begun and that are neither cured nor charged off.",
            Formula = figures => Dollars(figures.Sum(product => product.NonPerforming)),
        },
    ];

    private static Metric ByBalance(int days, Func<ProductFigures, double> late) => new()
    {
        Key = $"dpd{days}Balance",
        Name = $"{days}+ days past due, by balance",
        ShortName = $"{days}+ DPD",
        Unit = MetricUnit.Fraction,
        Horizon = MetricHorizon.Now,
        Direction = GoodDirection.Down,
        Components = ["outstanding"],
        Definition = $"Balance of loans whose oldest unpaid due date lies {days} days back or more, over the balance outstanding. Loans that are paid off or charged off are in neither.",
        Formula = figures => OfOutstanding(figures, late),
    };

    private static Metric ByCount(int days, Func<ProductFigures, double> late) => new()
    {
        Key = $"dpd{days}Count",
        Name = $"{days}+ days past due, by count",
        Unit = MetricUnit.Fraction,
        Horizon = MetricHorizon.Now,
        Direction = GoodDirection.Down,
        Components = ["activeLoans"],
        Definition = $"Number of loans whose oldest unpaid due date lies {days} days back or more, over the number of active loans.",
        Formula = figures => Over(figures.Sum(late), figures.Sum(product => product.Active)),
    };
}
