using LoanTwin.Domain.Alerts;

namespace LoanTwin.Web.Alerts;

/// <summary>A rule as it stands in the tables.</summary>
internal sealed record StoredRule(AlertRule Rule, int Version, string Author, string CreatedUtc)
{
    public long Id => Rule.Id;
}

/// <summary>An alert that has fired, under the version of the rule that it fired under.</summary>
internal sealed record AlertRow(
    long Id, StoredRule Rule, string Status, int FiredDay, int? ResolvedDay, double? Value, double? Trigger, double? Peak, string? AcknowledgedBy, int? SnoozedUntil, string? AssignedTo)
{
    public const string Resolved = "resolved";

    public AlertHandling Handling => new(ResolvedDay is null, AcknowledgedBy, SnoozedUntil is { } day ? DateOnly.FromDayNumber(day) : null, AssignedTo);
}

/// <summary>Something that happened to an alert.</summary>
internal sealed record AlertChange(long Sequence, long Alert, int Day, string Utc, string Author, string Kind, string? Text);

/// <summary>A mail and what has become of it.</summary>
internal sealed record AlertMail(long Id, long? Alert, string CreatedUtc, string Subject, string Body, string State, int Tries, string NextUtc, string? SentUtc, string? Problem)
{
    public const string Waiting = "waiting";

    /// <summary>The server is being asked, or was when the program was killed.</summary>
    public const string Sending = "sending";

    public const string Sent = "sent";

    /// <summary>Nobody knows whether the server took it; it is not sent again.</summary>
    public const string Uncertain = "uncertain";

    public const string Failed = "failed";
}

/// <summary>Where a rule stands, and its open alert if there is one.</summary>
internal sealed record AlertStanding(StoredRule Rule, AlertState State, AlertRow? Open);
