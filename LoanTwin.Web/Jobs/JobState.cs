namespace LoanTwin.Web.Jobs;

/// <summary>Where a job stands. The last four are ends.</summary>
internal enum JobState
{
    Queued,
    Running,
    Done,
    Failed,
    Cancelled,

    /// <summary>What it was asked about can no longer be made again.</summary>
    Interrupted,
}

internal static class JobStates
{
    public static IReadOnlyList<string> Keys { get; } = [.. Enum.GetValues<JobState>().Select(Key)];

    public static string Key(this JobState state) => state.ToString().ToLowerInvariant();

    public static bool IsOver(this JobState state) => state >= JobState.Done;

    public static JobState Of(string key) => Enum.Parse<JobState>(key, ignoreCase: true);
}
