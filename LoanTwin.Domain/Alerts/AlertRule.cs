using System.Collections.Immutable;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Domain.Alerts;

/// <summary>When whom to tell of what. All days are simulated days. Comes out of <see cref="AlertRuleDraft.Check"/>, so it makes sense.</summary>
public sealed record AlertRule
{
    /// <summary>The scope that is no product: the whole book.</summary>
    public const string WholeBook = "lender";

    /// <summary>Nothing before it is stored.</summary>
    public long Id { get; init; }

    public required string Name { get; init; }

    public required Metric Metric { get; init; }

    /// <summary>The whole book, or one product.</summary>
    public required string Scope { get; init; }

    public required AlertCondition Condition { get; init; }

    /// <summary>A value of the metric, a share of its limit or target, or a rise in the metric's unit.</summary>
    public required double Level { get; init; }

    /// <summary>For a rise: over how many days.</summary>
    public int OverDays { get; init; }

    /// <summary>Days in a row that the condition must hold; zero and one fire on the first.</summary>
    public int ForDays { get; init; }

    /// <summary>Where it is over, in the unit of the level and not beyond it.</summary>
    public required double Clear { get; init; }

    /// <summary>Days that it must be clear before it counts as over.</summary>
    public int KeepFiringDays { get; init; }

    public required AlertSeverity Severity { get; init; }
    public required string Owner { get; init; }
    public required ImmutableArray<AlertChannel> Channels { get; init; }

    /// <summary>What to do when it fires.</summary>
    public ImmutableArray<string> Playbook { get; init; } = [];

    /// <summary>The value of the metric that the rule warns of; without one the limit is.</summary>
    public double? BreachLevel { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether both judge the same thing: an alert of one may go on under the other.</summary>
    public bool LooksAtTheSame(AlertRule other)
        => (Metric.Key, Scope, Condition, OverDays) == (other.Metric.Key, other.Scope, other.Condition, other.OverDays);

    /// <summary>What the rule compares with its level on a day.</summary>
    public AlertReading Read(double? value, MetricBounds bounds, double? earlier)
        => value is not { } figure ? AlertReading.NoData
            : Condition switch
            {
                AlertCondition.AboveShareOfLimit or AlertCondition.BelowShareOfLimit => Share(figure, bounds.Limit, "limit"),
                AlertCondition.BelowShareOfTarget => Share(figure, bounds.Target, "target"),
                AlertCondition.RisesBy => earlier is { } before ? AlertReading.Of(figure, figure - before, before + Level) : AlertReading.NoData,
                _ => AlertReading.Of(figure, figure, Level),
            };

    public bool IsTriggeredBy(double measure) => Condition.IsUpward() ? measure > Level : measure < Level;

    public bool IsClearedBy(double measure) => Condition.IsUpward() ? measure <= Clear : measure >= Clear;

    /// <summary>The level as a value of the metric, where it is one.</summary>
    public double? TriggerValue(MetricBounds bounds) => Condition switch
    {
        AlertCondition.Above or AlertCondition.Below => Level,
        AlertCondition.AboveShareOfLimit or AlertCondition.BelowShareOfLimit => Level * bounds.Limit,
        AlertCondition.BelowShareOfTarget => Level * bounds.Target,
        _ => null,
    };

    /// <summary>What the rule warns of: its own breach level, else the limit, else, for a rule about a target, the target.</summary>
    public double? BreachValue(MetricBounds bounds)
        => BreachLevel ?? bounds.Limit ?? (Condition is AlertCondition.BelowShareOfTarget ? bounds.Target : null);

    /// <summary>Further in the direction in which the rule fires.</summary>
    public bool IsWorse(double value, double than) => Condition.IsUpward() ? value > than : value < than;

    private AlertReading Share(double value, double? bound, string word)
        => bound is { } known && known != 0 ? AlertReading.Of(value, value / known, known * Level) : AlertReading.Failed($"the metric has no {word} that a share could be taken of");
}

/// <summary>Target and limit of a metric on a day.</summary>
public readonly record struct MetricBounds(double? Target, double? Limit)
{
    public static MetricBounds Of(Metric metric, MetricLimits limits) => new(metric.Target(limits), metric.Limit(limits));
}

/// <summary>One day's value of a rule's metric, what the rule compares (the value, a share or a rise), and the value from which it is triggered.</summary>
public readonly record struct AlertReading(double? Value, double? Measure, double? Trigger, string? Problem)
{
    public static AlertReading NoData => default;

    public static AlertReading Of(double value, double measure, double trigger)
        => double.IsFinite(measure) ? new(value, measure, trigger, null) : Failed("the figure is not a finite number");

    public static AlertReading Failed(string problem) => new(null, null, null, problem);
}
