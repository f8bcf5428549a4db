using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Lenders;

namespace LoanTwin.Tests.Loans;

/// <summary>A small lender that has lived some months, so that loans stand in every state; nobody lives on with it.</summary>
public sealed class LivedLender : IDisposable
{
    public LivedLender()
    {
        for (var day = 0; day < 250; day++)
        {
            Lender.LiveDay();
        }
    }

    public Lender Lender { get; } = Lender.Open(new() { Loans = 1_500, Seed = 21 });

    public double IndexOf(Shelf shelf) => Lender.World.Risk[shelf.Place].ValueIndex;

    /// <summary>Some running rows of every product, late ones among them.</summary>
    public IEnumerable<(Shelf Shelf, int Row)> Some(int each)
        => from shelf in Lender.World.Book.Shelves
           from row in Enumerable.Range(0, shelf.Count).Where(row => shelf.Moving.Status[row] < 5).OrderByDescending(row => shelf.Moving.Status[row] % 4).ThenBy(row => row).Where((_, at) => at % 3 == 0).Take(each)
           select (shelf, row);

    public void Dispose() => Lender.Dispose();
}
