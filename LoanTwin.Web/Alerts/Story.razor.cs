using LoanTwin.Domain.Results;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Alerts;

/// <summary>One alert: why, since when, what people have done about it, and the forms to do more.</summary>
public sealed partial class Story
{
    private const int DaysBefore = 180;
    private const int DaysAfter = 30;
    private const int UsualSnooze = 7;

    private AlertRow? _alert;
    private IReadOnlyList<AlertChange> _changes = [];
    private Trend? _trend;
    private DateOnly? _until;
    private string? _to;
    private string? _text;
    private string? _untilFault;
    private string? _toFault;
    private string? _textFault;

    [Parameter] public long Id { get; set; }

    protected override object? Read()
    {
        _alert = Records.Find(Id);
        _until ??= Day?.AddDays(UsualSnooze);
        _changes = Records.Timeline(Id);
        if (_alert is { } alert && Day is { } today)
        {
            var to = Math.Min(today.DayNumber, (alert.ResolvedDay ?? today.DayNumber) + DaysAfter);
            var pins = new List<TrendPin> { new(DateOnly.FromDayNumber(alert.FiredDay), "fired") };
            if (alert.ResolvedDay is { } resolved)
            {
                pins.Add(new(DateOnly.FromDayNumber(resolved), "over"));
            }

            var rule = alert.Rule.Rule;
            _trend = AlertTrend.Of(rule, Records.Days(rule.Metric.Key, rule.Scope, alert.FiredDay - DaysBefore, to), pins, alert.Trigger, rule.BreachLevel);
        }

        return (Id, Viewer.Shown?.CommitSequence, Board.Picture, _changes.Count);
    }

    private async Task AcknowledgeAsync() => await DoAsync(Id, AlertDeed.Acknowledge(Author.Local, null).Value, "Acknowledged");

    private async Task SnoozeAsync()
    {
        var deed = _until is { } until ? AlertDeed.Snooze(until, Day ?? default) : Problem.Of(ProblemKind.Invalid, "until", "nothing", "a day");
        (_untilFault, _) = await SayAsync(deed, $"No mail until {_until:d MMM yyyy}");
    }

    private async Task AssignAsync()
    {
        (_toFault, var isDone) = await SayAsync(AlertDeed.Assign(_to), $"Assigned to {_to}");
        _to = isDone ? null : _to;
    }

    private async Task CommentAsync()
    {
        (_textFault, var isDone) = await SayAsync(AlertDeed.Comment(_text), "Comment added");
        _text = isDone ? null : _text;
    }

    /// <summary>What is wrong with what was written, beside the field; nothing when it was taken.</summary>
    private async Task<(string? Fault, bool IsDone)> SayAsync(Result<AlertDeed> deed, string said)
        => deed.IsSuccess ? (null, (await DoAsync(Id, deed.Value, said)).IsSuccess) : (string.Join("; ", deed.Problem.Faults.Select(fault => $"Must be {fault.Rule}")), false);
}
