using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Alerts;

/// <summary>A rule as somebody wrote it, in words and numbers that may be wrong: the door to <see cref="AlertRule"/>.</summary>
public sealed record AlertRuleDraft
{
    public const int MostDays = 366;
    public const int LongestName = 80;
    public const int LongestStep = 300;
    public const int MostSteps = 10;

    private static readonly string[] Scopes = [AlertRule.WholeBook, .. ProductCatalogue.Default.Products.Select(product => product.Key)];

    public string? Name { get; init; }
    public string? Metric { get; init; }
    public string? Scope { get; init; }
    public string? Condition { get; init; }
    public double? Level { get; init; }
    public int? OverDays { get; init; }
    public int ForDays { get; init; }
    public double? Clear { get; init; }
    public int KeepFiringDays { get; init; }
    public string? Severity { get; init; }
    public string? Owner { get; init; }
    public ImmutableArray<string> Channels { get; init; } = [];
    public ImmutableArray<string> Playbook { get; init; } = [];
    public double? BreachLevel { get; init; }
    public bool IsEnabled { get; init; } = true;

    /// <summary>The same rule as a draft, to be written down or changed.</summary>
    public static AlertRuleDraft Of(AlertRule rule) => new()
    {
        Name = rule.Name,
        Metric = rule.Metric.Key,
        Scope = rule.Scope,
        Condition = rule.Condition.Key(),
        Level = rule.Level,
        OverDays = rule.Condition is AlertCondition.RisesBy ? rule.OverDays : null,
        ForDays = rule.ForDays,
        Clear = rule.Clear,
        KeepFiringDays = rule.KeepFiringDays,
        Severity = rule.Severity.Key(),
        Owner = rule.Owner,
        Channels = [.. rule.Channels.Select(channel => channel.Key())],
        Playbook = rule.Playbook,
        BreachLevel = rule.BreachLevel,
        IsEnabled = rule.IsEnabled,
    };

    /// <summary>The rule, or every field that is wrong.</summary>
    public Result<AlertRule> Check()
    {
        var faults = new FaultList();
        var metric = MetricCatalogue.All.FirstOrDefault(known => known.Key == Metric);
        var condition = AlertWords.Parse<AlertCondition>(Condition);
        var severity = AlertWords.Parse<AlertSeverity>(Severity ?? "");
        CheckWords(faults, metric, condition, severity);
        CheckLevels(faults, condition);
        CheckDays(faults, condition);
        CheckLists(faults);
        return faults.Or(() => new AlertRule
        {
            Name = Name!.Trim(),
            Metric = metric!,
            Scope = Scope ?? AlertRule.WholeBook,
            Condition = condition!.Value,
            Level = Level!.Value,
            OverDays = OverDays ?? 0,
            ForDays = ForDays,
            Clear = Clear ?? Level.Value,
            KeepFiringDays = KeepFiringDays,
            Severity = severity!.Value,
            Owner = Owner!.Trim(),
            Channels = [.. Channels.Select(channel => AlertWords.Parse<AlertChannel>(channel)!.Value).Order()],
            Playbook = [.. Playbook.Select(step => step.Trim())],
            BreachLevel = BreachLevel,
            IsEnabled = IsEnabled,
        });
    }

    private void CheckWords(FaultList faults, Metric? metric, AlertCondition? condition, AlertSeverity? severity)
    {
        RequireLine(faults, "name", Name, LongestName);
        RequireLine(faults, "owner", Owner, LongestName);
        faults.Require(metric is not null, "metric", Metric, $"one of {string.Join(", ", MetricCatalogue.All)}");
        faults.Require(Scopes.Contains(Scope ?? AlertRule.WholeBook), "scope", Scope, $"one of {string.Join(", ", Scopes)}");
        faults.Require(severity is not null, "severity", Severity, $"one of {string.Join(", ", AlertWords.Severities)}");
        faults.Require(condition is not null, "condition", Condition, $"one of {string.Join(", ", AlertWords.Conditions)}");
        if (metric is not null && condition is not null)
        {
            var bounds = MetricBounds.Of(metric, MetricLimits.Default);
            var fits = condition switch
            {
                AlertCondition.AboveShareOfLimit or AlertCondition.BelowShareOfLimit => bounds.Limit is not null,
                AlertCondition.BelowShareOfTarget => bounds.Target is not null,
                _ => true,
            };
            faults.Require(fits, "condition", Condition, $"a condition that {metric.Name} has a limit or target for: {string.Join(", ", Fitting(bounds))}");
        }
    }

    private void CheckLevels(FaultList faults, AlertCondition? condition)
    {
        faults.Require(Level is { } given && double.IsFinite(given), "level", Level, "a number");
        faults.Require(Clear is null || double.IsFinite(Clear.Value), "clear", Clear, "a number");
        faults.Require(BreachLevel is null || double.IsFinite(BreachLevel.Value), "breachLevel", BreachLevel, "a number");
        if (condition is not { } known || Level is not { } level || !double.IsFinite(level))
        {
            return;
        }

        if (known is AlertCondition.RisesBy)
        {
            faults.Require(level > 0, "level", level, "more than 0: by how much the figure rises");
        }
        else if (known is not (AlertCondition.Above or AlertCondition.Below))
        {
            faults.RequireRange(level, 0.01, 10, "level");
        }

        var upward = known.IsUpward();
        faults.Require(Clear is not { } clear || (upward ? clear <= level : clear >= level), "clear", Clear, upward ? "not above level" : "not below level");
    }

    private void CheckDays(FaultList faults, AlertCondition? condition)
    {
        RequireDays(faults, "forDays", ForDays, 0);
        RequireDays(faults, "keepFiringDays", KeepFiringDays, 0);
        if (condition is AlertCondition.RisesBy)
        {
            RequireDays(faults, "overDays", OverDays ?? 0, 1);
        }
        else
        {
            faults.Require(OverDays is null or 0, "overDays", OverDays, "only with risesBy");
        }
    }

    private void CheckLists(FaultList faults)
    {
        faults.Require(Channels.Length > 0, "channels", "nothing", $"at least one of {string.Join(", ", AlertWords.Channels)}");
        for (var i = 0; i < Channels.Length; i++)
        {
            faults.Require(AlertWords.Parse<AlertChannel>(Channels[i]) is not null && Channels.IndexOf(Channels[i]) == i, $"channels[{i}]", Channels[i], $"one of {string.Join(", ", AlertWords.Channels)}, given once");
        }

        faults.Require(Playbook.Length <= MostSteps, "playbook", $"{Playbook.Length} entries", $"at most {MostSteps} entries");
        for (var i = 0; i < Playbook.Length; i++)
        {
            RequireLine(faults, $"playbook[{i}]", Playbook[i], LongestStep);
        }
    }

    private static IEnumerable<string> Fitting(MetricBounds bounds)
        => Enum.GetValues<AlertCondition>().Where(condition => condition switch
        {
            AlertCondition.AboveShareOfLimit or AlertCondition.BelowShareOfLimit => bounds.Limit is not null,
            AlertCondition.BelowShareOfTarget => bounds.Target is not null,
            _ => true,
        }).Select(condition => condition.Key());

    private static void RequireDays(FaultList faults, string field, int days, int least)
        => faults.Require(days >= least && days <= MostDays, field, days, $"a whole number between {least} and {MostDays}");

    // A name becomes the subject of a mail: a line break in it would be another header.
    private static void RequireLine(FaultList faults, string field, string? text, int longest)
        => faults.Require(!string.IsNullOrWhiteSpace(text) && text.Trim().Length <= longest && !text.Any(char.IsControl), field, text, $"one line of 1 to {longest} letters");
}
