using System.Numerics;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// Some loans of one product laid out for arithmetic: every column a row of doubles that hold whole numbers, small enough to stay in
/// cache. Both drivers work on slabs: the live day gathers the loans with something to do, a horizon takes block after block and runs all
/// months over it. Rows may change places; luck goes by loan id.
/// </summary>
public sealed class Slab
{
    private readonly double[][] _columns;
    private readonly int[] _cleared;
    private int _clearedCount;

    public Slab(int capacity)
    {
        Capacity = capacity;
        double[] Column() => new double[capacity];
        Ids = new ulong[capacity];
        Rows = new int[capacity];
        _cleared = new int[capacity];
        _columns =
        [
            Balance = Column(), PrincipalDue = Column(), InterestDue = Column(), FeesDue = Column(), LateInterest = Column(),
            Payment = Column(), PendingAmount = Column(), Rate = Column(), PendingDay = Column(), DefaultDay = Column(),
            Remaining = Column(), Age = Column(), Status = Column(), Outcome = Column(), Owed = Column(), Pending = Column(),
            Anchor = Column(), OnTop = Column(), RiskBase = Column(), RiskPerCent = Column(), ValueUnits = Column(),
            Limit = Column(), Spend = Column(), PaysPerMille = Column(), Transactor = Column(), Margin = Column(), Floating = Column(),
            ParkedMonth = Column(),
        ];
        (Next, Leaves, Second) = (Column(), Column(), Column());
    }

    public int Capacity { get; }

    /// <summary>Rows loaded.</summary>
    public int Count { get; private set; }

    /// <summary>Rows still living; the rest wait for a charge-off or a recovery, or are gone.</summary>
    public int Living { get; set; }

    public ulong[] Ids { get; }

    public int[] Rows { get; }

    public double[] Balance { get; }
    public double[] PrincipalDue { get; }
    public double[] InterestDue { get; }
    public double[] FeesDue { get; }
    public double[] LateInterest { get; }
    public double[] Payment { get; }
    public double[] PendingAmount { get; }
    public double[] Rate { get; }
    public double[] PendingDay { get; }
    public double[] DefaultDay { get; }
    public double[] Remaining { get; }
    public double[] Age { get; }
    public double[] Status { get; }
    public double[] Outcome { get; }
    public double[] Owed { get; }
    public double[] Pending { get; }
    public double[] Anchor { get; }
    public double[] OnTop { get; }
    public double[] RiskBase { get; }
    public double[] RiskPerCent { get; }
    public double[] ValueUnits { get; }
    public double[] Limit { get; }
    public double[] Spend { get; }
    public double[] PaysPerMille { get; }
    public double[] Transactor { get; }
    public double[] Margin { get; }
    public double[] Floating { get; }

    /// <summary>Month from which a waiting row is no longer among the living.</summary>
    public double[] ParkedMonth { get; }

    /// <summary>Within one step: the state behaviour decided on, the kind of exit (or zero), and the second word drawn.</summary>
    public double[] Next { get; }
    public double[] Leaves { get; }
    public double[] Second { get; }

    public bool HasFloating { get; private set; }

    /// <summary>Rows whose balance was cleared on time in the step that has just run.</summary>
    public Span<int> Cleared => _cleared.AsSpan(0, _clearedCount);

    public void Clear() => (Count, Living, HasFloating, _clearedCount) = (0, 0, false, 0);

    public void NoteCleared(int row) => _cleared[_clearedCount++] = row;

    public void ForgetCleared() => _clearedCount = 0;

    public void Take(Shelf shelf, int row, in RiskFrame risk)
    {
        var i = Count++;
        var terms = shelf.Fixed;
        var flags = terms.Terms[row];
        Ids[i] = (ulong)terms.Id[row];
        Rows[i] = row;
        Anchor[i] = terms.Anchor[row];
        OnTop[i] = (flags & FixedColumns.InterestOnTop) != 0 ? 1 : 0;
        Floating[i] = (flags & FixedColumns.Floating) != 0 ? 1 : 0;
        Transactor[i] = (flags & FixedColumns.Transactor) != 0 ? 1 : 0;
        HasFloating |= Floating[i] != 0;
        Margin[i] = terms.Margin[row];
        ValueUnits[i] = terms.ValueUnits[row];
        Limit[i] = terms.CreditLimit[row];
        Spend[i] = terms.MonthlySpend[row];
        var card = shelf.Product.Card;
        PaysPerMille[i] = card is null ? 0 : Transactor[i] != 0 ? card.TransactorPaysPerMille : card.RevolverPaysPerMille;
        (RiskBase[i], RiskPerCent[i]) = risk.Of(shelf, row);
        ParkedMonth[i] = 0;
        TakeMoving(shelf.Moving, row, i);
        Living = Count;
    }

    public void Give(Shelf shelf)
    {
        var moving = shelf.Moving;
        for (var i = 0; i < Count; i++)
        {
            GiveMoving(moving, Rows[i], i);
        }
    }

    /// <summary>A copy of another slab, for the next future over the same loans.</summary>
    public void CopyFrom(Slab other)
    {
        (Count, Living, HasFloating, _clearedCount) = (other.Count, other.Living, other.HasFloating, 0);
        Array.Copy(other.Ids, Ids, Count);
        Array.Copy(other.Rows, Rows, Count);
        for (var column = 0; column < _columns.Length; column++)
        {
            Array.Copy(other._columns[column], _columns[column], Count);
        }
    }

    /// <summary>
    /// The last row before <paramref name="end"/> that waits for something that ends it: anything but a payment, or a payment of all
    /// principal there is. -1 when there is none.
    /// </summary>
    public int LastEnding(int end)
    {
        var (pending, due, balance) = (Pending, PrincipalDue, Balance);
        for (var i = end - 1; i >= 0; i--)
        {
            if (pending[i] > (double)PendingKind.Payment || (pending[i] != 0 && due[i] == balance[i]))
            {
                return i;
            }

            // Most rows wait for nothing: step over whole registers of them.
            while (i >= Vector<double>.Count && Vector.EqualsAll(new Vector<double>(pending, i - Vector<double>.Count), Vector<double>.Zero))
            {
                i -= Vector<double>.Count;
            }
        }

        return -1;
    }

    public void Swap(int a, int b)
    {
        if (a == b)
        {
            return;
        }

        (Ids[a], Ids[b]) = (Ids[b], Ids[a]);
        (Rows[a], Rows[b]) = (Rows[b], Rows[a]);
        foreach (var column in _columns)
        {
            (column[a], column[b]) = (column[b], column[a]);
        }
    }

    private void TakeMoving(MovingColumns moving, int row, int i)
    {
        Balance[i] = moving.Balance[row];
        PrincipalDue[i] = moving.PrincipalDue[row];
        InterestDue[i] = moving.InterestDue[row];
        FeesDue[i] = moving.FeesDue[row];
        LateInterest[i] = moving.LateInterest[row];
        Payment[i] = moving.Payment[row];
        PendingAmount[i] = moving.PendingAmount[row];
        Rate[i] = moving.Rate[row];
        PendingDay[i] = moving.PendingDay[row];
        DefaultDay[i] = moving.DefaultDay[row];
        Remaining[i] = moving.Remaining[row];
        Age[i] = moving.Age[row];
        Status[i] = moving.Status[row];
        Outcome[i] = moving.Outcome[row];
        Owed[i] = moving.Owed[row];
        Pending[i] = moving.Pending[row];
    }

    private void GiveMoving(MovingColumns moving, int row, int i)
    {
        moving.Balance[row] = (long)Balance[i];
        moving.PrincipalDue[row] = (long)PrincipalDue[i];
        moving.InterestDue[row] = (long)InterestDue[i];
        moving.FeesDue[row] = (long)FeesDue[i];
        moving.LateInterest[row] = (long)LateInterest[i];
        moving.Payment[row] = (long)Payment[i];
        moving.PendingAmount[row] = (long)PendingAmount[i];
        moving.Rate[row] = (int)Rate[i];
        moving.PendingDay[row] = (int)PendingDay[i];
        moving.DefaultDay[row] = (int)DefaultDay[i];
        moving.Remaining[row] = (short)Remaining[i];
        moving.Age[row] = (short)Age[i];
        moving.Status[row] = (byte)Status[i];
        moving.Outcome[row] = (byte)Outcome[i];
        moving.Owed[row] = (byte)Owed[i];
        moving.Pending[row] = (byte)Pending[i];
    }
}
