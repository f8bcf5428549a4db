using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Alerts;

/// <summary>What a rule would have done on the days that are stored, by the machine that the twin itself uses.</summary>
internal sealed class AlertPreview(AlertRecords records, LiveFeed feed)
{
    public const int UsualDays = 365;
    public const int UsualFollowDays = 30;

    private const int LookBack = AlertRuleDraft.MostDays + 31;

    /// <summary>Targets and limits are those of the last picture; products have the ones of the lender.</summary>
    public PreviewView Run(AlertRule rule, DateOnly from, DateOnly to, int followDays)
    {
        var days = records.Days(rule.Metric.Key, rule.Scope, from.DayNumber - LookBack, to.DayNumber);
        return PreviewView.Of(rule, AlertHistory.Run(rule, days, BoundsOf(rule.Metric), from.DayNumber, followDays), from.DayNumber, to.DayNumber, days.Count(day => day.Day >= from.DayNumber));
    }

    private MetricBounds BoundsOf(Metric metric)
        => feed.Latest?.Metrics.FirstOrDefault(value => value.Metric.Key == metric.Key) is { } value ? new(value.Target, value.Limit) : MetricBounds.Of(metric, MetricLimits.Default);
}
