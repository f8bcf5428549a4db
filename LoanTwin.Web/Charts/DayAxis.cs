using System.Globalization;

namespace LoanTwin.Web.Charts;

/// <summary>Marks on round days: firsts of months over long spans, every so many days over short ones. At most nine.</summary>
internal static class DayAxis
{
    private const int MostTicks = 9;
    private const int DaysOfMonths = 80;
    private static readonly int[] MonthSteps = [1, 2, 3, 6, 12, 24, 36, 60, 120];
    private static readonly int[] DaySteps = [1, 2, 7, 14];

    public static IReadOnlyList<AxisTick> Ticks(DayRange range)
    {
        var span = range.To.DayNumber - range.From.DayNumber;
        return span > DaysOfMonths ? Named(Months(range), OfMonth) : Named(Days(range, span), OfDay);
    }

    private static IEnumerable<DateOnly> Months(DayRange range)
    {
        var first = range.From.Day == 1 ? range.From : new DateOnly(range.From.Year, range.From.Month, 1).AddMonths(1);
        var months = ((range.To.Year - first.Year) * 12) + range.To.Month - first.Month;
        var step = MonthSteps.First(step => (months / step) + 1 <= MostTicks || step == MonthSteps[^1]);
        for (var index = 0; index <= months; index += step)
        {
            yield return first.AddMonths(index);
        }
    }

    private static IEnumerable<DateOnly> Days(DayRange range, int span)
    {
        var step = DaySteps.First(step => (span / step) + 1 <= MostTicks || step == DaySteps[^1]);
        for (var day = range.From; day <= range.To; day = day.AddDays(step))
        {
            yield return day;
        }
    }

    /// <summary>The first mark says the larger unit, and every later one where it changes.</summary>
    private static List<AxisTick> Named(IEnumerable<DateOnly> days, Func<DateOnly, DateOnly?, string> name)
    {
        DateOnly? before = null;
        var ticks = new List<AxisTick>();
        foreach (var day in days)
        {
            ticks.Add(new(day.DayNumber, name(day, before)));
            before = day;
        }

        return ticks;
    }

    private static string OfMonth(DateOnly day, DateOnly? before)
        => day.ToString(before?.Year == day.Year ? "MMM" : "MMM yy", CultureInfo.InvariantCulture);

    private static string OfDay(DateOnly day, DateOnly? before)
        => day.ToString(before is null || before.Value.Month != day.Month ? "d MMM" : "%d", CultureInfo.InvariantCulture);
}
