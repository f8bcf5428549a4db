using LoanTwin.Domain.Economy;

namespace LoanTwin.Web.Stress;

/// <summary>Quarters of an answer are counted from the one its day lies in; this is the calendar's name of them.</summary>
internal static class CountedQuarter
{
    public static Quarter Of(DateOnly day, int number) => Quarter.Of(day.Year, ((day.Month - 1) / 3) + number);
}
