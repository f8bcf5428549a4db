using System.Globalization;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Loans;

/// <summary>One thing that happened to a loan.</summary>
/// <param name="Kind"><c>originated, status, payment, event</c>.</param>
/// <param name="Tone"><c>good, info, watch</c> or <c>bad</c>.</param>
internal sealed record TimelineEntry(DateOnly Day, string Kind, string Tone, string Words, string? Detail);

/// <param name="RowsSince">What happened before this day was not kept row by row; nothing where the book is too large to keep rows.</param>
internal sealed record TimelineView(DateOnly Day, long View, string Currency, long Id, DateOnly? RowsSince, string? Missing, int Total, TimelineEntry[] Entries);

/// <summary>One calendar month of payments.</summary>
/// <param name="Due">Today's instalment, for the months in which one fell due; nothing for a card, whose minimum is not kept.</param>
/// <param name="Letter">C, G, 30, 60, 90, D or P: the state recorded at the end of the month.</param>
internal sealed record MonthBar(DateOnly Month, decimal? Due, decimal? Paid, string? Letter);

internal sealed record MonthsView(DateOnly Day, long View, string Currency, long Id, DateOnly? RowsSince, string? Missing, MonthBar[] Months);

/// <summary>What is stored about single loans, told in order.</summary>
internal sealed class LoanHistory(Store store)
{
    public const int MostMonths = 24;

    private static readonly string[] Letters = ["C", "G", "30", "60", "90", "D", "P", "P"];
    private static readonly string[] Tones = ["good", "info", "watch", "watch", "bad", "bad", "good", "good"];

    public TimelineView Timeline(BookView view, Shelf shelf, int row, int limit)
    {
        var id = shelf.Fixed.Id[row];
        using var reader = store.Database.OpenReader();
        var since = Since(reader, view);
        var entries = new List<TimelineEntry> { Originated(shelf, row) };
        if (since is not null)
        {
            entries.AddRange(States(reader, id, view.Day).Select(state => Changed(shelf, row, state)));
            entries.AddRange(Payments(reader, id, view.Day).Where(payment => payment.Kind != "scheduled").Select(Paid));
        }

        entries.AddRange(Events(reader, id, view.Day));
        TimelineEntry[] ordered = [.. entries.Select((entry, at) => (entry, at)).OrderByDescending(pair => pair.entry.Day).ThenByDescending(pair => pair.at).Select(pair => pair.entry)];
        return new(view.Date, view.Number, "USD", id, since, MissingOf(since, shelf.Fixed.OriginationDay[row]), ordered.Length, [.. ordered.Take(limit)]);
    }

    public MonthsView Months(BookView view, Shelf shelf, int row)
    {
        var id = shelf.Fixed.Id[row];
        using var reader = store.Database.OpenReader();
        var since = Since(reader, view);
        var (states, paid) = (since is null ? [] : States(reader, id, view.Day), since is null ? [] : Payments(reader, id, view.Day));
        var (current, first) = (SimMonth.Of(view.Day), Math.Max(SimMonth.Of(view.Day) - MostMonths + 1, SimMonth.Of(shelf.Fixed.OriginationDay[row])));
        var bars = Enumerable.Range(first, Math.Max(0, current - first + 1)).Select(month => Bar(view, shelf, row, month, since, states, paid));
        return new(view.Date, view.Number, "USD", id, since, MissingOf(since, Math.Max(SimMonth.FirstDay(first), shelf.Fixed.OriginationDay[row])), [.. bars]);
    }

    private static MonthBar Bar(BookView view, Shelf shelf, int row, int month, DateOnly? since, List<StateChange> states, List<Payment> paid)
    {
        var day = DateOnly.FromDayNumber(SimMonth.FirstDay(month));
        var due = DueIn(view, shelf, row, month);
        if (since is not { } known || known.DayNumber > SimMonth.LastDay(month))
        {
            return new(day, due, null, null);
        }

        var cents = paid.Where(payment => payment.Kind != "chargeOff" && SimMonth.Of(payment.Day) == month).Sum(payment => payment.Cents);
        return new(day, due, Cents.ToDollars(cents), Letters[StateAt(shelf.Moving.Status[row], states, SimMonth.LastDay(month))]);
    }

    /// <summary>Today's state walked back through the changes after a day.</summary>
    private static int StateAt(int state, List<StateChange> states, int day)
        => states.Where(change => change.Day > day).OrderBy(change => change.Day).Select(change => (int?)change.From).FirstOrDefault() ?? state;

    private static decimal? DueIn(BookView view, Shelf shelf, int row, int month)
    {
        var due = SimMonth.DueDay(month, shelf.Fixed.Anchor[row]);
        var isLevel = shelf.Product.Card is null && (shelf.Fixed.Terms[row] & FixedColumns.InterestOnTop) == 0;
        return !isLevel ? null : due <= shelf.Fixed.OriginationDay[row] || due > view.Day ? 0 : Cents.ToDollars(shelf.Moving.Payment[row]);
    }

    private static TimelineEntry Originated(Shelf shelf, int row)
    {
        var terms = shelf.Fixed;
        var amount = (shelf.Product.Card is null ? terms.Amount[row] : terms.CreditLimit[row]) / 100.0;
        return new(
            Day(terms.OriginationDay[row]), "originated", "good", Say($"Originated: {(shelf.Product.Card is null ? "" : "limit ")}${amount:#,0}{(terms.Term[row] > 0 ? Say($" over {terms.Term[row]} months") : "")}"),
            Say($"score {terms.Score[row]}, debt to income {terms.Dti[row]:0.00}"));
    }

    private static TimelineEntry Changed(Shelf shelf, int row, StateChange change)
    {
        string[] words = ["Pays on time again", "Payment came late: grace period", "Instalment not paid: 30 days late", "Second instalment not paid: 60 days late", "Third instalment not paid: 90 days late, in default", "Contract ended in default", "Paid off", "Prepaid"];

        // The bureau reads the latest recorded state alone.
        var (before, now) = (shelf.Fixed.Score[row] - RiskFrame.PointsLost[change.From], shelf.Fixed.Score[row] - RiskFrame.PointsLost[change.To]);
        var score = change.To >= (int)PaymentStatus.PaidOff || before == now ? null : Say($"score {now:0}, was {before:0}");
        var detail = change.Arrears > 0 ? Say($"${change.Arrears / 100.0:#,0.00} overdue") : null;
        return new(Day(change.Day), "status", Tones[change.To], words[change.To], (detail, score) is (null, null) ? null : string.Join(", ", new[] { detail, score }.OfType<string>()));
    }

    private static TimelineEntry Paid(Payment payment) => payment.Kind switch
    {
        "chargeOff" => new(Day(payment.Day), "payment", "bad", Say($"Charged off: ${payment.Principal / 100.0:#,0.00}"), null),
        "recovery" => new(Day(payment.Day), "payment", "good", Say($"Recovered ${payment.Cents / 100.0:#,0.00}"), null),
        "catchUp" => new(Day(payment.Day), "payment", "info", Say($"Late payment of ${payment.Cents / 100.0:#,0.00}"), null),
        _ => new(Day(payment.Day), "payment", "good", Say($"Paid early in full: ${payment.Cents / 100.0:#,0.00}"), null),
    };

    private static List<TimelineEntry> Events(SqliteConnection reader, long loan, int day)
        => reader.Read(
            $"SELECT applied_day, state, json_extract(body, '$.type'), author, answer FROM inbox WHERE kind = '{EventBody.Kind}' AND state <> 'received' AND applied_day <= $day AND json_extract(body, '$.loanId') = $loan ORDER BY sequence",
            row => new TimelineEntry(
                Day(row.GetInt32(0)), "event", row.GetString(1) == "applied" ? "info" : "watch", $"Event from outside: {row.GetString(2)}, {row.GetString(1)}", $"by {row.GetString(3)}"),
            ("$loan", loan), ("$day", day));

    private static List<StateChange> States(SqliteConnection reader, long loan, int day)
        => reader.Read(
            "SELECT day, from_status, to_status, arrears_cents FROM delinquency_history WHERE loan_id = $loan AND day <= $day ORDER BY day",
            row => new StateChange(row.GetInt32(0), LoanField.Statuses.IndexOf(row.GetString(1)), LoanField.Statuses.IndexOf(row.GetString(2)), row.GetInt64(3)),
            ("$loan", loan), ("$day", day));

    private static List<Payment> Payments(SqliteConnection reader, long loan, int day)
        => reader.Read(
            "SELECT day, kind, paid_cents, principal_cents FROM repayments WHERE loan_id = $loan AND day <= $day ORDER BY day, number",
            row => new Payment(row.GetInt32(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)),
            ("$loan", loan), ("$day", day));

    private static DateOnly? Since(SqliteConnection reader, BookView view)
        => view.Count > TwinRecords.MostRowLoans ? null : Day(reader.Read("SELECT min(day) FROM days", row => row.GetInt32(0)).Single() + 1);

    private static string? MissingOf(DateOnly? since, int from) => since is not { } day
        ? $"payments and states are kept row by row for books up to {TwinRecords.MostRowLoans} loans; this one is larger"
        : day.DayNumber > from ? $"the twin keeps rows from {day:O} on; what it lived before is not kept loan by loan" : null;

    private static DateOnly Day(int day) => DateOnly.FromDayNumber(day);

    private static string Say(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);

    private sealed record StateChange(int Day, int From, int To, long Arrears);

    private sealed record Payment(int Day, string Kind, long Cents, long Principal);
}
