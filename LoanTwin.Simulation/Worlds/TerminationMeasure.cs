using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Worlds;

/// <summary>
/// The share of default events that end in status default, by count: charge-offs over default events of average loans in a neutral economy,
/// followed in expectation until the contract is over (cards: until so few are left that the events still open at the end do not count).
/// This is the instrument behind <see cref="Product.TerminationShare"/>.
/// </summary>
public static class TerminationMeasure
{
    private const int MonthsOfHistory = 12;
    private const int MonthsToRunOut = 12;
    private const int AnchorDay = 15;
    private static readonly DateOnly Start = new(2025, 12, 31);

    public static double Of(Product product)
    {
        using var book = IdenticalLoans.Of(product, 1, Start, AnchorDay);
        var first = SimMonth.Of(Start.DayNumber + 1);
        var months = Months(product);
        using var world = new World(book, MarketPath.Neutral(first - MonthsOfHistory, months + (2 * MonthsOfHistory)), 1, Start.DayNumber, hasLatent: false);
        var sums = Outlook.Of(world, months, 1).Shelves[0];
        return sums.ChargeOffs[0] / sums.Events[0];
    }

    private static int Months(Product product)
        => product.Card is null ? Math.Min((int)product.Risk.TermMonths + MonthsToRunOut, HorizonPlan.MostMonths) : HorizonPlan.MostMonths;
}
