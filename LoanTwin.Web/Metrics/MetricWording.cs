using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Design;

namespace LoanTwin.Web.Metrics;

/// <summary>How a metric stands, in words.</summary>
internal static class MetricWording
{
    public static string Bound(MetricValue value) => (value.Limit, value.Target) switch
    {
        ({ } limit, _) => $"{(value.Metric.Direction == GoodDirection.Up ? "at least" : "at most")} {FigureText.Of(value.Metric.Unit, limit)}",
        (_, { } target) => $"target {FigureText.Of(value.Metric.Unit, target)}",
        _ => "",
    };

    public static (RiskState State, string Word)? StateOf(MetricValue value) => value.Status switch
    {
        MetricStatus.Met => (RiskState.Ok, value.Limit is null ? "reached" : "inside"),
        MetricStatus.Missed => (RiskState.Info, "missed"),
        MetricStatus.Breached => (RiskState.Breach, "beyond"),
        _ => null,
    };

    public static string Better(GoodDirection direction) => direction switch
    {
        GoodDirection.Up => "more is better",
        GoodDirection.Down => "less is better",
        _ => "neither way is better in itself",
    };
}
