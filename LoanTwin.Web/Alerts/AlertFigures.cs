using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Design;
using Reading = LoanTwin.Web.Design.Reading;

namespace LoanTwin.Web.Alerts;

/// <summary>Alerts in the words of the pages.</summary>
internal static class AlertFigures
{
    private static readonly string[] Small = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];

    public static RiskState StateOf(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Info => RiskState.Info,
        AlertSeverity.Watch => RiskState.Watch,
        AlertSeverity.Breach => RiskState.Breach,
        _ => RiskState.Critical,
    };

    public static Reading Of(AlertRow alert, double? value) => Of(alert.Rule.Rule.Metric, value);

    public static Reading Of(Metric metric, double? value) => FigureText.Of(metric.Unit, value);

    /// <summary>What the page begins with.</summary>
    public static string Lead(IReadOnlyList<AlertRow> open, IReadOnlyList<AlertRow> asking)
    {
        if (asking.Count == 0)
        {
            return open.Count == 0 ? "No alert is open." : $"No alert asks for a person; {Words(open.Count)} {(open.Count == 1 ? "is" : "are")} looked after.";
        }

        var oldest = Day(asking.Min(alert => alert.FiredDay));
        return asking.Count == 1 ? $"One alert asks for a person, since {oldest}." : $"{Number(asking.Count)} alerts ask for a person; the oldest since {oldest}.";
    }

    /// <summary>The state of an alert as people say it: an acknowledged one is seen.</summary>
    public static string Status(AlertRow alert, DateOnly day)
        => alert.ResolvedDay is not null ? "Ended"
            : alert.AcknowledgedBy is not null ? $"Seen, {Word(alert.Status)}"
            : alert.SnoozedUntil is { } until && until >= day.DayNumber ? $"Snoozed until {Day(until)}"
            : $"{char.ToUpperInvariant(alert.Status[0])}{Word(alert.Status)[1..]}";

    public static string Word(string status) => status switch
    {
        "noData" => "no data",
        _ => status,
    };

    public static string Days(int days) => $"{days}\u00A0d";

    public static string Day(int day) => FigureText.Day(DateOnly.FromDayNumber(day));

    private static string Number(int count) => count < Small.Length ? Small[count] : $"{count}";

    private static string Words(int count) => Number(count).ToLowerInvariant();
}
