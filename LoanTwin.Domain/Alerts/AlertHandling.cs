using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Alerts;

/// <summary>What people have done about an open alert. Nothing here changes what the rule sees.</summary>
public sealed record AlertHandling(bool IsOpen, string? AcknowledgedBy, DateOnly? SnoozedUntil, string? AssignedTo)
{
    public const int MostSnoozeDays = 366;
    public const int LongestComment = 2_000;

    /// <summary>Somebody looks after it, so it asks nobody else.</summary>
    public bool IsQuiet(DateOnly day) => AcknowledgedBy is not null || SnoozedUntil >= day;

    public Result<AlertHandling> Acknowledge(string author)
        => !IsOpen ? Over("acknowledge")
            : AcknowledgedBy is { } by ? Problem.Of(ProblemKind.Conflict, "acknowledge", by, "an alert that nobody has acknowledged")
            : this with { AcknowledgedBy = author };

    /// <summary>No mail up to and with that day, of this alert or a next one of the same rule.</summary>
    public Result<AlertHandling> Snooze(DateOnly until, DateOnly today)
        => until <= today || until > today.AddDays(MostSnoozeDays)
            ? Problem.Of(ProblemKind.Invalid, "until", $"{until:O}", $"a day after {today:O} and not after {today.AddDays(MostSnoozeDays):O}")
            : IsOpen ? this with { SnoozedUntil = until } : Over("snooze");

    public Result<AlertHandling> Assign(string? to)
        => string.IsNullOrWhiteSpace(to) || to.Length > AlertRuleDraft.LongestName || to.Any(char.IsControl)
            ? Problem.Of(ProblemKind.Invalid, "to", to ?? "nothing", $"one line of 1 to {AlertRuleDraft.LongestName} letters")
            : IsOpen ? this with { AssignedTo = to.Trim() } : Over("assign");

    /// <summary>A comment can always be added, also when it is over.</summary>
    public static Result<string> Comment(string? text)
        => string.IsNullOrWhiteSpace(text) || text.Trim().Length > LongestComment || text.Contains('\0')
            ? Problem.Of(ProblemKind.Invalid, "text", text ?? "nothing", $"1 to {LongestComment} letters")
            : text.Trim();

    private static Problem Over(string deed) => Problem.Of(ProblemKind.Conflict, deed, "resolved", "an open alert");
}
