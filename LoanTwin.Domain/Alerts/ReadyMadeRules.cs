using System.Collections.Immutable;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Domain.Alerts;

/// <summary>The rules that a new house begins with: one for each metric with a limit or a target, and two for lateness that grows.</summary>
public static class ReadyMadeRules
{
    private const string Desk = "Risk desk";

    public static ImmutableArray<AlertRule> All { get; } =
        [.. MetricCatalogue.All.SelectMany(OfBounds), Rise("dpd30Balance", .01, .06), Rise("npaRatio", .005, .04)];

    private static IEnumerable<AlertRule> OfBounds(Metric metric)
    {
        var bounds = MetricBounds.Of(metric, MetricLimits.Default);
        if (bounds.Limit is not null)
        {
            yield return metric.Direction is GoodDirection.Up
                ? Of(metric, $"{AlertSentence.NameOf(metric)} near its minimum", AlertCondition.BelowShareOfLimit, 1.1, 1.15, AlertSeverity.Watch)
                : Of(metric, $"{AlertSentence.NameOf(metric)} near its limit", AlertCondition.AboveShareOfLimit, .9, .85, AlertSeverity.Watch);
            yield return metric.Direction is GoodDirection.Up
                ? Of(metric, $"{AlertSentence.NameOf(metric)} under its minimum", AlertCondition.BelowShareOfLimit, 1, 1.03, AlertSeverity.Breach)
                : Of(metric, $"{AlertSentence.NameOf(metric)} over its limit", AlertCondition.AboveShareOfLimit, 1, .97, AlertSeverity.Breach);
        }

        if (bounds.Target is not null)
        {
            yield return Of(metric, $"{AlertSentence.NameOf(metric)} under its target", AlertCondition.BelowShareOfTarget, 1, 1.03, AlertSeverity.Info) with { ForDays = 30, KeepFiringDays = 30 };
        }
    }

    private static AlertRule Rise(string key, double by, double breach)
    {
        var metric = MetricCatalogue.All.Single(metric => metric.Key == key);
        return Of(metric, $"{metric.Name} rising", AlertCondition.RisesBy, by, by / 2, AlertSeverity.Watch) with { OverDays = 30, BreachLevel = breach };
    }

    private static AlertRule Of(Metric metric, string name, AlertCondition condition, double level, double clear, AlertSeverity severity) => new()
    {
        Name = name,
        Metric = metric,
        Scope = AlertRule.WholeBook,
        Condition = condition,
        Level = level,
        Clear = clear,
        ForDays = severity is AlertSeverity.Breach ? 1 : 3,
        KeepFiringDays = 7,
        Severity = severity,
        Owner = Desk,
        Channels = [AlertChannel.Dashboard, AlertChannel.Email],
        Playbook = PlaybookOf(metric.Key),
    };

    private static ImmutableArray<string> PlaybookOf(string metric) => metric switch
    {
        "var95" => ["Raise the minimum score of the product that carries most of the tail.", "Cut new lending of that product until the value is clear.", "Run the stress lab on the worst scenario."],
        "capitalRatio" => ["Stop dividends.", "Slow originations of the product with the highest risk weight.", "Plan new equity."],
        "topShare" => ["Cap originations of the largest product.", "Lower the price of the products that are short of their share."],
        "roe" => ["Look at the margin by product and reprice the thinnest.", "Look at the cost of collections."],
        _ => ["Call borrowers who are late for the first time.", "Offer hardship plans before 60 days.", "Raise the minimum score of the product whose lateness grows fastest."],
    };
}
