using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Rolls;

/// <summary>How the loans of each product moved between two moments: by product, state before and state after, their number, and their balances in cents as they were before.</summary>
public sealed record StateMoves(int[,,] Counts, long[,,] Balances)
{
    public const int States = 8;

    /// <summary>Loan by loan; one that ended before, or is not there after, has not moved.</summary>
    public static StateMoves Of(LoanBook before, LoanBook after) => Of(before, after, (_, _) => true);

    /// <summary>The same of the loans that pass a test of where they were before.</summary>
    public static StateMoves Of(LoanBook before, LoanBook after, Func<Shelf, int, bool> isCounted)
    {
        var (counts, balances) = (new int[before.Shelves.Length, States, States], new long[before.Shelves.Length, States, States]);
        foreach (var (shelf, row, from, to) in Each(before, after, isCounted))
        {
            counts[shelf.Place, from, to]++;
            balances[shelf.Place, from, to] += shelf.Moving.Balance[row];
        }

        return new(counts, balances);
    }

    /// <summary>One loan after another: where it was, its state then, and its state after.</summary>
    public static IEnumerable<(Shelf Shelf, int Row, byte From, byte To)> Each(LoanBook before, LoanBook after, Func<Shelf, int, bool> isCounted)
    {
        var index = new LoanIndex(after);
        foreach (var shelf in before.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                var from = shelf.Moving.Status[row];
                if (from < (byte)PaymentStatus.Default && isCounted(shelf, row) && index.TryFind(shelf.Fixed.Id[row], out var place, out var then))
                {
                    yield return (shelf, row, from, after.Shelves[place].Moving.Status[then]);
                }
            }
        }
    }
}
