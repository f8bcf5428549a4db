namespace LoanTwin.Web.Twin;

/// <summary>What the twin writes to the log.</summary>
internal static partial class TwinLog
{
    [LoggerMessage(1, LogLevel.Information, "founding: {Day} of {Days} days lived, up to {Date}")]
    public static partial void Founding(this ILogger log, int day, int days, string date);

    [LoggerMessage(2, LogLevel.Information, "the twin is open on {Date} after {Seconds} s")]
    public static partial void Opened(this ILogger log, string date, double seconds);

    [LoggerMessage(3, LogLevel.Information, "the twin has stopped after its last committed day")]
    public static partial void Stopped(this ILogger log);

    [LoggerMessage(4, LogLevel.Warning, "the day could not be stored, trying again: {Reason}")]
    public static partial void NotStored(this ILogger log, string reason);

    [LoggerMessage(6, LogLevel.Critical, "the stored twin could not be opened again; it waits for a person")]
    public static partial void NotReopened(this ILogger log, Exception failure);

    [LoggerMessage(5, LogLevel.Error, "a day failed ({Failures} of {MostFailures} in a row) and is undone")]
    public static partial void DayFailed(this ILogger log, Exception failure, int failures, int mostFailures);

    [LoggerMessage(7, LogLevel.Warning, "{Warning}")]
    public static partial void SpaceLow(this ILogger log, string warning);

    [LoggerMessage(8, LogLevel.Information, "days are stored again")]
    public static partial void StoredAgain(this ILogger log);

    [LoggerMessage(6, LogLevel.Warning, "{Address} could not be answered: {Reason}")]
    public static partial void NotAnswered(this ILogger log, string address, string reason);

    [LoggerMessage(9, LogLevel.Error, "the event {Sequence} makes the day fail; it is set aside")]
    public static partial void Poisoned(this ILogger log, Exception reason, long sequence);
}
