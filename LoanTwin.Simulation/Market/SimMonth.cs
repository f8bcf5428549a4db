namespace LoanTwin.Simulation.Market;

/// <summary>A calendar month as a number (twelve times the year plus the month from zero), and the due days inside it.</summary>
public static class SimMonth
{
    public static int Of(int day)
    {
        var date = DateOnly.FromDayNumber(day);
        return (date.Year * 12) + date.Month - 1;
    }

    public static int MonthOfYear(int month) => month % 12;

    public static int FirstDay(int month) => new DateOnly(month / 12, (month % 12) + 1, 1).DayNumber;

    public static int Days(int month) => DateTime.DaysInMonth(month / 12, (month % 12) + 1);

    public static int LastDay(int month) => FirstDay(month) + Days(month) - 1;

    /// <summary>The due day of a month: the anchor day, or the last day where the month is shorter.</summary>
    public static int DueDay(int month, int anchor) => FirstDay(month) + Math.Min(anchor, Days(month)) - 1;

    /// <summary>The latest due day that is not after the given day.</summary>
    public static int LastDueDay(int day, int anchor)
    {
        var month = Of(day);
        var due = DueDay(month, anchor);
        return due <= day ? due : DueDay(month - 1, anchor);
    }
}
