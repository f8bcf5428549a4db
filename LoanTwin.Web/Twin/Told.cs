using System.Text.Json;
using LoanTwin.Simulation.Events;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Web.Storage;

namespace LoanTwin.Web.Twin;

/// <summary>What the inbox holds for one day: events that apply at its opening, and those that have come too late for theirs.</summary>
internal sealed class Told
{
    private readonly Dictionary<long, OutsideEvent> _events = [];
    private readonly int _day;
    private readonly List<(long Sequence, EventBody Body, bool IsLate)> _due;

    private Told(int day, List<(long Sequence, EventBody Body, bool IsLate)> due) => (_day, _due) = (day, due);

    public static Told By(IEnumerable<Waiting> waiting, int day)
        => new(day, [.. from row in waiting
                        let body = EventBody.Parse(row.Body)
                        where body.Effective is not { } effective || effective.DayNumber <= day
                        select (row.Sequence, body, body.Effective?.DayNumber < day)]);

    public LenderDay Live(Lender lender)
    {
        _events.Clear();
        foreach (var row in _due.Where(row => !row.IsLate))
        {
            _events.Add(row.Sequence, row.Body.On(row.Sequence, _day));
        }

        return lender.LiveDay(_events.Values);
    }

    /// <summary>What the lived day has made of each row, in their order.</summary>
    public IReadOnlyList<Settled> Settle(LenderDay day)
    {
        var answers = day.Lived.Answers.ToDictionary(answer => answer.Sequence);
        return [.. _due.Select(row => row.IsLate ? Late(row.Sequence) : Of(answers[row.Sequence]))];
    }

    private Settled Late(long sequence) => new(sequence, "dead", Settled.Errors("effective", "earlier", $"{DateOnly.FromDayNumber(_day):O}, the day that opened"));

    private Settled Of(EventAnswer answer)
        => answer.IsApplied
            ? _events[answer.Sequence] is LoanAdded added
                ? new(answer.Sequence, "applied", JsonSerializer.Serialize(new { loanId = added.LoanId }), added.LoanId)
                : new(answer.Sequence, "applied", null)
            : new(answer.Sequence, "refused", JsonSerializer.Serialize(new { errors = answer.Problem!.Faults.Select(fault => new { field = fault.Field, value = fault.Value, rule = fault.Rule }) }));
}
