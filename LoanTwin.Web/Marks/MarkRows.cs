using System.Collections.Immutable;
using System.Text.Json;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Views;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Marks;

/// <summary>
/// The marks on loans: rows under seal, changed by the one writer with their line in the audit log in the same transaction, and shown to the
/// views from there on. Many loans at once are one transaction, all of them or none.
/// </summary>
internal sealed class MarkRows(Store store, MarkBoard board, TimeProvider time) : IHostedService, IDisposable
{
    public const int MostLoans = 50_000;

    private const string Table = "loan_marks";

    private readonly SemaphoreSlim _changing = new(1, 1);

    /// <summary>Before the first view is made.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        board.Show(Read());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _changing.Dispose();

    /// <summary>How many loans did not carry the mark yet.</summary>
    public Task<int> PutAsync(string author, Mark mark, IReadOnlyCollection<long> loans, string how, CancellationToken leaving)
        => ChangeAsync(author, $"{mark.Kind} put", mark, how, (scope, utc) =>
        {
            var rows = loans.Where(loan => !IsThere(scope, loan, mark)).ToList();
            rows.ForEach(loan => scope.Table(Table).Insert(loan, mark.Kind, mark.Text, author, utc));
            return rows.Count;
        }, leaving);

    /// <summary>How many loans did carry it.</summary>
    public Task<int> TakeAsync(string author, Mark mark, IReadOnlyCollection<long> loans, string how, CancellationToken leaving)
        => ChangeAsync(author, $"{mark.Kind} taken", mark, how, (scope, _) => loans.Count(loan => scope.Table(Table).Delete(loan, mark.Kind, mark.Text)), leaving);

    public (int Total, IReadOnlyList<MarkedLoan> Marks) List(string? kind, long? loan, int limit, int offset)
    {
        using var reader = store.Database.OpenReader();
        using var all = Command(reader, "SELECT count(*) FROM loan_marks WHERE ($kind IS NULL OR kind = $kind) AND ($loan IS NULL OR loan_id = $loan)", kind, loan);
        var total = Convert.ToInt32(all.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        using var page = Command(reader, $"SELECT loan_id, kind, text, author, utc FROM loan_marks WHERE ($kind IS NULL OR kind = $kind) AND ($loan IS NULL OR loan_id = $loan) ORDER BY loan_id, kind DESC, text LIMIT {limit} OFFSET {offset}", kind, loan);
        using var row = page.ExecuteReader();
        var marks = new List<MarkedLoan>();
        while (row.Read())
        {
            marks.Add(new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4)));
        }

        return (total, marks);
    }

    /// <summary>One change after another, so that the board never goes back.</summary>
    private async Task<int> ChangeAsync(string author, string action, Mark mark, string how, Func<WriteScope, string, int> change, CancellationToken leaving)
    {
        await _changing.WaitAsync(leaving);
        try
        {
            var changed = await store.Writer.WriteAsync(scope =>
            {
                var now = time.GetUtcNow();
                var count = change(scope, Utc.Text(now));
                AuditTrail.Append(scope, now, author, action, "loans", JsonSerializer.Serialize(new { text = mark.Text, loans = count, how }));
                return count;
            }, leaving);
            if (changed > 0)
            {
                board.Show(Read());
            }

            return changed;
        }
        finally
        {
            _changing.Release();
        }
    }

    private static bool IsThere(WriteScope scope, long loan, Mark mark)
        => scope.Read("SELECT 1 FROM loan_marks WHERE loan_id = ?1 AND kind = ?2 AND text = ?3").BindAll(loan, mark.Kind, mark.Text).WholeOrNothing() is not null;

    private LoanMarks Read()
    {
        using var reader = store.Database.OpenReader();
        using var command = Command(reader, "SELECT loan_id, kind, text FROM loan_marks", null, null);
        using var row = command.ExecuteReader();
        var (watched, tags) = (ImmutableHashSet.CreateBuilder<long>(), new Dictionary<long, List<string>>());
        while (row.Read())
        {
            if (row.GetString(1) == Mark.Watch)
            {
                watched.Add(row.GetInt64(0));
            }
            else if (tags.TryGetValue(row.GetInt64(0), out var here))
            {
                here.Add(row.GetString(2));
            }
            else
            {
                tags[row.GetInt64(0)] = [row.GetString(2)];
            }
        }

        return new(watched.ToImmutable(), tags.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ToImmutableSortedSet(StringComparer.Ordinal)));
    }

    private static SqliteCommand Command(SqliteConnection reader, string sql, string? kind, long? loan)
    {
        var command = reader.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$kind", kind ?? (object)DBNull.Value);
        command.Parameters.AddWithValue("$loan", loan ?? (object)DBNull.Value);
        return command;
    }
}
