using System.Collections.Immutable;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Metrics;

/// <summary>Every key figure, once. Pages, tooltips, alerts, answers, reports and agents read it here.</summary>
public static class MetricCatalogue
{
    /// <summary>The figures shown everywhere, in reading order.</summary>
    public static ImmutableArray<Metric> All { get; } =
        [.. BookMetrics.All, .. EarningMetrics.All, .. LossMetrics.All, .. LatenessMetrics.All, .. LenderMetrics.All];

    /// <summary>What some of them are made of: to be found by key, not shown by themselves.</summary>
    public static ImmutableArray<Metric> Components { get; } =
        [.. EarningMetrics.Components, .. LossMetrics.Components, .. LatenessMetrics.Components, .. LenderMetrics.Components];

    /// <summary>A metric or a component by its key.</summary>
    public static Result<Metric> Find(string key)
        => All.Concat(Components).FirstOrDefault(metric => metric.Key == key) is { } found
            ? found
            : Problem.Of(ProblemKind.NotFound, "metric", key, $"one of {string.Join(", ", All.Concat(Components))}");

    /// <summary>All figures of a day against targets and limits, in reading order.</summary>
    public static ImmutableArray<MetricValue> Evaluate(PortfolioFigures figures, MetricLimits? limits = null)
        => [.. All.Select(metric => metric.Evaluate(figures, limits ?? MetricLimits.Default))];
}
