using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Worlds;

/// <summary>
/// The share of default events that end in status default, by count: charge-offs over default events of the loans of a book, in a neutral
/// economy, followed in expectation until the contracts are over (cards: until so few are left that the events still open at the end do not
/// count). Asked of a whole opening book and not of its average borrower, because events come from the riskier loans, and those are cured
/// less often; so asked, it is the instrument behind <see cref="Product.TerminationShare"/>.
/// </summary>
public static class TerminationMeasure
{
    private const int MonthsOfHistory = 12;
    private const int MonthsToRunOut = 12;

    /// <param name="book">Is read and left as it stands.</param>
    /// <param name="place">The product's place in its catalogue; it must have loans.</param>
    /// <param name="day">The day whose end the book stands at.</param>
    public static double Of(LoanBook book, int place, DateOnly day)
    {
        ArgumentOutOfRangeException.ThrowIfZero(book.Shelves[place].Count, nameof(place));
        var (first, months) = (SimMonth.Of(day.DayNumber + 1), Months(book.Shelves[place]));
        using var world = new World(book.Fork(), MarketPath.Neutral(first - MonthsOfHistory, months + (2 * MonthsOfHistory)), 1, day.DayNumber, hasLatent: false);
        var sums = Outlook.Of(world, months, 1, (shelf, _) => shelf.Place == place).Shelves[place];
        return Sum(sums.ChargeOffs) / Sum(sums.Events);
    }

    private static int Months(Shelf shelf)
        => shelf.Product.Card is null ? Math.Min(Longest(shelf.Moving.Remaining[..shelf.Count]) + MonthsToRunOut, HorizonPlan.MostMonths) : HorizonPlan.MostMonths;

    private static short Longest(ReadOnlySpan<short> months)
    {
        var longest = months[0];
        foreach (var month in months)
        {
            longest = Math.Max(longest, month);
        }

        return longest;
    }

    private static double Sum(ReadOnlySpan<double> byLoan)
    {
        var sum = 0.0;
        foreach (var one in byLoan)
        {
            sum += one;
        }

        return sum;
    }
}
