using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Warnings;

/// <summary>What a lender remembers of one loan from one month end.</summary>
public readonly record struct PastLoan(float Dti, float Utilisation, byte Status);

/// <summary>Every running loan at one month end, as far as trends need it: 20 bytes a loan beside the book, found by id.</summary>
public sealed class MonthEndPhoto
{
    private readonly long[][] _ids;
    private readonly PastLoan[][] _loans;

    private MonthEndPhoto(int day, long[][] ids, PastLoan[][] loans) => (Day, _ids, _loans) = (day, ids, loans);

    public int Day { get; }

    public static MonthEndPhoto Of(LoanBook book, int day)
    {
        var (ids, loans) = (new long[book.Shelves.Length][], new PastLoan[book.Shelves.Length][]);
        foreach (var shelf in book.Shelves)
        {
            // Loans come by rising arrival, but one that comes in from outside may bring an older id.
            int[] rows = [.. Enumerable.Range(0, shelf.Count).Where(row => shelf.Moving.Status[row] < (byte)PaymentStatus.Default).OrderBy(row => shelf.Fixed.Id[row])];
            ids[shelf.Place] = Array.ConvertAll(rows, row => shelf.Fixed.Id[row]);
            loans[shelf.Place] = Array.ConvertAll(rows, row => new PastLoan(shelf.Moving.Dti[row], (float)LoanRatios.Utilisation(shelf, row), shelf.Moving.Status[row]));
        }

        return new(day, ids, loans);
    }

    /// <summary>Nothing for a loan that was not there yet.</summary>
    public PastLoan? Find(long id)
    {
        var place = LoanId.Product(id);
        var at = place < _ids.Length ? Array.BinarySearch(_ids[place], id) : -1;
        return at < 0 ? null : _loans[place][at];
    }
}
