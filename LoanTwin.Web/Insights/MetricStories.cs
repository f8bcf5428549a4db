using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Insights;

/// <summary>What stands behind a metric: the figures that its formula reads, and its value for each product.</summary>
internal sealed class MetricStories(FigureRows rows, LiveFeed feed)
{
    /// <summary>Parts that are key figures are stored with their day; the others are known of the live day alone.</summary>
    public IReadOnlyList<(Metric Metric, double? Value)> ComponentsOf(Metric metric, DateOnly day)
    {
        var stored = rows.Metrics(day.DayNumber, LivedFigures.Lender, long.MaxValue);
        return [.. metric.Components.Select(key => MetricCatalogue.Find(key)).Where(found => found.IsSuccess).Select(found => (found.Value, stored.TryGetValue(found.Value.Key, out var row) ? row.Value : LiveValue(found.Value, day)))];
    }

    public IReadOnlyList<(string Product, double? Now, double? Before)> ProductsOf(Metric metric, DateOnly day, DateOnly? before)
        => [.. LoanField.Products.Select(product => (product, ValueOf(metric, product, day), before is { } then ? ValueOf(metric, product, then) : null))];

    private double? LiveValue(Metric component, DateOnly day)
        => feed.Latest is { } latest && latest.Day == day ? latest.Components.FirstOrDefault(value => value.Metric == component)?.Value : null;

    private double? ValueOf(Metric metric, string product, DateOnly day)
        => rows.Metrics(day.DayNumber, product, long.MaxValue).TryGetValue(metric.Key, out var row) ? row.Value : null;
}
