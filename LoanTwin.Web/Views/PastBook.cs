using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Views;

/// <summary>
/// The book as it stood on a past day: the kept state of a month end before it, lived forward with what was told to the twin on those days. The
/// same kernel and the same events give the same book, to the last bit.
/// </summary>
internal sealed class PastBook(TwinRecords records, MarkBoard marks)
{
    /// <summary>No day lies further from the state that it is lived up from: a month end is kept for each.</summary>
    private const int MostDays = 31;

    /// <summary>The day itself where it can still be lived up to, else the one nearest to it; of two the earlier.</summary>
    public DateOnly? Nearest(DateOnly day)
    {
        if (records.FindLast() is not { } last)
        {
            return null;
        }

        var nearest = records.StateDays().Select(state => Math.Clamp(day.DayNumber, state, Math.Min(state + MostDays, last.Day))).OrderBy(known => Math.Abs(known - day.DayNumber)).ThenBy(known => known);
        return nearest.Select(known => (DateOnly?)DateOnly.FromDayNumber(known)).FirstOrDefault();
    }

    /// <summary>The view of a day that is near itself.</summary>
    public BookView Make(DateOnly day, long number, RiskTrail trail)
    {
        var state = records.FindStateBefore(day.DayNumber) ?? throw new InvalidOperationException($"no state is kept before {day:O}");
        using var lender = records.LiveTo(state, day.DayNumber, null).Lender;
        return BookView.OfPast(lender, records.SequenceOf(day.DayNumber), number, marks.Latest, trail);
    }
}
