namespace LoanTwin.Domain.Lending;

/// <summary>Counts whole unit-periods and the odd fraction between two dates, by the rules of 12 CFR 1026 Appendix J (b)(3) and (b)(5).</summary>
public static class UnitPeriodCount
{
    /// <summary>Whole unit-periods t and fraction f from the beginning of the term to a later date. Months are measured back from the later date.</summary>
    /// <param name="unit">The unit-period of the transaction.</param>
    /// <param name="start">The beginning of the term.</param>
    /// <param name="date">The day of an advance or a payment.</param>
    /// <param name="anchorDay">The day of the month the date's series is scheduled for: 31 when payments fall on each month's last day.</param>
    public static (int Whole, double Fraction) Between(UnitPeriod unit, DateOnly start, DateOnly date, int anchorDay) => unit.Kind switch
    {
        // (b)(5)(iv): the days between the dates, divided by the days of a unit-period.
        UnitPeriodKind.Day => (date.DayNumber - start.DayNumber, 0),
        UnitPeriodKind.Week => Split(date.DayNumber - start.DayNumber, 7 * unit.Count),

        // (b)(5)(ii): full months back from the later date; each day left over is a thirtieth, so 30 days before a 31-day month make f = 1.
        UnitPeriodKind.Month when unit.Count == 1 => Months(start, date, anchorDay),

        // (b)(5)(iii): 30 times the full months back, plus the days left over, divided by 15 or by 30 times the months of a unit-period.
        UnitPeriodKind.Month => Split(Days30(start, date, anchorDay), 30 * unit.Count),
        UnitPeriodKind.SemiMonth => Split(Days30(start, date, anchorDay), 15),
        UnitPeriodKind.Year => Years(start, date, anchorDay),
        _ => (date == start ? 0 : 1, 0),
    };

    /// <summary>Full months that fit between the dates, counted back from the later one, and the days left over at the front.</summary>
    internal static (int Months, int Days) MonthsBack(DateOnly start, DateOnly date, int anchorDay)
    {
        var months = (12 * (date.Year - start.Year)) + date.Month - start.Month;
        if (months > 0 && DueDates.InMonth(date, -months, anchorDay) < start)
        {
            months--;
        }

        var begins = months == 0 ? date : DueDates.InMonth(date, -months, anchorDay);
        return (months, begins.DayNumber - start.DayNumber);
    }

    private static (int Whole, double Fraction) Months(DateOnly start, DateOnly date, int anchorDay)
    {
        var (months, days) = MonthsBack(start, date, anchorDay);
        return (months, days / 30.0);
    }

    private static int Days30(DateOnly start, DateOnly date, int anchorDay)
    {
        var (months, days) = MonthsBack(start, date, anchorDay);
        return (30 * months) + days;
    }

    // (b)(5)(v): full years back; what is left is whole months over 12, or else days over 365.
    private static (int Whole, double Fraction) Years(DateOnly start, DateOnly date, int anchorDay)
    {
        var (months, days) = MonthsBack(start, date, anchorDay);
        var years = months / 12;
        if (days == 0)
        {
            return (years, months % 12 / 12.0);
        }

        var begins = years == 0 ? date : DueDates.InMonth(date, -12 * years, anchorDay);
        return (years, (begins.DayNumber - start.DayNumber) / 365.0);
    }

    private static (int Whole, double Fraction) Split(int days, int perUnit) => (days / perUnit, days % perUnit / (double)perUnit);
}
