namespace LoanTwin.Web.Overview;

/// <summary>The twin's own date. It moves when it is stepped, never with the clock on the wall.</summary>
internal sealed record SimulatedCalendar
{
    /// <summary>A run ends 30 years after its start day (architecture: Storage).</summary>
    public const int LongestRunYears = 30;

    private SimulatedCalendar(DateOnly startDay, DateOnly day) => (StartDay, Day) = (startDay, day);

    public DateOnly StartDay { get; }
    public DateOnly Day { get; }
    public DateOnly LastDay => StartDay.AddYears(LongestRunYears);
    public int DaysSinceStart => Day.DayNumber - StartDay.DayNumber;
    public bool HasEnded => Day == LastDay;

    public static SimulatedCalendar From(DateOnly startDay) => new(startDay, startDay);

    public SimulatedCalendar NextDay() => At(Day.AddDays(1));

    /// <summary>The same day of the next month, or that month's last day where the month is shorter.</summary>
    public SimulatedCalendar NextMonth() => At(Day.AddMonths(1));

    private SimulatedCalendar At(DateOnly day) => new(StartDay, day < LastDay ? day : LastDay);
}
