namespace LoanTwin.Web.Twin;

/// <summary>How fast simulated days go by, as an upper limit: a day is never faster than it can be stored.</summary>
internal enum Pace
{
    Paused,
    Slow,
    Live,
    Fast,
    Fastest,
}

internal static class Paces
{
    public static double DaysPerSecond(this Pace pace) => pace switch
    {
        Pace.Paused => 0,
        Pace.Slow => .1,
        Pace.Live => 1,
        Pace.Fast => 5,
        _ => 30,
    };

    public static string Key(this Pace pace) => pace.ToString().ToLowerInvariant();

    public static bool TryParse(string? word, out Pace pace)
        => Enum.TryParse(word, ignoreCase: true, out pace) && Enum.IsDefined(pace) && !char.IsAsciiDigit(word![0]);

    public static string Known => string.Join(", ", Enum.GetValues<Pace>().Select(Key));
}
