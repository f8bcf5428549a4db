using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Results;

namespace LoanTwin.Web.Alerts;

/// <summary>Something that a person does about an alert: its word in the timeline, what stands beside it, and what it changes.</summary>
internal sealed record AlertDeed(string Kind, string? Text, Func<AlertHandling, Result<AlertHandling>> Do)
{
    private static readonly AlertHandling Untouched = new(true, null, null, null);

    public static Result<AlertDeed> Acknowledge(string author, string? comment)
        => comment is not null && AlertHandling.Comment(comment).Problem is { } fault ? fault : new AlertDeed("acknowledge", comment?.Trim(), handling => handling.Acknowledge(author));

    public static Result<AlertDeed> Snooze(DateOnly until, DateOnly today)
        => Untouched.Snooze(until, today).Then(_ => Result<AlertDeed>.Of(new("snooze", $"until {until:O}", handling => handling.Snooze(until, today))));

    public static Result<AlertDeed> Comment(string? text)
        => AlertHandling.Comment(text).Then(said => Result<AlertDeed>.Of(new("comment", said, handling => handling)));

    public static Result<AlertDeed> Assign(string? to)
        => Untouched.Assign(to).Then(known => Result<AlertDeed>.Of(new("assign", $"to {known.AssignedTo}", handling => handling.Assign(to))));

    /// <summary>Takes a step back, unless something else has been done since.</summary>
    public static AlertDeed Undo(string deed, AlertStep step)
        => new("undo", deed, now => now == step.After ? step.Before : Problem.Of(ProblemKind.Conflict, "undo", deed, "an alert to which nothing has happened since"));
}

/// <summary>How an alert was handled before a deed and after it.</summary>
internal sealed record AlertStep(AlertHandling Before, AlertHandling After);
