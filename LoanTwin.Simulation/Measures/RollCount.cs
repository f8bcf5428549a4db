using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Measures;

/// <summary>How loans of one product moved from state to state over one month: what the last due day decided, against what the one before had.</summary>
public sealed class RollCount
{
    private readonly int[,] _loans = new int[TransitionMatrix.From, TransitionMatrix.To + 2];
    private Dictionary<long, byte> _before = [];

    public int this[PaymentStatus from, PaymentStatus to] => _loans[(int)from, (int)to];

    /// <summary>Notes where every living loan stands; the next <see cref="Count"/> compares with it.</summary>
    public void Note(Shelf shelf)
        => _before = Enumerable.Range(0, shelf.Count).Where(row => shelf.Moving.Outcome[row] < TransitionMatrix.From).ToDictionary(row => shelf.Fixed.Id[row], row => shelf.Moving.Outcome[row]);

    /// <summary>Adds the moves since the last note, loan by loan: rows may have changed places. Loans that came since then have no move yet.</summary>
    public void Count(Shelf shelf)
    {
        for (var row = 0; row < shelf.Count; row++)
        {
            if (_before.TryGetValue(shelf.Fixed.Id[row], out var from))
            {
                _loans[from, shelf.Moving.Outcome[row]]++;
            }
        }
    }

    /// <summary>Loans that were in a state and did not leave by paying off.</summary>
    public int Staying(PaymentStatus from) => Sum(from, PaymentStatus.OnTime, PaymentStatus.Default);

    /// <summary>Of those, the ones whose next instalment was not paid on its day.</summary>
    public int Missing(PaymentStatus from) => Sum(from, PaymentStatus.GracePeriod, PaymentStatus.Default);

    private int Sum(PaymentStatus from, PaymentStatus first, PaymentStatus last)
    {
        var sum = 0;
        for (var to = first; to <= last; to++)
        {
            sum += this[from, to];
        }

        return sum;
    }
}
