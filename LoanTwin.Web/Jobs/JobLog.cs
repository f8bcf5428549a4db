namespace LoanTwin.Web.Jobs;

/// <summary>What the workers write to the log.</summary>
internal static partial class JobLog
{
    [LoggerMessage(1, LogLevel.Information, "{Kind}: job {Job} is done")]
    public static partial void Done(this ILogger log, string kind, string job);

    [LoggerMessage(2, LogLevel.Error, "job {Job} failed")]
    public static partial void Failed(this ILogger log, Exception failure, string job);

    [LoggerMessage(3, LogLevel.Warning, "a block could not be stored, trying again: {Reason}")]
    public static partial void NotStored(this ILogger log, string reason);

    [LoggerMessage(4, LogLevel.Information, "{Count} jobs go on where they stood")]
    public static partial void GoOn(this ILogger log, int count);

    [LoggerMessage(5, LogLevel.Warning, "open jobs could not be read, trying again: {Reason}")]
    public static partial void NotRead(this ILogger log, string reason);
}
