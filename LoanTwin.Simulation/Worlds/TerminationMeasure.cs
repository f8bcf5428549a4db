using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Population;

namespace LoanTwin.Simulation.Worlds;

/// <summary>
/// The share of default events that end in status default, by count: charge-offs over default events of the loans a lender opens with, in a
/// neutral economy, followed in expectation until the contracts are over (cards: until so few are left that the events still open at the end
/// do not count). A whole book is asked and not its average borrower, because events come from the riskier loans, and those are cured less
/// often. This is the instrument behind <see cref="Product.TerminationShare"/>.
/// </summary>
public static class TerminationMeasure
{
    // The choice of so many loans moves the share by two or three thousandths.
    private const int Loans = 2_000;
    private const ulong Seed = 1;
    private const int Threads = 2;
    private const int MonthsOfHistory = 12;
    private const int MonthsToRunOut = 12;
    private static readonly DateOnly Start = new(2026, 1, 1);

    public static double Of(Product product)
    {
        using var book = StartingBook.OfOne(product.Key, Loans, Seed, Start, ProductCatalogue.Create([product]).Value);
        var first = SimMonth.Of(Start.DayNumber + 1);
        var months = Months(book.Shelves[0]);
        using var world = new World(book, MarketPath.Neutral(first - MonthsOfHistory, months + (2 * MonthsOfHistory)), Seed, Start.DayNumber, hasLatent: false);
        var sums = Outlook.Of(world, months, Threads).Shelves[0];
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
