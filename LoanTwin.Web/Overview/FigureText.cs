using System.Globalization;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Web.Overview;

/// <summary>A figure as people read it; the unrounded one is in its data-value.</summary>
internal static class FigureText
{
    private const string Nothing = "not defined";

    public static string Of(MetricUnit unit, double? value) => value is not { } known ? Nothing : unit switch
    {
        MetricUnit.Usd => "$" + Text(known, "N0"),
        MetricUnit.Count => Text(known, "N0"),
        MetricUnit.Fraction => Text(100 * known, "0.00") + " %",
        MetricUnit.Points => Text(known, "0"),
        MetricUnit.Index => Text(known, "0.000"),
        _ => Text(known, "0.00"),
    };

    public static string Bound(MetricValue value) => (value.Target, value.Limit) switch
    {
        ({ } target, _) => $"target {Of(value.Metric.Unit, target)}",
        (_, { } limit) => $"limit {Of(value.Metric.Unit, limit)}",
        _ => "",
    };

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
