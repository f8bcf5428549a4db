namespace LoanTwin.Domain.Lending;

/// <summary>When instalments fall due: once a month on the anchor day, or on the last day of a month that is too short for it.</summary>
public static class DueDates
{
    /// <summary>The due day of instalment n (1, 2, ...), in the n-th month after the month of disbursement.</summary>
    public static DateOnly Of(DateOnly disbursed, int anchorDay, int instalment)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(anchorDay, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(anchorDay, 31);

        return InMonth(disbursed, instalment, anchorDay);
    }

    /// <summary>The anchor day, or the month's last day, of the month that lies so many months after (or before) the given day's month.</summary>
    internal static DateOnly InMonth(DateOnly day, int monthsLater, int anchorDay)
    {
        var month = (day.Year * 12) + day.Month - 1 + monthsLater;
        var (year, monthOfYear) = (month / 12, (month % 12) + 1);
        return new DateOnly(year, monthOfYear, Math.Min(anchorDay, DateTime.DaysInMonth(year, monthOfYear)));
    }
}
