using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Overview;

/// <summary>Steps the simulated day by hand; each viewer has a calendar of their own.</summary>
public partial class SimulatedCalendarPanel
{
    private SimulatedCalendar _calendar = null!; // set before the first draw

    [Inject] private SimulatedCalendar Opening { get; set; } = null!;

    // A button that cannot answer yet must not look as if it could: before the circuit stands, and after the last day.
    private bool IsFixed => !RendererInfo.IsInteractive || _calendar.HasEnded;

    private string Since => _calendar switch
    {
        { HasEnded: true } => $"last day: a run ends {SimulatedCalendar.LongestRunYears} years after its start",
        { DaysSinceStart: 0 } => "the start day",
        { DaysSinceStart: 1 } => "1 day after the start",
        var c => $"{c.DaysSinceStart.ToString("N0", CultureInfo.InvariantCulture)} days after the start",
    };

    protected override void OnInitialized() => StartAgain();

    private void NextDay() => _calendar = _calendar.NextDay();

    private void NextMonth() => _calendar = _calendar.NextMonth();

    private void StartAgain() => _calendar = Opening;

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
