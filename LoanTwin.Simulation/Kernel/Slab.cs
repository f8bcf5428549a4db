using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// Some loans of one product laid out for arithmetic: every column a row of doubles that hold whole numbers, small enough to stay in
/// cache. Both drivers work on slabs: the live day gathers the loans with something to do, a horizon takes block after block and runs all
/// months over it. Living rows stand in front, parked ones (waiting for a charge-off or a recovery, or gone) at the far end, and between
/// them there is always room for one register of nothing, so that a wide step may run past the last living row. Rows may change places;
/// luck goes by loan id.
/// </summary>
public sealed partial class Slab
{
    /// <summary>The widest register, in loans.</summary>
    public const int Gap = 8;

    private const int ColumnCount = 31;

    private readonly int[] _cleared;
    private int _clearedCount;
    private Column[] _used = [];
    private bool _isCard;

    public Slab(int capacity)
    {
        Capacity = capacity;
        var length = capacity + Gap;
        Ids = new ulong[length];
        Rows = new int[length];
        _cleared = new int[length];
        var columns = new Queue<Column>(Column.Allocate(ColumnCount, length));
        Column Next() => columns.Dequeue();
        (Balance, PrincipalDue, InterestDue, FeesDue, LateInterest) = (Next(), Next(), Next(), Next(), Next());
        (Payment, PendingAmount, Rate, PendingDay, DefaultDay) = (Next(), Next(), Next(), Next(), Next());
        (Remaining, Age, Status, Outcome, Owed, Pending) = (Next(), Next(), Next(), Next(), Next(), Next());
        (Anchor, OnTop, RiskBase, RiskPerCent, ValueUnits) = (Next(), Next(), Next(), Next(), Next());
        (Limit, Spend, PaysPerMille, Transactor) = (Next(), Next(), Next(), Next());
        (Margin, Floating, ParkedMonth) = (Next(), Next(), Next());
        (this.Next, Leaves, Second) = (Next(), Next(), Next());
        ParkedFrom = length;
    }

    public int Capacity { get; }

    /// <summary>Rows still living stand at 0 to Living - 1.</summary>
    public int Living { get; private set; }

    /// <summary>Parked rows stand from here to the end.</summary>
    public int ParkedFrom { get; private set; }

    /// <summary>Rows that ended with nothing left to wait for are kept for writing back; off where only the flows matter.</summary>
    public bool KeepsEnded { get; set; } = true;

    public ulong[] Ids { get; }
    public int[] Rows { get; }

    public Column Balance { get; }
    public Column PrincipalDue { get; }
    public Column InterestDue { get; }
    public Column FeesDue { get; }
    public Column LateInterest { get; }
    public Column Payment { get; }
    public Column PendingAmount { get; }
    public Column Rate { get; }
    public Column PendingDay { get; }
    public Column DefaultDay { get; }
    public Column Remaining { get; }
    public Column Age { get; }
    public Column Status { get; }
    public Column Outcome { get; }
    public Column Owed { get; }
    public Column Pending { get; }

    public Column Anchor { get; }
    public Column OnTop { get; }
    public Column RiskBase { get; }
    public Column RiskPerCent { get; }
    public Column ValueUnits { get; }
    public Column Limit { get; }
    public Column Spend { get; }
    public Column PaysPerMille { get; }
    public Column Transactor { get; }
    public Column Margin { get; }
    public Column Floating { get; }

    /// <summary>Month from which a waiting row is no longer among the living.</summary>
    public Column ParkedMonth { get; }

    /// <summary>Within one step: the state behaviour decided on, the kind of exit (or zero), and the second word drawn.</summary>
    public Column Next { get; }
    public Column Leaves { get; }
    public Column Second { get; }

    public bool HasFloating { get; private set; }

    /// <summary>Rows whose balance was cleared on time in the step that has just run.</summary>
    public Span<int> Cleared => _cleared.AsSpan(0, _clearedCount);

    public void NoteCleared(int row) => _cleared[_clearedCount++] = row;

    public void ForgetCleared() => _clearedCount = 0;

    /// <summary>Makes the register after the last living row stand for loans of nothing.</summary>
    public void OpenGap()
    {
        for (var i = Living; i < Living + Gap; i++)
        {
            foreach (var column in _used)
            {
                column[i] = 0;
            }

            Anchor[i] = 1;
        }
    }

    /// <summary>Takes a row out of the living; the last living row takes its place.</summary>
    public void Park(int i, int month)
    {
        ParkedMonth[i] = month;
        if (KeepsEnded || Pending[i] != 0)
        {
            Move(i, --ParkedFrom);
        }

        Move(--Living, i);
    }

    public void Swap(int a, int b)
    {
        (Ids[a], Ids[b]) = (Ids[b], Ids[a]);
        (Rows[a], Rows[b]) = (Rows[b], Rows[a]);
        foreach (var column in _used)
        {
            (column[a], column[b]) = (column[b], column[a]);
        }
    }

    private void Move(int from, int to)
    {
        if (from == to)
        {
            return;
        }

        Ids[to] = Ids[from];
        Rows[to] = Rows[from];
        foreach (var column in _used)
        {
            column[to] = column[from];
        }
    }
}
