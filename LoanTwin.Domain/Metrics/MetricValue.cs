namespace LoanTwin.Domain.Metrics;

/// <summary>What a lender aims at and what it must not cross; a policy fills it. All fractions.</summary>
public sealed record MetricLimits
{
    public double TargetRoe { get; init; } = .15;
    public double MaxVar { get; init; } = .05;
    public double MinCapital { get; init; } = .08;
    public double MaxConcentration { get; init; } = .40;

    // The usual appetite of such a lender; the sources name the four above alone.
    public double MaxLate { get; init; } = .04;
    public double MaxExpectedLoss { get; init; } = .025;
    public double MinLiquidity { get; init; } = 1;

    public static MetricLimits Default { get; } = new();
}

/// <summary>How a value stands against its target and limit.</summary>
public enum MetricStatus
{
    /// <summary>There is no value.</summary>
    Undefined,

    /// <summary>Neither target nor limit: a figure to watch.</summary>
    Watched,

    /// <summary>At its target or inside its limit.</summary>
    Met,

    /// <summary>Inside its limit, short of its target.</summary>
    Missed,

    /// <summary>Beyond its limit.</summary>
    Breached,
}

/// <summary>One metric with its value on a day.</summary>
public sealed record MetricValue(Metric Metric, double? Value, double? Target, double? Limit, MetricStatus Status)
{
    public static MetricValue Of(Metric metric, double? value, double? target, double? limit) => new(metric, value, target, limit, StatusOf(metric.Direction, value, target, limit));

    private static MetricStatus StatusOf(GoodDirection direction, double? value, double? target, double? limit)
    {
        if (value is not { } figure)
        {
            return MetricStatus.Undefined;
        }

        bool IsShortOf(double? bound) => direction == GoodDirection.Up ? figure < bound : figure > bound;
        return (target, limit) is (null, null) ? MetricStatus.Watched
            : IsShortOf(limit) ? MetricStatus.Breached
            : IsShortOf(target) ? MetricStatus.Missed
            : MetricStatus.Met;
    }
}
