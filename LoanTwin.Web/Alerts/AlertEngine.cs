using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Alerts;

/// <summary>
/// Judges every rule on a lived day, inside the transaction of the day: the day is stored with its alerts or not at all. It remembers nothing
/// itself, so a day that is tried again is judged from what is stored.
/// </summary>
internal sealed class AlertEngine(AlertBoard board, MailSettings mail, MailBell bell, TimeProvider time, ILogger<AlertEngine> log) : IDayWitness
{
    public void Write(WriteScope scope, LivedFigures figures)
    {
        var tables = new AlertTables(scope, time.GetUtcNow());
        tables.Furnish();
        foreach (var rule in tables.CurrentRules().Where(rule => rule.Rule.IsEnabled))
        {
            Judge(tables, rule, figures);
        }
    }

    public void Note(int day)
    {
        try
        {
            board.Refresh();
            bell.Ring();
        }
        catch (Exception failure) when (failure is StorageException or SqliteException)
        {
            log.NotShown(failure.Message); // the day is stored; the next one shows it
        }
    }

    private void Judge(AlertTables tables, StoredRule rule, LivedFigures figures)
    {
        var (before, alert) = tables.StateOf(rule.Id);
        var earlier = AlertHistory.EarlierThan(rule.Rule, figures.Day, (oldest, newest) => tables.LastValue(rule.Rule.Metric.Key, rule.Rule.Scope, oldest, newest));
        var (state, notice) = before.Step(rule.Rule, figures.Day, Read(rule.Rule, figures, earlier));
        if (notice is { Kind: NoticeKind.Fired })
        {
            (alert, var isSnoozed) = tables.Open(rule, state);
            Post(tables, rule, notice, state, alert.Value, isSnoozed);
        }
        else if (alert is { } open)
        {
            Continue(tables, rule, before, state, notice, open);
        }

        tables.Keep(rule.Id, state, state.IsOpen ? alert : null);
    }

    private void Continue(AlertTables tables, StoredRule rule, AlertState before, AlertState state, AlertNotice? notice, long alert)
    {
        if (notice is not null)
        {
            tables.Follow(alert, state with { Status = before.Status, Peak = notice.Peak });
            tables.Resolve(alert, state.Day, Author.Twin, null);
            Post(tables, rule, notice, state, alert, tables.IsSnoozed(alert, state.Day));
            return;
        }

        tables.Follow(alert, state);
        if (state.Status != before.Status)
        {
            tables.Tell(alert, state.Day, Author.Twin, state.Status.Key(), state.Problem);
        }
    }

    private void Post(AlertTables tables, StoredRule rule, AlertNotice notice, AlertState state, long alert, bool isSnoozed)
    {
        if (mail.IsOn && !isSnoozed && rule.Rule.Channels.Contains(AlertChannel.Email))
        {
            tables.Mail(alert, AlertLetter.Of(rule, notice, state.Trigger, alert));
        }
    }

    private static AlertReading Read(AlertRule rule, LivedFigures figures, double? earlier)
    {
        var values = figures.Metrics.FirstOrDefault(scope => scope.Scope == rule.Scope).Values;
        var value = values.IsDefault ? null : values.FirstOrDefault(value => value.Metric.Key == rule.Metric.Key);
        return value is null ? AlertReading.Failed("the figure is not worked out for this scope") : rule.Read(value.Value, new MetricBounds(value.Target, value.Limit), earlier);
    }
}
