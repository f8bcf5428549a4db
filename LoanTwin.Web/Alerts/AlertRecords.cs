using System.Globalization;
using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Alerts;

/// <summary>Rules, alerts and mails for everybody outside of the writer: questions through readers, deeds as works of the writer.</summary>
internal sealed class AlertRecords(Store store, TimeProvider time)
{
    private const string AlertColumns =
        "a.id, a.rule_id, a.rule_version, r.author, r.created_utc, r.body, a.status, a.fired_day, a.resolved_day, a.value, a.trigger_value, a.peak, a.acknowledged_by, a.snoozed_until, a.assigned_to";

    private const string AlertTable = "alerts a JOIN alert_rules r ON r.id = a.rule_id AND r.version = a.rule_version";

    private const string MailColumns = "id, alert_id, created_utc, subject, body, state, tries, next_utc, sent_utc, problem";

    public Task FurnishAsync(CancellationToken leaving) => store.Writer.WriteAsync(scope => Tables(scope).Furnish(), leaving);

    public Task<StoredRule> AddAsync(AlertRule rule, string author, CancellationToken leaving) => store.Writer.WriteAsync(scope => Tables(scope).Add(rule, author), leaving);

    public Task<Result<StoredRule>> ChangeAsync(long id, AlertRule rule, string author, int? version, int today, CancellationToken leaving)
        => store.Writer.WriteAsync(scope => Tables(scope).Change(id, rule, author, version, today), leaving);

    public Task<Result<StoredRule>> DeleteAsync(long id, string author, int today, CancellationToken leaving)
        => store.Writer.WriteAsync(scope => Tables(scope).Delete(id, author, today), leaving);

    /// <summary>A deed about an alert, judged inside the writer: of two who acknowledge at once one is second.</summary>
    public Task<Result<AlertHandling>> HandleAsync(long alert, int day, string author, string kind, string? text, Func<AlertHandling, Result<AlertHandling>> deed, CancellationToken leaving)
        => store.Writer.WriteAsync(
            scope =>
            {
                var tables = Tables(scope);
                if (tables.HandlingOf(alert) is not { } handling)
                {
                    return NoAlert(alert);
                }

                var done = deed(handling);
                if (done.IsSuccess)
                {
                    tables.Handle(alert, done.Value, day, author, kind, text);
                }

                return done;
            },
            leaving);

    public Task<long> TestAsync(StoredRule rule, string author, CancellationToken leaving)
        => store.Writer.WriteAsync(
            scope =>
            {
                AuditTrail.Append(scope, time.GetUtcNow(), author, "test", $"alert-rules/{rule.Id}", "{}");
                return Tables(scope).Mail(null, AlertLetter.Test(rule));
            },
            leaving);

    public IReadOnlyList<StoredRule> Rules()
        => Read(
            "SELECT id, version, author, created_utc, body FROM alert_rules r WHERE state = 'active' AND version = (SELECT max(version) FROM alert_rules n WHERE n.id = r.id) ORDER BY id",
            row => AlertTables.RuleOf(row.GetInt64(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4))).OfType<StoredRule>().ToList();

    public IReadOnlyDictionary<long, AlertState> States()
        => Read("SELECT rule_id, body FROM alert_states", row => (row.GetInt64(0), AlertTables.StateOf(row.GetString(1)))).ToDictionary(row => row.Item1, row => row.Item2);

    public IReadOnlyList<AlertRow> OpenAlerts() => Read($"SELECT {AlertColumns} FROM {AlertTable} WHERE a.resolved_day IS NULL ORDER BY a.id DESC", AlertOf);

    public AlertRow? Find(long alert) => Read($"SELECT {AlertColumns} FROM {AlertTable} WHERE a.id = $id", AlertOf, ("$id", alert)).FirstOrDefault();

    /// <summary>Alerts, the newest first. States are those of the tables, or <c>open</c>.</summary>
    public (int Total, IReadOnlyList<AlertRow> Alerts) List(string? state, string? severity, int limit, int offset)
    {
        const string filter =
            "($state IS NULL OR ($state = 'open' AND a.resolved_day IS NULL) OR a.status = $state) AND ($severity IS NULL OR json_extract(r.body, '$.Severity') = $severity)";
        (string, object?)[] values = [("$state", state), ("$severity", severity)];
        var total = Read($"SELECT count(*) FROM {AlertTable} WHERE {filter}", row => row.GetInt32(0), values)[0];
        return (total, Read($"SELECT {AlertColumns} FROM {AlertTable} WHERE {filter} ORDER BY a.id DESC LIMIT {limit} OFFSET {offset}", AlertOf, values));
    }

    public IReadOnlyList<AlertChange> Timeline(long alert)
        => Read("SELECT sequence, alert_id, day, utc, author, kind, text FROM alert_changes WHERE alert_id = $id ORDER BY sequence", ChangeOf, ("$id", alert));

    public IReadOnlyList<AlertChange> ChangesAfter(long sequence)
        => Read("SELECT sequence, alert_id, day, utc, author, kind, text FROM alert_changes WHERE sequence > $sequence ORDER BY sequence", ChangeOf, ("$sequence", sequence));

    public long LastChange() => Read("SELECT coalesce(max(sequence), 0) FROM alert_changes", row => row.GetInt64(0))[0];

    /// <summary>Every stored day of a metric, also those without a value; of rows that say the same twice, the latest.</summary>
    public IReadOnlyList<DayValue> Days(string metric, string scope, int from, int to)
        => Read(
            "SELECT day, value, max(commit_sequence) FROM metric_rows WHERE key = $key AND scope = $scope AND day BETWEEN $from AND $to GROUP BY day ORDER BY day",
            row => new DayValue(row.GetInt32(0), row.IsDBNull(1) ? null : row.GetDouble(1)),
            ("$key", metric), ("$scope", scope), ("$from", from), ("$to", to));

    public IReadOnlyList<AlertMail> Mails(int limit) => Read($"SELECT {MailColumns} FROM alert_mails ORDER BY id DESC LIMIT {limit}", MailOf);

    public AlertMail? FindMail(long mail) => Read($"SELECT {MailColumns} FROM alert_mails WHERE id = $id", MailOf, ("$id", mail)).FirstOrDefault();

    public IReadOnlyList<AlertMail> DueMails(DateTimeOffset now, int limit)
        => Read($"SELECT {MailColumns} FROM alert_mails WHERE state = 'waiting' AND next_utc <= $now ORDER BY id LIMIT {limit}", MailOf, ("$now", Utc.Text(now)));

    public int CountWaitingMails() => Read("SELECT count(*) FROM alert_mails WHERE state IN ('waiting', 'sending')", row => row.GetInt32(0))[0];

    /// <summary>What the last mail that was tried died of; nothing when it was sent.</summary>
    public string? LastMailProblem()
        => Read("SELECT problem FROM alert_mails WHERE tries > 0 AND state IN ('waiting', 'sent', 'failed', 'uncertain') ORDER BY coalesce(sent_utc, next_utc) DESC, id DESC LIMIT 1", row => row.IsDBNull(0) ? null : row.GetString(0)).FirstOrDefault();

    /// <summary>Written before the server is asked.</summary>
    public Task ClaimAsync(AlertMail mail) => store.Writer.WriteAsync(scope => Tables(scope).Settle(mail.Id, ("state", AlertMail.Sending), ("tries", mail.Tries + 1)));

    public Task SettleSentAsync(long mail)
        => store.Writer.WriteAsync(scope => Tables(scope).Settle(mail, ("state", AlertMail.Sent), ("sent_utc", Utc.Text(time.GetUtcNow())), ("problem", Cell.Nothing)));

    public Task SettleFailedAsync(long mail, DateTimeOffset? next, string problem)
        => store.Writer.WriteAsync(scope => Tables(scope).Settle(
            mail, ("state", next is null ? AlertMail.Failed : AlertMail.Waiting), ("next_utc", Utc.Text(next ?? time.GetUtcNow())), ("problem", problem)));

    /// <summary>Mails that were being sent when the program ended. How many.</summary>
    public Task<int> GiveUpUnsettledAsync()
        => store.Writer.WriteAsync(scope =>
        {
            var tables = Tables(scope);
            var unsettled = tables.Unsettled();
            foreach (var mail in unsettled)
            {
                tables.Settle(mail, ("state", AlertMail.Uncertain), ("problem", "the program ended while the server was asked"));
            }

            return unsettled.Count;
        });

    public static Problem NoAlert(long alert) => Problem.Of(ProblemKind.NotFound, "id", alert.ToString(CultureInfo.InvariantCulture), "the id of an alert");

    private AlertTables Tables(WriteScope scope) => new(scope, time.GetUtcNow());

    private static AlertRow AlertOf(SqliteDataReader row) => new(
        row.GetInt64(0), AlertTables.RuleOf(row.GetInt64(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetString(5))!, row.GetString(6), row.GetInt32(7), Day(row, 8),
        Real(row, 9), Real(row, 10), Real(row, 11), Text(row, 12), Day(row, 13), Text(row, 14));

    private static AlertChange ChangeOf(SqliteDataReader row)
        => new(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetString(5), Text(row, 6));

    private static AlertMail MailOf(SqliteDataReader row) => new(
        row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt32(6), row.GetString(7), Text(row, 8), Text(row, 9));

    private static int? Day(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    private static double? Real(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> of, params IEnumerable<(string Name, object? Value)> values)
    {
        using var reader = store.Database.OpenReader();
        return reader.Read(sql, of, values);
    }
}
