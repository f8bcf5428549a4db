using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Forecasts;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Insights;

/// <summary>A metric as a trend picture: its stored days, its limit or target, and the futures that the twin expects.</summary>
internal static class MetricTrend
{
    /// <summary>Nothing without two stored days.</summary>
    public static Trend? Of(Metric metric, IReadOnlyList<SeriesPoint> days, DateOnly now, int? months, ForecastLine? forecast, TwinSnapshot? shown)
    {
        if (days.Count < 2)
        {
            return null;
        }

        var value = shown?.Metrics.FirstOrDefault(value => value.Metric.Key == metric.Key);
        var fan = forecast is null ? null : FanOf(forecast, days[^1], now);
        return new Trend
        {
            Key = metric.Key,
            Title = $"{metric.Name}, {metric.Horizon.Text()}",
            Subtitle = $"{UnitOf(metric)} · {(months is { } count ? $"{count} months" : "all stored days")}{(fan is null ? "" : $" and a {forecast!.Months}-month forecast with 50 % and 90 % bands")}",
            Unit = metric.Unit,
            Direction = metric.Direction,
            Now = now,
            Series = [new(metric.ShortName, SeriesRole.Ours, [.. days.Select(day => new TrendPoint(day.Day, day.Value))])],
            Fan = fan,
            Limits = value?.Limit is { } limit ? [new("Limit", limit)] : [],
            Targets = value?.Target is { } target ? [new("Target", target)] : [],
            Horizon = metric.Horizon.Text(),
        };
    }

    /// <summary>The fan begins at the last booked day; days of it that are over by now are left out.</summary>
    private static TrendFan? FanOf(ForecastLine forecast, SeriesPoint last, DateOnly now)
    {
        var ahead = forecast.Points.Where(point => point.Day > now && point.P50 is not null).Select(point => new FanDay(point.Day, point.P50!.Value, point.P25!.Value, point.P75!.Value, point.P05!.Value, point.P95!.Value)).ToList();
        return ahead.Count == 0 ? null : new("Forecast", forecast.Day, forecast.Paths, [new(last.Day, last.Value, last.Value, last.Value, last.Value, last.Value), .. ahead]);
    }

    private static string UnitOf(Metric metric) => metric.Unit switch
    {
        MetricUnit.Fraction => "%",
        MetricUnit.Usd => "USD",
        MetricUnit.Count => "number",
        MetricUnit.Points => "points",
        MetricUnit.Index => "index, 0 to 1",
        _ => "ratio",
    };
}
