using System.Collections.Immutable;
using System.Globalization;
using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Results;

namespace LoanTwin.Web.Alerts;

/// <summary>A rule as it stands in the boxes of the sentence: texts as they were typed, shares in percent.</summary>
internal sealed class RuleForm
{
    private const decimal Percent = 100;

    public string Name { get; set; } = "";
    public string Metric { get; set; } = "";
    public string Scope { get; set; } = AlertRule.WholeBook;
    public string Condition { get; set; } = AlertCondition.Above.Key();
    public string Level { get; set; } = "";
    public string OverDays { get; set; } = "30";
    public string ForDays { get; set; } = "3";
    public string Clear { get; set; } = "";
    public string KeepFiringDays { get; set; } = "7";
    public string Severity { get; set; } = AlertSeverity.Watch.Key();
    public string Owner { get; set; } = "Risk desk";
    public string BreachLevel { get; set; } = "";
    public string Playbook { get; set; } = "";
    public bool ToDashboard { get; set; } = true;
    public bool ToEmail { get; set; }
    public bool IsEnabled { get; set; } = true;

    public bool IsRise => Condition == AlertCondition.RisesBy.Key();

    public bool IsShare => Condition is "aboveShareOfLimit" or "belowShareOfLimit" or "belowShareOfTarget";

    /// <summary>What stands behind the number of the level.</summary>
    public string LevelUnit => IsShare ? (Condition == AlertCondition.BelowShareOfTarget.Key() ? "% of its target" : "% of its limit") : IsRate ? (IsRise ? "pp" : "%") : Known?.Unit is MetricUnit.Usd ? "USD" : "";

    /// <summary>What stands behind a value of the metric.</summary>
    public string ValueUnit => IsRate ? "%" : Known?.Unit is MetricUnit.Usd ? "USD" : "";

    private Metric? Known => MetricCatalogue.All.FirstOrDefault(metric => metric.Key == Metric);

    private bool IsRate => Known?.Unit is MetricUnit.Fraction;

    public static RuleForm Of(AlertRule rule)
    {
        var draft = AlertRuleDraft.Of(rule);
        var form = new RuleForm
        {
            Name = rule.Name,
            Metric = draft.Metric!,
            Scope = rule.Scope,
            Condition = draft.Condition!,
            ForDays = Text(rule.ForDays),
            KeepFiringDays = Text(rule.KeepFiringDays),
            Severity = draft.Severity!,
            Owner = rule.Owner,
            Playbook = string.Join('\n', rule.Playbook),
            ToDashboard = rule.Channels.Contains(AlertChannel.Dashboard),
            ToEmail = rule.Channels.Contains(AlertChannel.Email),
            IsEnabled = rule.IsEnabled,
        };
        form.OverDays = rule.Condition is AlertCondition.RisesBy ? Text(rule.OverDays) : form.OverDays;
        form.Level = Text(rule.Level, form.IsShare || form.IsRate);
        form.Clear = rule.Clear == rule.Level ? "" : Text(rule.Clear, form.IsShare || form.IsRate);
        form.BreachLevel = rule.BreachLevel is { } breach ? Text(breach, form.IsRate) : "";
        return form;
    }

    /// <summary>A new rule about a metric: the ready-made one where the house has one, else ten percent past where the metric stands.</summary>
    public static RuleForm About(Metric metric, string scope, double? now)
    {
        if (scope == AlertRule.WholeBook && ReadyMadeRules.All.FirstOrDefault(rule => rule.Metric.Key == metric.Key) is { } known)
        {
            return Of(known with { Name = $"{known.Name}, mine" });
        }

        var isUp = metric.Direction is not GoodDirection.Up;
        var form = new RuleForm { Name = $"{AlertSentence.NameOf(metric)} {(isUp ? "high" : "low")}", Metric = metric.Key, Scope = scope, Condition = (isUp ? AlertCondition.Above : AlertCondition.Below).Key() };
        form.Level = now is { } value ? Text(double.Parse((value * (isUp ? 1.1 : .9)).ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), form.IsRate) : "";
        return form;
    }

    /// <summary>The rule, or every box that is wrong, by the name of its field.</summary>
    public Result<AlertRule> Check()
    {
        var faults = new FaultList();
        var draft = new AlertRuleDraft
        {
            Name = Name,
            Metric = Metric,
            Scope = Scope,
            Condition = Condition,
            Level = Number(faults, "level", Level, IsShare || IsRate),
            OverDays = IsRise ? Whole(faults, "overDays", OverDays) : null,
            ForDays = Whole(faults, "forDays", ForDays) ?? 0,
            Clear = Number(faults, "clear", Clear, IsShare || IsRate),
            KeepFiringDays = Whole(faults, "keepFiringDays", KeepFiringDays) ?? 0,
            Severity = Severity,
            Owner = Owner,
            Channels = Channels(),
            Playbook = [.. Playbook.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            BreachLevel = Number(faults, "breachLevel", BreachLevel, IsRate),
            IsEnabled = IsEnabled,
        };
        var rule = draft.Check();
        var unread = faults.Faults.Select(fault => fault.Field).ToHashSet();
        faults.Add(rule.Problem?.Faults.Where(fault => !unread.Contains(fault.Field)).Select(InPercent) ?? []);
        return faults.Or(() => rule.Value);
    }

    /// <summary>A share is typed in percent, so its bounds are told in percent.</summary>
    private Fault InPercent(Fault fault) => fault.Field == "level" && IsShare && fault.Rule.StartsWith("between", StringComparison.Ordinal) ? fault with { Value = Level, Rule = "between 1 and 1000 %" } : fault;

    private ImmutableArray<string> Channels()
        => [.. new[] { (ToDashboard, AlertChannel.Dashboard), (ToEmail, AlertChannel.Email) }.Where(channel => channel.Item1).Select(channel => channel.Item2.Key())];

    // Through decimal, so that 90 % is .9 and not the number beside it.
    private static double? Number(FaultList faults, string field, string text, bool isPercent)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var isNumber = decimal.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number);
        faults.Require(isNumber, field, text, "a number");
        return isNumber ? (double)(isPercent ? number / Percent : number) : null;
    }

    private static int? Whole(FaultList faults, string field, string text)
    {
        var isWhole = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        faults.Require(isWhole, field, text.Length == 0 ? "nothing" : text, $"a whole number of days, at most {AlertRuleDraft.MostDays}");
        return isWhole ? number : null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value, bool isPercent)
        => Math.Abs(value) < (double)(decimal.MaxValue / (2 * Percent)) ? ((decimal)value * (isPercent ? Percent : 1)).ToString("0.##############", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
}
