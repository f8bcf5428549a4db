using System.Text.Json;
using System.Text.Json.Serialization;
using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Alerts;

/// <summary>Rules, states, alerts and mails as a work of the writer reads and writes them. All of it runs inside that work.</summary>
internal sealed class AlertTables(WriteScope scope, DateTimeOffset now)
{
    private static readonly JsonSerializerOptions Words = new() { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private const string Rules = "alert_rules";
    private const string States = "alert_states";
    private const string Alerts = "alerts";
    private const string Changes = "alert_changes";
    private const string Mails = "alert_mails";

    /// <summary>The ready-made rules, once in the life of a house: a rule that was deleted does not come back.</summary>
    public void Furnish()
    {
        if (scope.Read("SELECT max(id) FROM alert_rules").WholeOrNothing() is not null)
        {
            return;
        }

        foreach (var rule in ReadyMadeRules.All)
        {
            Add(rule, Author.Program);
        }
    }

    public StoredRule Add(AlertRule rule, string author)
    {
        var id = (scope.Read("SELECT max(id) FROM alert_rules").WholeOrNothing() ?? 0) + 1;
        return Keep(rule with { Id = id }, 1, author, "create");
    }

    public IReadOnlyList<StoredRule> CurrentRules()
        => Statement.ReadAll(
            scope.Read("SELECT id, version, author, created_utc, body FROM alert_rules r WHERE state = 'active' AND version = (SELECT max(version) FROM alert_rules n WHERE n.id = r.id) ORDER BY id"),
            row => RuleOf(row.Whole(0), (int)row.Whole(1), row.Text(2), row.Text(3), row.Text(4))).OfType<StoredRule>().ToList();

    /// <summary>The next version of a rule. What it has open goes on when it still looks at the same, and is over otherwise.</summary>
    public Result<StoredRule> Change(long id, AlertRule rule, string author, int? version, int today)
    {
        if (Current(id) is not { } current)
        {
            return NoRule(id);
        }

        if (version is { } known && known != current.Version)
        {
            return Problem.Of(ProblemKind.Conflict, "version", $"{known}", $"{current.Version}, the version that stands");
        }

        if (!rule.IsEnabled || !rule.LooksAtTheSame(current.Rule))
        {
            Leave(id, today, author, rule.IsEnabled ? "the rule looks at something else now" : "the rule was switched off");
        }

        return Keep(rule with { Id = id }, current.Version + 1, author, "change");
    }

    public Result<StoredRule> Delete(long id, string author, int today)
    {
        if (Current(id) is not { } current)
        {
            return NoRule(id);
        }

        Leave(id, today, author, "the rule was deleted");
        Insert(current.Rule, current.Version + 1, author, "deleted");
        AuditTrail.Append(scope, now, author, "delete", $"alert-rules/{id}", BodyOf(current.Rule));
        return current;
    }

    public (AlertState State, long? Alert) StateOf(long rule)
        => Statement.ReadAll(
            scope.Read("SELECT alert_id, body FROM alert_states WHERE rule_id = ?1").BindAll(rule),
            row => (StateOf(row.Text(1)), row.IsNothing(0) ? (long?)null : row.Whole(0))).FirstOrDefault((AlertState.Start, null));

    public void Keep(long rule, AlertState state, long? alert) => scope.Table(States).Put(rule, state.Day, alert, JsonSerializer.Serialize(state, Words));

    /// <summary>The last value of a metric between two days.</summary>
    public double? LastValue(string metric, string scopeKey, int oldest, int newest)
        => Statement.ReadAll(
            scope.Read("SELECT value FROM metric_rows WHERE key = ?1 AND scope = ?2 AND day BETWEEN ?3 AND ?4 ORDER BY day DESC, commit_sequence DESC LIMIT 1").BindAll(metric, scopeKey, oldest, newest),
            row => row.IsNothing(0) ? (double?)null : row.Real(0)).FirstOrDefault();

    /// <summary>A new alert. Who has snoozed the last one of the rule has snoozed this one, too.</summary>
    public (long Id, bool IsSnoozed) Open(StoredRule rule, AlertState state)
    {
        var id = (scope.Read("SELECT max(id) FROM alerts").WholeOrNothing() ?? 0) + 1;
        var snoozed = scope.Read("SELECT max(snoozed_until) FROM alerts WHERE rule_id = ?1 AND snoozed_until >= ?2").BindAll(rule.Id, state.Day).WholeOrNothing();
        scope.Table(Alerts).Insert(
            id, rule.Id, rule.Version, AlertStatus.Firing.Key(), state.Day, Cell.Nothing, state.Value, state.Trigger, state.Peak, Cell.Nothing, snoozed, Cell.Nothing);
        Tell(id, state.Day, Author.Twin, "fired", null);
        return (id, snoozed is not null);
    }

    public void Follow(long alert, AlertState state)
        => scope.Table(Alerts).Change([alert], ("status", state.Status.Key()), ("value", state.Value), ("trigger_value", state.Trigger), ("peak", state.Peak));

    public void Resolve(long alert, int day, string author, string? why)
    {
        scope.Table(Alerts).Change([alert], ("status", AlertRow.Resolved), ("resolved_day", day));
        Tell(alert, day, author, AlertRow.Resolved, why);
    }

    public bool IsSnoozed(long alert, int day)
        => scope.Read("SELECT 1 FROM alerts WHERE id = ?1 AND snoozed_until >= ?2").BindAll(alert, day).WholeOrNothing() is not null;

    /// <summary>What people have done about an alert; nothing when there is none.</summary>
    public AlertHandling? HandlingOf(long alert)
        => Statement.ReadAll(
            scope.Read("SELECT resolved_day, acknowledged_by, snoozed_until, assigned_to FROM alerts WHERE id = ?1").BindAll(alert),
            row => new AlertHandling(
                row.IsNothing(0), row.IsNothing(1) ? null : row.Text(1), row.IsNothing(2) ? null : DateOnly.FromDayNumber((int)row.Whole(2)), row.IsNothing(3) ? null : row.Text(3))).FirstOrDefault();

    /// <summary>A deed of somebody about an alert: its new handling, a line of its timeline and one of the audit.</summary>
    public void Handle(long alert, AlertHandling handling, int day, string author, string kind, string? text)
    {
        scope.Table(Alerts).Change([alert], ("acknowledged_by", handling.AcknowledgedBy), ("snoozed_until", handling.SnoozedUntil?.DayNumber), ("assigned_to", handling.AssignedTo));
        Tell(alert, day, author, kind, text);
        AuditTrail.Append(scope, now, author, kind, $"alerts/{alert}", JsonSerializer.Serialize(new { text }));
    }

    public void Tell(long alert, int day, string author, string kind, string? text)
        => scope.Table(Changes).Insert((scope.Read("SELECT max(sequence) FROM alert_changes").WholeOrNothing() ?? 0) + 1, alert, day, Utc.Text(now), author, kind, text);

    public long Mail(long? alert, AlertLetter letter)
    {
        var id = (scope.Read("SELECT max(id) FROM alert_mails").WholeOrNothing() ?? 0) + 1;
        scope.Table(Mails).Insert(id, alert, Utc.Text(now), letter.Subject, letter.Body, AlertMail.Waiting, 0, Utc.Text(now), Cell.Nothing, Cell.Nothing);
        return id;
    }

    public void Settle(long mail, params ReadOnlySpan<(string Column, Cell Value)> changes) => scope.Table(Mails).Change([mail], changes);

    /// <summary>Mails that a killed program was sending.</summary>
    public IReadOnlyList<long> Unsettled() => Statement.ReadAll(scope.Read("SELECT id FROM alert_mails WHERE state = 'sending'"), row => row.Whole(0));

    public static StoredRule? RuleOf(long id, int version, string author, string created, string body)
        => JsonSerializer.Deserialize<AlertRuleDraft>(body)!.Check() is { IsSuccess: true } rule ? new(rule.Value with { Id = id }, version, author, created) : null;

    public static AlertState StateOf(string body) => JsonSerializer.Deserialize<AlertState>(body, Words)!;

    public static Problem NoRule(long id) => Problem.Of(ProblemKind.NotFound, "id", $"{id}", "the id of a rule");

    private static string BodyOf(AlertRule rule) => JsonSerializer.Serialize(AlertRuleDraft.Of(rule));

    private StoredRule? Current(long id) => CurrentRules().FirstOrDefault(rule => rule.Id == id);

    private StoredRule Keep(AlertRule rule, int version, string author, string deed)
    {
        Insert(rule, version, author, "active");
        AuditTrail.Append(scope, now, author, deed, $"alert-rules/{rule.Id}", BodyOf(rule));
        return new(rule, version, author, Utc.Text(now));
    }

    private void Insert(AlertRule rule, int version, string author, string state)
        => scope.Table(Rules).Insert(rule.Id, version, state, author, Utc.Text(now), BodyOf(rule));

    /// <summary>The rule begins afresh; what it had open is over.</summary>
    private void Leave(long rule, int today, string author, string why)
    {
        if (StateOf(rule).Alert is { } alert)
        {
            Resolve(alert, today, author, why);
        }

        scope.Table(States).Delete(rule);
    }
}
