using System.Globalization;
using System.Text.Json;

namespace LoanTwin.Tests.Web.Experience;

/// <summary>
/// Figures of what a reader feels. Each is held against its bound, times the slack that a busy machine gets (LOANTWIN_SLACK, 3 by default, 1 for
/// evidence), and written as one JSON line into the file that LOANTWIN_REPORT names.
/// </summary>
internal static class ExperienceReport
{
    private static readonly Lock Gate = new();

    public static double Slack { get; } = Number("LOANTWIN_SLACK", 3);

    /// <summary>Loans of the measured book: 200,000 for evidence.</summary>
    public static int Loans { get; } = (int)Number("LOANTWIN_EXPERIENCE_LOANS", 20_000);

    /// <summary>Minutes of the long session.</summary>
    public static double Minutes { get; } = Number("LOANTWIN_EXPERIENCE_MINUTES", 1);

    /// <summary>A latency, which a busy machine stretches.</summary>
    public static void Latency(string figure, double value, double bound, string unit = "ms") => Note(figure, value, bound, unit, value <= bound * Slack);

    /// <summary>Memory, which few readers or a short session say less exactly: what all share weighs on each.</summary>
    public static void Memory(string figure, double value, double bound, string unit) => Note(figure, value, bound, unit, value <= bound * Slack);

    /// <summary>What does not depend on how busy the machine is.</summary>
    public static void Fixed(string figure, double value, double bound, string unit) => Note(figure, value, bound, unit, value <= bound);

    public static double Percentile(IEnumerable<double> values, double level)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Ceiling(level * sorted.Length) - 1];
    }

    private static void Note(string figure, double value, double bound, string unit, bool holds)
    {
        if (Environment.GetEnvironmentVariable("LOANTWIN_REPORT") is { Length: > 0 } file)
        {
            lock (Gate)
            {
                File.AppendAllText(file, JsonSerializer.Serialize(new { name = figure, value = Math.Round(value, 3), bound, unit, ok = value <= bound, loans = Loans }) + "\n");
            }
        }

        Assert.True(holds, string.Create(CultureInfo.InvariantCulture, $"{figure}: {value:0.###} {unit}, bound {bound} {unit}, slack {Slack}"));
    }

    private static double Number(string name, double usual)
        => double.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var given) ? given : usual;
}
