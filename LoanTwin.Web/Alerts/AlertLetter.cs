using System.Text;
using LoanTwin.Domain.Alerts;

namespace LoanTwin.Web.Alerts;

/// <summary>A notice as a mail says it: plain text, no link that needs a network.</summary>
internal sealed record AlertLetter(string Subject, string Body)
{
    public static AlertLetter Of(StoredRule rule, AlertNotice notice, double? trigger, long alert)
    {
        var isFired = notice.Kind is NoticeKind.Fired;
        var text = new StringBuilder()
            .AppendLine(rule.Rule.Sentence()).AppendLine()
            .AppendLine($"Alert: {alert}, rule {rule.Id} version {rule.Version}")
            .AppendLine($"Day: {Day(notice.Day)}{(isFired ? "" : $", fired on {Day(notice.FiredDay)}")}")
            .AppendLine($"Value: {Figure(rule, notice.Value)}{(trigger is null ? "" : $", trigger {Figure(rule, trigger)}")}");
        if (isFired)
        {
            AppendPlaybook(text, rule);
        }
        else
        {
            text.AppendLine($"Worst: {Figure(rule, notice.Peak)}");
        }

        return new(isFired ? $"{rule.Rule.Severity}: {rule.Rule.Name}" : $"Over: {rule.Rule.Name}", text.ToString());
    }

    /// <summary>A mail that only shows that mails arrive.</summary>
    public static AlertLetter Test(StoredRule rule)
        => new($"Test: {rule.Rule.Name}", new StringBuilder().AppendLine("This is a test. Nothing has happened.").AppendLine().AppendLine(rule.Rule.Sentence()).ToString());

    private static void AppendPlaybook(StringBuilder text, StoredRule rule)
    {
        if (rule.Rule.Playbook.IsEmpty)
        {
            return;
        }

        text.AppendLine().AppendLine("What to do:");
        foreach (var step in rule.Rule.Playbook)
        {
            text.AppendLine($"- {step}");
        }
    }

    private static string Figure(StoredRule rule, double? value) => value is { } known ? AlertSentence.Value(rule.Rule.Metric, known) : "none";

    private static string Day(int day) => $"{DateOnly.FromDayNumber(day):O}";
}
