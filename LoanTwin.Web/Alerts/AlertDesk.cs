using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Results;

namespace LoanTwin.Web.Alerts;

/// <summary>What people do about alerts and rules, over HTTP and on the pages alike: judged, written down with its author, and shown to everybody.</summary>
internal sealed class AlertDesk(AlertRecords records, AlertBoard board, MailSettings settings, MailBell bell)
{
    public async Task<Result<AlertStep>> DoAsync(long alert, AlertDeed deed, DateOnly day, string author, CancellationToken leaving)
    {
        AlertHandling? before = null;
        var done = await records.HandleAsync(alert, day.DayNumber, author, deed.Kind, deed.Text, handling => deed.Do(before = handling), leaving);
        return Shown(done).Then(after => Result<AlertStep>.Of(new(before!, after)));
    }

    public async Task<StoredRule> AddAsync(AlertRule rule, string author, CancellationToken leaving)
    {
        var stored = await records.AddAsync(rule, author, leaving);
        board.Refresh();
        return stored;
    }

    public async Task<Result<StoredRule>> ChangeAsync(long id, AlertRule rule, string author, int? version, DateOnly today, CancellationToken leaving)
        => Shown(await records.ChangeAsync(id, rule, author, version, today.DayNumber, leaving));

    public async Task<Result<StoredRule>> DeleteAsync(long id, string author, DateOnly today, CancellationToken leaving)
        => Shown(await records.DeleteAsync(id, author, today.DayNumber, leaving));

    public AlertStanding? StandingOf(long id) => board.Picture.Standings.FirstOrDefault(standing => standing.Rule.Id == id);

    /// <summary>A mail that only shows that mails arrive.</summary>
    public async Task<Result<AlertMail>> TestAsync(long id, string author, CancellationToken leaving)
    {
        if (StandingOf(id) is not { } standing)
        {
            return AlertTables.NoRule(id);
        }

        if (WhyNoMail(standing.Rule.Rule) is { } problem)
        {
            return problem;
        }

        var mail = await records.TestAsync(standing.Rule, author, leaving);
        bell.Ring();
        return records.FindMail(mail)!;
    }

    private Problem? WhyNoMail(AlertRule rule)
        => settings.Refusal is { } refusal ? refusal with { Kind = ProblemKind.NotApplicable }
            : !settings.IsOn ? Problem.Of(ProblemKind.NotApplicable, "Alerts:Smtp:Host", "nothing", "a mail server in the settings")
            : rule.Channels.Contains(AlertChannel.Email) ? null
            : Problem.Of(ProblemKind.NotApplicable, "channels", string.Join(", ", rule.Channels.Select(channel => channel.Key())), "a rule with the channel email");

    private Result<T> Shown<T>(Result<T> done)
    {
        if (done.IsSuccess)
        {
            board.Refresh();
        }

        return done;
    }
}
