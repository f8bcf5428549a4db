using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Queries;

/// <summary>One posting on a loan. A charge-off pays nothing: its principal is the balance, its interest the loss booked.</summary>
internal sealed record PaymentRow(DateOnly Day, int Number, string Kind, decimal Paid, decimal Principal, decimal Interest, decimal Fees);

/// <param name="RowsSince">Rows begin on this day; nothing where the book is too large to keep them.</param>
internal sealed record PaymentsView(DateOnly Day, long View, string Currency, long Id, DateOnly? RowsSince, int Total, decimal Paid, PaymentRow[] Payments);

/// <summary>One change of the recorded state.</summary>
internal sealed record StateRow(DateOnly Day, string From, string To, int DaysPastDue, decimal Arrears);

internal sealed record StatesView(DateOnly Day, long View, string Currency, long Id, string Status, DateOnly? RowsSince, int Total, StateRow[] States);

/// <summary>The history of single loans out of the tables, up to the day of a view, so that the two agree.</summary>
internal sealed class LoanRows(Store store)
{
    public PaymentsView Payments(BookView view, long loan, int limit, int offset)
    {
        using var reader = store.Database.OpenReader();
        using var all = Command(reader, "SELECT count(*), coalesce(sum(paid_cents), 0) FROM repayments WHERE loan_id = $loan AND day <= $day", loan, view.Day);
        using var sums = all.ExecuteReader();
        sums.Read();
        var (total, paid) = (sums.GetInt32(0), sums.GetInt64(1));
        using var page = Command(reader, $"SELECT day, number, kind, paid_cents, principal_cents, interest_cents, fees_cents FROM repayments WHERE loan_id = $loan AND day <= $day ORDER BY day DESC, number DESC LIMIT {limit} OFFSET {offset}", loan, view.Day);
        using var row = page.ExecuteReader();
        var rows = new List<PaymentRow>();
        while (row.Read())
        {
            rows.Add(new(Day(row.GetInt32(0)), row.GetInt32(1), row.GetString(2), Cents.ToDollars(row.GetInt64(3)), Cents.ToDollars(row.GetInt64(4)), Cents.ToDollars(row.GetInt64(5)), Cents.ToDollars(row.GetInt64(6))));
        }

        return new(view.Date, view.Number, "USD", loan, PaymentsSince(reader, view), total, Cents.ToDollars(paid), [.. rows]);
    }

    public StatesView States(BookView view, Shelf shelf, int at, int limit, int offset)
    {
        var loan = view.LoanAt(shelf, at);
        using var reader = store.Database.OpenReader();
        using var all = Command(reader, "SELECT count(*) FROM delinquency_history WHERE loan_id = $loan AND day <= $day", loan.Id, view.Day);
        var total = Convert.ToInt32(all.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        using var page = Command(reader, $"SELECT day, from_status, to_status, days_past_due, arrears_cents FROM delinquency_history WHERE loan_id = $loan AND day <= $day ORDER BY day DESC LIMIT {limit} OFFSET {offset}", loan.Id, view.Day);
        using var row = page.ExecuteReader();
        var rows = new List<StateRow>();
        while (row.Read())
        {
            rows.Add(new(Day(row.GetInt32(0)), row.GetString(1), row.GetString(2), row.GetInt32(3), Cents.ToDollars(row.GetInt64(4))));
        }

        return new(view.Date, view.Number, "USD", loan.Id, loan.Status.Key(), Since(reader, view), total, [.. rows]);
    }

    /// <summary>The loss booked at each loan's charge-off, and the day from which they are kept; nothing where the book is too large for rows.</summary>
    public (IReadOnlyDictionary<long, (int Day, long Cents)> ByLoan, DateOnly Since)? Losses(BookView view)
    {
        using var reader = store.Database.OpenReader();
        if (Since(reader, view) is not { } since)
        {
            return null;
        }

        using var command = reader.CreateCommand();
        command.CommandText = "SELECT loan_id, min(day), sum(interest_cents) FROM repayments WHERE kind = 'chargeOff' AND day <= $day GROUP BY loan_id";
        command.Parameters.AddWithValue("$day", view.Day);
        using var row = command.ExecuteReader();
        var losses = new Dictionary<long, (int, long)>();
        while (row.Read())
        {
            losses[row.GetInt64(0)] = (row.GetInt32(1), row.GetInt64(2));
        }

        return (losses, since);
    }

    /// <summary>The twin keeps rows from the day after its first stored one, and none at all for a large book.</summary>
    private static DateOnly? Since(SqliteConnection reader, BookView view)
    {
        if (view.Count > TwinRecords.MostRowLoans)
        {
            return null;
        }

        using var first = reader.CreateCommand();
        first.CommandText = "SELECT min(day) FROM days";
        return Day(Convert.ToInt32(first.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) + 1);
    }

    /// <summary>Payments go after some years; charge-offs stay.</summary>
    private static DateOnly? PaymentsSince(SqliteConnection reader, BookView view)
    {
        if (Since(reader, view) is not { } since)
        {
            return null;
        }

        using var last = reader.CreateCommand();
        last.CommandText = "SELECT max(day) FROM days";
        var kept = Day(Retention.FirstPaymentDay(Convert.ToInt32(last.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)));
        return kept > since ? kept : since;
    }

    private static SqliteCommand Command(SqliteConnection reader, string sql, long loan, int day)
    {
        var command = reader.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$loan", loan);
        command.Parameters.AddWithValue("$day", day);
        return command;
    }

    private static DateOnly Day(int day) => DateOnly.FromDayNumber(day);
}
