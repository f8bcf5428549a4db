namespace LoanTwin.Web.Alerts;

/// <summary>What alerts and their mails write to the log.</summary>
internal static partial class AlertLog
{
    [LoggerMessage(1, LogLevel.Warning, "the alerts of a day could not be shown: {Reason}")]
    public static partial void NotShown(this ILogger log, string reason);

    [LoggerMessage(2, LogLevel.Warning, "mail {Mail} was not sent (try {Tries}): {Reason}")]
    public static partial void NotSent(this ILogger log, long mail, int tries, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{Count} mails were being sent when the program ended; they are not sent again")]
    public static partial void Uncertain(this ILogger log, int count);

    [LoggerMessage(4, LogLevel.Warning, "mails could not be read or settled, trying again: {Reason}")]
    public static partial void NotSettled(this ILogger log, string reason);

    [LoggerMessage(5, LogLevel.Error, "no mails are sent, the settings are refused: {Refusal}")]
    public static partial void MailRefused(this ILogger log, string refusal);
}
