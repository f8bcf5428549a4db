using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Charts;

namespace LoanTwin.Web.Alerts;

/// <summary>The metric of a rule over some days, with the days marked on which it fired or would have.</summary>
internal static class AlertTrend
{
    /// <summary>Nothing without two days.</summary>
    public static Trend? Of(AlertRule rule, IReadOnlyList<DayValue> days, IReadOnlyList<TrendPin> pins, double? trigger, double? breach)
        => days.Count < 2 ? null : new Trend
        {
            Key = rule.Metric.Key,
            Scope = rule.Scope == AlertRule.WholeBook ? null : rule.Scope,
            Title = $"{rule.Metric.Name}, {AlertSentence.NameOf(rule.Scope)}",
            Subtitle = "the days on which the rule fires are marked",
            Unit = rule.Metric.Unit,
            Direction = rule.Metric.Direction,
            Now = DateOnly.FromDayNumber(days[^1].Day),
            Series = [new(rule.Metric.ShortName, SeriesRole.Ours, [.. days.Select(day => new TrendPoint(DateOnly.FromDayNumber(day.Day), day.Value))])],
            Limits = breach is { } limit ? [new("Breach", limit)] : [],
            Targets = trigger is { } level && level != breach ? [new("Fires", level)] : [],
            Pins = pins,
            Horizon = rule.Metric.Horizon.Text(),
        };
}
