namespace LoanTwin.Domain.Alerts;

/// <summary>What somebody is told.</summary>
public enum NoticeKind
{
    Fired,
    Resolved,
}

/// <summary>Said once when an alert opens and once when it is over, never between.</summary>
/// <param name="FiredDay">The day on which the alert opened.</param>
/// <param name="Peak">The worst value of the metric while it was open.</param>
public sealed record AlertNotice(NoticeKind Kind, int Day, int FiredDay, double? Value, double? Peak);

/// <summary>Where a rule stands after a day. Day numbers of the calendar.</summary>
public sealed record AlertState
{
    public static AlertState Start { get; } = new();

    public AlertStatus Status { get; init; }

    /// <summary>The last day that was judged; zero before the first.</summary>
    public int Day { get; init; }

    /// <summary>The day on which this status began.</summary>
    public int Since { get; init; }

    /// <summary>First of the days in a row on which the condition has held, while pending.</summary>
    public int? TriggeredSince { get; init; }

    /// <summary>The day on which the open alert fired; nothing while none is open.</summary>
    public int? FiringSince { get; init; }

    /// <summary>First of the days in a row on which it has been clear, while recovering.</summary>
    public int? ClearSince { get; init; }

    public double? Value { get; init; }

    /// <summary>The value of the metric from which the rule is triggered.</summary>
    public double? Trigger { get; init; }

    /// <summary>The worst value since it fired.</summary>
    public double? Peak { get; init; }

    /// <summary>Why it cannot be judged.</summary>
    public string? Problem { get; init; }

    /// <summary>An alert is open: it fired and is not over, whether or not there are figures now.</summary>
    public bool IsOpen => FiringSince is not null;

    /// <summary>Lives one day. A day that was judged already changes nothing and says nothing.</summary>
    public (AlertState State, AlertNotice? Notice) Step(AlertRule rule, int day, AlertReading reading)
    {
        if (day <= Day)
        {
            return (this, null);
        }

        var today = this with { Day = day, Value = reading.Value, Trigger = reading.Trigger, Problem = reading.Problem };
        return reading.Measure is not { } measure ? (today.WithoutFigure(reading), null)
            : IsOpen ? today.StepOpen(rule, measure)
            : today.StepClosed(rule, measure);
    }

    // Days in a row are broken by a day that nobody knows: pending starts afresh, recovering too.
    private AlertState WithoutFigure(AlertReading reading)
        => Enter(reading.Problem is null ? AlertStatus.NoData : AlertStatus.Error) with { TriggeredSince = null, ClearSince = null };

    private (AlertState State, AlertNotice? Notice) StepClosed(AlertRule rule, double measure)
    {
        if (!rule.IsTriggeredBy(measure))
        {
            return (Enter(AlertStatus.Normal) with { TriggeredSince = null }, null);
        }

        var since = TriggeredSince ?? Day;
        return Day - since + 1 >= rule.ForDays
            ? (Enter(AlertStatus.Firing) with { TriggeredSince = null, FiringSince = Day, Peak = Value }, new(NoticeKind.Fired, Day, Day, Value, Value))
            : (Enter(AlertStatus.Pending) with { TriggeredSince = since }, null);
    }

    private (AlertState State, AlertNotice? Notice) StepOpen(AlertRule rule, double measure)
    {
        var open = this with { Peak = Value is { } value && (Peak is not { } peak || rule.IsWorse(value, peak)) ? value : Peak };
        if (!rule.IsClearedBy(measure))
        {
            return (open.Enter(AlertStatus.Firing) with { ClearSince = null }, null);
        }

        var since = ClearSince ?? Day;
        return Day - since >= rule.KeepFiringDays
            ? (open.Enter(AlertStatus.Normal) with { ClearSince = null, FiringSince = null, Peak = null }, new(NoticeKind.Resolved, Day, FiringSince!.Value, Value, open.Peak))
            : (open.Enter(AlertStatus.Recovering) with { ClearSince = since }, null);
    }

    private AlertState Enter(AlertStatus status) => this with { Status = status, Since = status == Status && Since > 0 ? Since : Day };
}
