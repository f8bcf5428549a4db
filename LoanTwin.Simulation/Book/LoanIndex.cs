namespace LoanTwin.Simulation.Book;

/// <summary>Finds the row of a loan by its id: a binary search while ids rise with the rows, which is the rule, and a table for the others.</summary>
public sealed class LoanIndex(LoanBook book)
{
    private readonly int[] _sorted = new int[book.Shelves.Length];
    private readonly int[] _known = new int[book.Shelves.Length];
    private readonly Dictionary<long, int> _others = [];

    public bool TryFind(long id, out int place, out int row)
    {
        (place, row) = (id < 0 ? 0 : LoanId.Product(id), -1);
        if (id < 0 || place >= book.Shelves.Length)
        {
            return false;
        }

        Follow(book.Shelves[place]);
        row = Array.BinarySearch(book.Shelves[place].Fixed.Id, 0, _sorted[place], id);
        return row >= 0 || _others.TryGetValue(id, out row);
    }

    private void Follow(Shelf shelf)
    {
        var ids = shelf.Fixed.Id;
        ref var known = ref _known[shelf.Place];
        ref var sorted = ref _sorted[shelf.Place];
        for (; known < shelf.Count; known++)
        {
            if (sorted == known && (known == 0 || ids[known - 1] < ids[known]))
            {
                sorted++;
            }
            else
            {
                _others[ids[known]] = known;
            }
        }
    }
}
