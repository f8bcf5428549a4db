using System.Globalization;
using LoanTwin.Domain.Alerts;

namespace LoanTwin.Web.Alerts;

/// <summary>An alert as the API and the hub show it.</summary>
/// <param name="Trigger">The value of the metric from which the rule is triggered, on the last judged day.</param>
/// <param name="Peak">The worst value while it was open.</param>
internal sealed record AlertView(
    long Id, long Rule, int RuleVersion, string Name, string Severity, string State, string Metric, string Scope, double? Value, double? Trigger, double? Peak, DateOnly Fired, DateOnly? Resolved,
    string Owner, string? AcknowledgedBy, DateOnly? SnoozedUntil, string? AssignedTo, string Sentence, string[] Playbook)
{
    public static AlertView Of(AlertRow row)
    {
        var rule = row.Rule.Rule;
        return new(
            row.Id, row.Rule.Id, row.Rule.Version, rule.Name, rule.Severity.Key(), row.Status, rule.Metric.Key, rule.Scope, row.Value, row.Trigger, row.Peak, DateOnly.FromDayNumber(row.FiredDay),
            row.ResolvedDay is { } day ? DateOnly.FromDayNumber(day) : null, rule.Owner, row.AcknowledgedBy, row.Handling.SnoozedUntil, row.AssignedTo, rule.Sentence(), [.. rule.Playbook]);
    }
}

/// <summary>Rules by where they stand; <c>seen</c> are open alerts that somebody has acknowledged.</summary>
internal sealed record AlertCounts(int Normal, int Pending, int Firing, int Recovering, int NoData, int Error, int Seen)
{
    public static AlertCounts Of(AlertPicture picture) => new(
        picture.Count(AlertStatus.Normal), picture.Count(AlertStatus.Pending), picture.Count(AlertStatus.Firing), picture.Count(AlertStatus.Recovering), picture.Count(AlertStatus.NoData),
        picture.Count(AlertStatus.Error), picture.Open.Count(alert => alert.AcknowledgedBy is not null));
}

/// <summary>How a channel is: off, ok or error.</summary>
internal sealed record ChannelView(string Channel, string State, string? Problem, int Waiting);

internal sealed record AlertsView(DateOnly Day, AlertCounts Counts, ChannelView[] Channels, int Total, int Limit, int Offset, AlertView[] Alerts);

internal sealed record ChangeView(long Sequence, DateOnly Day, DateTimeOffset Utc, string Author, string Kind, string? Text)
{
    public static ChangeView Of(AlertChange change) => new(
        change.Sequence, DateOnly.FromDayNumber(change.Day), Time(change.Utc), change.Author, change.Kind, change.Text);

    public static DateTimeOffset Time(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

internal sealed record TimelineView(AlertView Alert, ChangeView[] Changes);

internal sealed record StateView(string State, DateOnly? Since, DateOnly? Day, double? Value, double? Trigger, string? Problem, long? Alert)
{
    public static StateView Of(AlertState state, AlertRow? open) => new(
        state.Status.Key(), DayOrNone(state.Since), DayOrNone(state.Day), state.Value, state.Trigger, state.Problem, open?.Id);

    private static DateOnly? DayOrNone(int day) => day > 0 ? DateOnly.FromDayNumber(day) : null;
}

internal sealed record PhraseView(string? Field, string Text);

internal sealed record RuleView(
    long Id, int Version, string Author, DateTimeOffset Changed, string Name, string Metric, string Scope, string Condition, double Level, int? OverDays, int ForDays, double Clear, int KeepFiringDays,
    string Severity, string Owner, string[] Channels, string[] Playbook, double? BreachLevel, bool Enabled, string Sentence, PhraseView[] Phrases, StateView State)
{
    public static RuleView Of(AlertStanding standing)
    {
        var rule = standing.Rule.Rule;
        var draft = AlertRuleDraft.Of(rule);
        return new(
            rule.Id, standing.Rule.Version, standing.Rule.Author, ChangeView.Time(standing.Rule.CreatedUtc), rule.Name, draft.Metric!, rule.Scope, draft.Condition!, rule.Level, draft.OverDays,
            rule.ForDays, rule.Clear, rule.KeepFiringDays, draft.Severity!, rule.Owner, [.. draft.Channels], [.. rule.Playbook], rule.BreachLevel, rule.IsEnabled, rule.Sentence(),
            [.. rule.Phrases().Select(phrase => new PhraseView(phrase.Field, phrase.Text))], StateView.Of(standing.State, standing.Open));
    }
}

internal sealed record RulesView(int Total, RuleView[] Rules);

internal sealed record EpisodeView(DateOnly From, DateOnly? To, double? Peak, DateOnly? Breach, bool Judged)
{
    public static EpisodeView Of(AlertEpisode episode) => new(
        DateOnly.FromDayNumber(episode.From), episode.To is { } to ? DateOnly.FromDayNumber(to) : null, episode.Peak, episode.BreachDay is { } day ? DateOnly.FromDayNumber(day) : null, episode.IsJudged);
}

/// <summary>What a rule would have done on the stored days.</summary>
/// <param name="Judged">Alerts of which it is known whether a breach followed; the rest fired too late to know.</param>
/// <param name="Interval">90 % Wilson interval of <paramref name="Precision"/>.</param>
/// <param name="Warns">The breach lies beyond the trigger; where it does not, precision says nothing.</param>
internal sealed record PreviewView(
    DateOnly From, DateOnly To, int Days, int FollowDays, double? BreachValue, bool Warns, int Fired, int Judged, int Followed, double? Precision, double[]? Interval, string Sentence, string Meaning, string Result,
    EpisodeView[] Episodes)
{
    public static PreviewView Of(AlertRule rule, AlertHistory history, int from, int to, int days)
    {
        var precision = history.Precision;
        return new(
            DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(to), days, history.FollowDays, history.BreachValue, history.IsWarning, history.Fired, history.Judged, history.Followed,
            Round(precision?.Value), precision is null ? null : [Math.Round(precision.Low, 8), Math.Round(precision.High, 8)], rule.Sentence(), MeaningOf(rule, history), ResultOf(history),
            [.. history.Episodes.Select(EpisodeView.Of)]);
    }

    private static string MeaningOf(AlertRule rule, AlertHistory history)
        => history.BreachValue is not { } breach
            ? "Nothing can follow: the metric has no limit and the rule names no breach level."
            : $"Followed: within {history.FollowDays} days, the day of firing among them, {AlertSentence.NameOf(rule.Metric)} was {(rule.Condition.IsUpward() ? "above" : "below")} "
                + $"{AlertSentence.Value(rule.Metric, breach)}{(rule.BreachLevel is null ? ", its bound of today" : ", the breach level of the rule")}."
                + (history.IsWarning ? "" : " The rule fires at the breach itself, so its precision says nothing.");

    private static string ResultOf(AlertHistory history)
    {
        var fired = history.Fired == 1 ? "Would have fired once" : $"Would have fired {history.Fired} times";
        return history.Precision is { } precision
            ? $"{fired}; {history.Followed} of {history.Judged} {(history.Judged == 1 ? "was" : "were")} followed by a breach ({Percent(precision.Value)} %, 90 % interval {Percent(precision.Low)}–{Percent(precision.High)})"
            : fired;
    }

    private static string Percent(double share) => Math.Round(share * 100).ToString(CultureInfo.InvariantCulture);

    private static double? Round(double? value) => value is { } known ? Math.Round(known, 8) : null;
}

internal sealed record DeliveryView(long Id, long? Alert, DateTimeOffset Created, string Subject, string State, int Tries, DateTimeOffset? Next, DateTimeOffset? Sent, string? Problem)
{
    public static DeliveryView Of(AlertMail mail) => new(
        mail.Id, mail.Alert, ChangeView.Time(mail.CreatedUtc), mail.Subject, mail.State, mail.Tries, mail.State == AlertMail.Waiting ? ChangeView.Time(mail.NextUtc) : null,
        mail.SentUtc is { } sent ? ChangeView.Time(sent) : null, mail.Problem);
}

internal sealed record DeliveriesView(DeliveryView[] Deliveries);
