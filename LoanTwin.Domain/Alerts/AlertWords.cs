namespace LoanTwin.Domain.Alerts;

/// <summary>How much an alert matters; the later, the more.</summary>
public enum AlertSeverity
{
    Info,
    Watch,
    Breach,
    Critical,
}

/// <summary>What a rule looks for. The level is a value of the metric, a share of its limit or target, or a rise.</summary>
public enum AlertCondition
{
    Above,
    Below,
    AboveShareOfLimit,
    BelowShareOfLimit,
    BelowShareOfTarget,
    RisesBy,
}

/// <summary>Where notices of a rule go.</summary>
public enum AlertChannel
{
    Dashboard,
    Email,
}

/// <summary>Where a rule stands.</summary>
public enum AlertStatus
{
    Normal,

    /// <summary>The condition holds, not yet for long enough.</summary>
    Pending,

    Firing,

    /// <summary>Clear again, and kept open for some days, so that a figure that comes back is the same alert.</summary>
    Recovering,

    /// <summary>The figure has no value; what was open stays open.</summary>
    NoData,

    /// <summary>The rule cannot be judged, such as a share of a limit that is not set; what was open stays open.</summary>
    Error,
}

/// <summary>The spelling of the alerts' words outside the code.</summary>
public static class AlertWords
{
    public static IReadOnlyList<string> Severities { get; } = KeysOf<AlertSeverity>();

    public static IReadOnlyList<string> Conditions { get; } = KeysOf<AlertCondition>();

    public static IReadOnlyList<string> Channels { get; } = KeysOf<AlertChannel>();

    public static string Key<T>(this T word) where T : struct, Enum => $"{char.ToLowerInvariant($"{word}"[0])}{$"{word}"[1..]}";

    public static T? Parse<T>(string? key) where T : struct, Enum
    {
        foreach (var word in Enum.GetValues<T>())
        {
            if (word.Key() == key)
            {
                return word;
            }
        }

        return null;
    }

    /// <summary>Whether a rule of this condition fires when its figure goes up.</summary>
    public static bool IsUpward(this AlertCondition condition)
        => condition is AlertCondition.Above or AlertCondition.AboveShareOfLimit or AlertCondition.RisesBy;

    private static string[] KeysOf<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(word => word.Key())];
}
