using System.Globalization;
using System.Text.Json;
using LoanTwin.Domain.Lending;
using LoanTwin.Web.Storage;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.SecondSource;

/// <summary>What was paid under one kind of posting. Money in cents.</summary>
internal sealed record PaidKind(string Kind, int Count, long Paid, long Principal, long Interest, long Fees);

/// <summary>Applications and repayments out of the tables.</summary>
internal sealed class DeskRows(Store store)
{
    public const string Approved = "Approved";
    public const string Rejected = "Rejected";
    public const string Pending = "Pending";

    private const string Columns = "SELECT a.id, a.day, a.product, a.amount_cents, a.term_months, a.decision, a.offered_rate, a.reasons, l.customer_id, l.purpose";
    private const string From = " FROM applications a LEFT JOIN loans l ON l.application_id = a.id";
    private const string Where = " WHERE ($status IS NULL OR a.decision IN (SELECT value FROM json_each($status))) AND ($customer IS NULL OR l.customer_id = $customer) AND a.day <= $day";

    public (int Total, DeskApplication[] Page) Applications(string? status, long? customer, int day, int limit, int offset)
    {
        using var reader = store.Database.OpenReader();
        using var all = Command(reader, "SELECT count(*)" + From + Where, status, customer, day);
        var total = Convert.ToInt32(all.ExecuteScalar(), CultureInfo.InvariantCulture);
        using var page = Command(reader, $"{Columns}{From}{Where} ORDER BY a.id LIMIT {limit} OFFSET {offset}", status, customer, day);
        return (total, Read(page));
    }

    public DeskApplication? Application(long id)
    {
        using var reader = store.Database.OpenReader();
        using var one = reader.CreateCommand();
        one.CommandText = $"{Columns}{From} WHERE a.id = $id";
        one.Parameters.AddWithValue("$id", id);
        return Read(one).FirstOrDefault();
    }

    public IReadOnlyList<PaidKind> Paid(int day)
    {
        using var reader = store.Database.OpenReader();
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT kind, count(*), sum(paid_cents), sum(principal_cents), sum(interest_cents), sum(fees_cents) FROM repayments WHERE day <= $day GROUP BY kind ORDER BY kind";
        command.Parameters.AddWithValue("$day", day);
        using var row = command.ExecuteReader();
        var kinds = new List<PaidKind>();
        while (row.Read())
        {
            kinds.Add(new(row.GetString(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)));
        }

        return kinds;
    }

    private static DeskApplication[] Read(SqliteCommand command)
    {
        using var row = command.ExecuteReader();
        var applications = new List<DeskApplication>();
        while (row.Read())
        {
            applications.Add(new(
                row.GetInt64(0), DateOnly.FromDayNumber(row.GetInt32(1)), row.GetString(5) == "refused" ? Rejected : Approved, row.GetString(2), Cents.ToDollars(row.GetInt64(3)), row.GetInt32(4),
                row.IsDBNull(6) ? null : Math.Round(row.GetInt32(6) / 1e5, 2), row.IsDBNull(8) ? null : row.GetInt64(8), row.IsDBNull(9) ? null : row.GetString(9),
                row.IsDBNull(7) ? [] : JsonSerializer.Deserialize<string[]>(row.GetString(7))!));
        }

        return [.. applications];
    }

    private static SqliteCommand Command(SqliteConnection reader, string sql, string? status, long? customer, int day)
    {
        var decisions = status switch
        {
            null => null,
            Approved => "[\"funded\",\"declined\"]",
            Rejected => "[\"refused\"]",
            _ => "[]",
        };
        var command = reader.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$status", (object?)decisions ?? DBNull.Value);
        command.Parameters.AddWithValue("$customer", (object?)customer ?? DBNull.Value);
        command.Parameters.AddWithValue("$day", day);
        return command;
    }
}
