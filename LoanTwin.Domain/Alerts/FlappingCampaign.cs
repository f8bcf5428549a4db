using System.Collections.Immutable;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Domain.Alerts;

/// <summary>What a rule said about a series of days.</summary>
/// <param name="Crossings">How often the figure went over the level: what a rule without a memory would have sent.</param>
/// <param name="MostNotices">What the rule's days allow at most: two for each alert, and an alert takes its days.</param>
public sealed record FlappingOutcome(int Days, int Crossings, int Fired, int Resolved, int MostNotices);

/// <summary>A figure that goes back and forth over a rule's level, judged by the machine that the twin uses.</summary>
public static class FlappingCampaign
{
    public static AlertRule Rule { get; } = ReadyMadeRules.All.First(rule => rule.Metric.Key == "var95");

    public static FlappingOutcome Run(AlertRule rule, IReadOnlyList<double> values, MetricBounds bounds)
    {
        var (state, fired, resolved, crossings, wasOver) = (AlertState.Start, 0, 0, 0, false);
        for (var i = 0; i < values.Count; i++)
        {
            var reading = rule.Read(values[i], bounds, null);
            var isOver = reading.Measure is { } measure && rule.IsTriggeredBy(measure);
            crossings += isOver && !wasOver ? 1 : 0;
            wasOver = isOver;
            (state, var notice) = state.Step(rule, i + 1, reading);
            fired += notice is { Kind: NoticeKind.Fired } ? 1 : 0;
            resolved += notice is { Kind: NoticeKind.Resolved } ? 1 : 0;
        }

        return new(values.Count, crossings, fired, resolved, MostNotices(rule, values.Count));
    }

    /// <summary>An alert needs the days until it fires, then the days that it is kept, before the next may begin.</summary>
    private static int MostNotices(AlertRule rule, int days)
    {
        var cycle = Math.Max(1, rule.ForDays) + Math.Max(1, rule.KeepFiringDays + 1);
        return 2 * ((days / cycle) + 1);
    }
}
