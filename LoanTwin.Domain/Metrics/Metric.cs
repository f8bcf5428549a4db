using System.Collections.Immutable;

namespace LoanTwin.Domain.Metrics;

/// <summary>What a value is counted in. Fractions are shares of one (0.05 is 5 %), ratios are multiples.</summary>
public enum MetricUnit
{
    Usd,
    Count,
    Fraction,
    Ratio,
    Points,
    Index,
}

/// <summary>Which way is better for the lender.</summary>
public enum GoodDirection
{
    None,
    Up,
    Down,
}

/// <summary>How far into the past or future a figure looks.</summary>
public enum MetricHorizon
{
    Now,
    Trailing12Months,
    Next12Months,
    OneYear,
}

/// <summary>One key figure, said once for pages, tooltips, alerts, answers and reports.</summary>
public sealed record Metric
{
    public required string Key { get; init; }
    public required string Name { get; init; }

    /// <summary>The name where there is little room; the name itself where nothing shorter is usual.</summary>
    public string ShortName { get => field ?? Name; init; }

    public required MetricUnit Unit { get; init; }
    public required MetricHorizon Horizon { get; init; }

    /// <summary>The formula in words, for a portfolio manager.</summary>
    public required string Definition { get; init; }

    public GoodDirection Direction { get; init; }

    /// <summary>Keys of the figures it is made of, where knowing them helps.</summary>
    public ImmutableArray<string> Components { get; init; } = [];

    /// <summary>The formula; its raw result may be anything that arithmetic gives.</summary>
    public required Func<PortfolioFigures, double?> Formula { private get; init; }

    public Func<MetricLimits, double?> Target { get; init; } = _ => null;

    public Func<MetricLimits, double?> Limit { get; init; } = _ => null;

    /// <summary>The value, or nothing where the formula has no answer: a division by nothing is no number.</summary>
    public double? Value(PortfolioFigures figures) => Formula(figures) is { } value && double.IsFinite(value) ? value : null;

    public MetricValue Evaluate(PortfolioFigures figures, MetricLimits limits) => MetricValue.Of(this, Value(figures), Target(limits), Limit(limits));

    public override string ToString() => Key;
}

/// <summary>The spelling of units, directions and horizons outside the code.</summary>
public static class MetricWords
{
    public static string Key(this MetricUnit unit) => unit switch
    {
        MetricUnit.Usd => "usd",
        MetricUnit.Count => "count",
        MetricUnit.Fraction => "fraction",
        MetricUnit.Ratio => "ratio",
        MetricUnit.Points => "points",
        _ => "index",
    };

    public static string Key(this GoodDirection direction) => direction switch
    {
        GoodDirection.Up => "up",
        GoodDirection.Down => "down",
        _ => "none",
    };

    public static string Text(this MetricHorizon horizon) => horizon switch
    {
        MetricHorizon.Now => "now",
        MetricHorizon.Trailing12Months => "trailing 12 months",
        MetricHorizon.Next12Months => "next 12 months",
        _ => "one year",
    };
}
