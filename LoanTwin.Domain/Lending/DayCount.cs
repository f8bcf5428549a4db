using System.Globalization;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>How the days between two dates become a part of a year.</summary>
public enum DayCountConvention : byte
{
    Thirty360 = 0,
    Act365Fixed = 1,
    Act360 = 2,
    ActActIsda = 3,
}

/// <summary>A counted interval: its days, and the exact part of a year they make (numerator / denominator).</summary>
public readonly record struct YearFraction(int Days, long Numerator, long Denominator)
{
    public double Fraction => (double)Numerator / Denominator;
}

/// <summary>The four day counts of loan contracts, with the names they carry outside the code.</summary>
public static class DayCount
{
    private static readonly string[] Keys = ["30/360", "Act/365F", "Act/360", "Act/Act ISDA"];

    public static string Key(this DayCountConvention convention) => Keys[(int)convention];

    public static string AcceptedKeys => string.Join(", ", Keys);

    public static bool TryParse(string? key, out DayCountConvention convention)
    {
        var at = Array.IndexOf(Keys, key);
        convention = (DayCountConvention)Math.Max(at, 0);
        return at >= 0;
    }

    /// <summary>Days and part of a year from one date to a later one (or the same one).</summary>
    public static Result<YearFraction> Between(DayCountConvention convention, DateOnly from, DateOnly to)
        => to < from
            ? Problem.Of(ProblemKind.Invalid, "to", Text(to), $"not before from ({Text(from)})")
            : Count(convention, from, to);

    internal static YearFraction Count(DayCountConvention convention, DateOnly from, DateOnly to) => convention switch
    {
        DayCountConvention.Thirty360 => Over(Days30Us(from, to), 360),
        DayCountConvention.Act365Fixed => Over(ActualDays(from, to), 365),
        DayCountConvention.Act360 => Over(ActualDays(from, to), 360),
        DayCountConvention.ActActIsda => Isda(from, to),
        _ => throw new ArgumentOutOfRangeException(nameof(convention), convention, "not a day count"),
    };

    private static int ActualDays(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;

    private static YearFraction Over(int days, int yearDays) => new(days, days, yearDays);

    // 30/360 US (bond basis with the February rule), SIA Standard Securities Calculation Methods, as in QuantLib Thirty360::USA:
    // the last day of February counts as the 30th, a 31st at the end only counts as the 30th when the start is a 30th.
    private static int Days30Us(DateOnly from, DateOnly to)
    {
        var (startDay, endDay) = (from.Day, to.Day);
        if (IsLastOfFebruary(from))
        {
            endDay = IsLastOfFebruary(to) ? 30 : endDay;
            startDay = 30;
        }

        startDay = Math.Min(startDay, 30);
        if (endDay == 31 && startDay == 30)
        {
            endDay = 30;
        }

        return (360 * (to.Year - from.Year)) + (30 * (to.Month - from.Month)) + endDay - startDay;
    }

    private static bool IsLastOfFebruary(DateOnly day) => day.Month == 2 && day.Day == DateTime.DaysInMonth(day.Year, 2);

    // Act/Act ISDA (2006 definitions 4.16(b)): days that fall in a leap year over 366, the others over 365.
    private static YearFraction Isda(DateOnly from, DateOnly to)
    {
        long leapDays = 0;
        for (var year = from.Year; year <= to.Year; year++)
        {
            if (DateTime.IsLeapYear(year))
            {
                leapDays += DaysInside(year, from, to);
            }
        }

        var days = ActualDays(from, to);
        return new YearFraction(days, (leapDays * 365) + ((days - leapDays) * 366), 365 * 366);
    }

    private static int DaysInside(int year, DateOnly from, DateOnly to)
    {
        var firstDay = new DateOnly(year, 1, 1).DayNumber;
        return Math.Min(to.DayNumber, firstDay + 366) - Math.Max(from.DayNumber, firstDay);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
