using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Loans;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Loans;

/// <summary>What is typical of each product in a view, worked out when first asked for and forgotten with the view.</summary>
internal sealed class TypicalLoans
{
    private readonly ConditionalWeakTable<BookView, ConcurrentDictionary<int, TypicalLoan>> _known = [];

    public TypicalLoan Of(BookView view, Shelf shelf)
        => _known.GetOrCreateValue(view).GetOrAdd(shelf.Place, _ => TypicalLoan.Of(shelf, view.Day, view.World.Risk[shelf.Place].ValueIndex));
}
