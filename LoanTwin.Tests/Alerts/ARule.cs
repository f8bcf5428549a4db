using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Tests.Alerts;

/// <summary>The rule of the mock-up: VaR above 90 % of its limit of 5 %.</summary>
internal static class ARule
{
    public static MetricBounds Bounds { get; } = new(null, .05);

    public static AlertRuleDraft Draft { get; } = new()
    {
        Name = "VaR close to limit",
        Metric = "var95",
        Condition = "aboveShareOfLimit",
        Level = .9,
        Clear = .85,
        ForDays = 3,
        KeepFiringDays = 7,
        Severity = "watch",
        Owner = "Risk desk",
        Channels = ["dashboard", "email"],
        Playbook = ["Raise the minimum score."],
    };

    public static AlertRule Of(Func<AlertRuleDraft, AlertRuleDraft>? change = null) => (change ?? (draft => draft))(Draft).Check().Value;

    /// <summary>Statuses day by day, and the notices as day and kind. NaN is no value.</summary>
    public static (AlertStatus[] Statuses, (int Day, NoticeKind Kind)[] Notices) Live(AlertRule rule, params IEnumerable<double> values)
    {
        var (state, statuses, notices, day) = (AlertState.Start, new List<AlertStatus>(), new List<(int, NoticeKind)>(), 0);
        foreach (var value in values)
        {
            day++;
            (state, var notice) = state.Step(rule, day, rule.Read(double.IsNaN(value) ? null : value, Bounds, null));
            statuses.Add(state.Status);
            if (notice is not null)
            {
                notices.Add((day, notice.Kind));
            }
        }

        return ([.. statuses], [.. notices]);
    }
}
