using System.Security.Cryptography;
using LoanTwin.Web.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LoanTwin.Tests.Web.Storage;

/// <summary>A data folder of its own, deleted at the end, with ways to fill it and to tamper with it behind the store's back.</summary>
internal sealed class AStore : IAsyncDisposable
{
    public const int FirstDay = 739_617;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loantwin-store-");

    public string Path => _folder.FullName;

    public string DatabasePath => System.IO.Path.Combine(Path, "twin.db");

    public Store Store => Opened ?? throw new InvalidOperationException("not open");

    private Store? Opened { get; set; }

    public static AStore Open(Faults? faults = null)
    {
        var store = new AStore();
        store.Reopen(faults);
        return store;
    }

    /// <summary>With rows in every table, written on three days.</summary>
    public static async Task<AStore> FilledAsync()
    {
        var store = Open();
        await store.Store.Writer.WriteAsync(scope => Inbox.Append(scope, ACommand("before any day"), DateTimeOffset.UnixEpoch));
        for (var day = FirstDay; day < FirstDay + 3; day++)
        {
            var today = day;
            await store.Store.Writer.WriteDayAsync(today, scope => FillDay(scope, today, day - FirstDay));
        }

        await store.Store.Writer.WriteAsync(scope => Inbox.Append(scope, ACommand("after the last day"), DateTimeOffset.UnixEpoch));
        return store;
    }

    public static Command ACommand(string key, string body = "{}") => new("tester", key, "payment", body);

    public Store Reopen(Faults? faults = null) => Opened = Store.Open(Path, TimeProvider.System, faults);

    public async Task CloseAsync()
    {
        if (Opened is not null)
        {
            await Opened.DisposeAsync();
            Opened = null;
        }
    }

    /// <summary>A connection such as a person with a SQLite shell has, triggers and references switched off.</summary>
    public SqliteConnection Tamper()
    {
        var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False;Foreign Keys=False");
        connection.Open();
        raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, out _);
        Run(connection, "PRAGMA ignore_check_constraints = ON");
        return connection;
    }

    public static int Run(SqliteConnection connection, string sql, params (string Name, object? Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command.ExecuteNonQuery();
    }

    public long Count(string from)
    {
        using var reader = Store.Database.OpenReader();
        using var command = reader.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {from}";
        return (long)command.ExecuteScalar()!;
    }

    public IReadOnlyList<Mismatch> Verify() => Verification.Run(Store.Database);

    public static void FillDay(WriteScope scope, int day, int n)
    {
        FillQuestions(scope, n);
        FillLending(scope, day, n);
        var sequence = scope.CommitSequence;
        for (var i = 0; i < 5; i++)
        {
            scope.Table("metric_rows").Insert(day, "balance", $"product {i}", (i * 1000.25) + n, sequence);
            scope.Table("market_rows").Insert(day, $"factor {i}", i - 2.5, sequence);
        }

        foreach (var waiting in Inbox.ReadWaiting(scope))
        {
            Inbox.Settle(scope, waiting.Sequence, "applied", day, """{"ok":true}""");
        }

        scope.Table("days").Insert(day, sequence, RandomNumberGenerator.GetBytes(32), "[]", "{}", 1L);
        Checkpoints.Put(scope, day, "month-end", RandomNumberGenerator.GetBytes(3000));
        AuditTrail.Append(scope, DateTimeOffset.UnixEpoch, "twin", "day.commit", $"day {day}", "{}");
        AuditTrail.Append(scope, DateTimeOffset.UnixEpoch, "tester", "policy.change", "policy", """{"to":2}""");
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Delete(recursive: true);
    }

    private static void FillQuestions(WriteScope scope, int n)
    {
        scope.Table("policies").Insert(n + 1, FirstDay, "tester", "2026-01-01T00:00:00.000Z", "{}");
        scope.Table("scenarios").Insert($"scenario {n}", "Severe", "tester", "2026-01-01T00:00:00.000Z", "draft", "{}");
        scope.Table("runs").Insert(
            $"run {n}", "stress", "tester", "2026-01-01T00:00:00.000Z", FirstDay, FirstDay, n + 1, $"scenario {n}", 42, "{}", new byte[32], "{}", new byte[32]);
        scope.Table("run_inputs").Insert($"run {n}", """{"kind":"stress"}""");
        scope.Table("run_blocks").Insert($"run {n}", n, new byte[40], new byte[32]);
        scope.Table("jobs").Insert($"job {n}", "stress", "tester", $"run {n}", "queued", "2026-01-01T00:00:00.000Z", Cell.Nothing, Cell.Nothing, 0, 10, Cell.Nothing);
        scope.Table("alert_rules").Insert(n, 1, "active", "tester", "2026-01-01T00:00:00.000Z", "{}");
        scope.Table("alerts").Insert(n, n, 1, "firing", FirstDay, Cell.Nothing, 0.046, 0.045, 0.046, Cell.Nothing, Cell.Nothing, Cell.Nothing);
        scope.Table("alert_states").Insert(n, FirstDay, n, "{}");
        scope.Table("alert_changes").Insert(n, n, FirstDay, "2026-01-01T00:00:00.000Z", "tester", "fired", Cell.Nothing);
        scope.Table("alert_mails").Insert(n, n, "2026-01-01T00:00:00.000Z", "Watch", "VaR", "waiting", 0, "2026-01-01T00:00:00.000Z", Cell.Nothing, Cell.Nothing);
        if (n > 0)
        {
            scope.Table("jobs").Change([$"job {n - 1}"], ("state", "done"), ("blocks_done", 10)); // a row that moves from one day to the next
        }
    }

    private static void FillLending(WriteScope scope, int day, int n)
    {
        scope.Table("customers").Insert(n, "Ada Ümlaut", "north", "owner", 700, 730_000);
        scope.Table("employment").Insert(n, n, "", "nurse", "employed", 5_000_000L, 730_000, Cell.Nothing);
        scope.Table("applications").Insert(n, day, "personal", 1_000_000, 36, "funded", "[]", 950_000);
        scope.Table("loans").Insert(
            n, n, n, "personal", "north", "car", day, 36, 1_000_000, 950_000, 700, "on_time", 0, 1_000_000, Cell.Nothing);
        scope.Table("collateral").Insert(n, n, "car", 900_000, day);
        scope.Table("registered_customers").Insert((1L << 50) + n, "Ada Newcomer", $"ada{n}@customers.example", "Mock & Sons", "nurse", "Salaried", 500_000L, "tester", "2026-01-01T00:00:00.000Z");
        scope.Table("loan_marks").Insert(n, "tag", "review", "tester", "2026-01-01T00:00:00.000Z");
        for (var loan = 0; loan <= n; loan++)
        {
            scope.Table("repayments").Insert(loan, day, 1, "scheduled", 32_000, 24_000, 8_000, 0);
            scope.Table("delinquency_history").Insert(loan, day, "on_time", "grace_period", 1, 32_000);
        }
    }
}
