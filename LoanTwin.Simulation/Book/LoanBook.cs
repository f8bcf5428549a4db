using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Checkpoints;

namespace LoanTwin.Simulation.Book;

/// <summary>All loans of the lender: one shelf of columns a product.</summary>
public sealed class LoanBook : IDisposable
{
    public LoanBook(ProductCatalogue catalogue)
        : this(catalogue, [.. catalogue.Products.Select((product, place) => new Shelf(product, place))])
    {
    }

    private LoanBook(ProductCatalogue catalogue, ImmutableArray<Shelf> shelves) => (Catalogue, Shelves) = (catalogue, shelves);

    public ProductCatalogue Catalogue { get; }

    public ImmutableArray<Shelf> Shelves { get; }

    public int Count => Shelves.Sum(shelf => shelf.Count);

    /// <summary>Takes a loan in, or says everything that is wrong with it.</summary>
    public Result<int> Add(in NewLoan loan)
    {
        var check = LoanDoor.Check(Catalogue, loan);
        if (!check.IsSuccess)
        {
            return check.Problem;
        }

        var shelf = Shelves[loan.Product];
        if (shelf.Holds(loan.Id))
        {
            return Problem.Of(ProblemKind.Conflict, "id", $"{loan.Id}", "an id that the book does not hold yet");
        }

        return shelf.Add(loan);
    }

    public LoanBook Fork() => new(Catalogue, [.. Shelves.Select(shelf => shelf.Fork())]);

    /// <summary>A book of its own with copies of some rows of one product; nothing in it is shared.</summary>
    internal LoanBook Picked(int place, int[] rows) => new(Catalogue, [.. Shelves.Select(shelf => shelf.Place == place ? shelf.Picked(rows) : new Shelf(shelf.Product, shelf.Place))]);

    /// <summary>Writes all loans, or reads them into an empty book of the same catalogue.</summary>
    internal void Keep(Checkpoint checkpoint)
    {
        checkpoint.Part("book");
        foreach (var shelf in Shelves)
        {
            shelf.Keep(checkpoint);
        }
    }

    public void Dispose()
    {
        foreach (var shelf in Shelves)
        {
            shelf.Dispose();
        }
    }
}
