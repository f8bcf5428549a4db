using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;

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

    private readonly int[] _cleared;
    private int _clearedCount;
    private double[][] _used = [];

    public Slab(int capacity)
    {
        Capacity = capacity;
        var length = capacity + Gap;
        double[] Column() => new double[length];
        Ids = new ulong[length];
        Rows = new int[length];
        _cleared = new int[length];
        (Balance, PrincipalDue, InterestDue, FeesDue, LateInterest) = (Column(), Column(), Column(), Column(), Column());
        (Payment, PendingAmount, Rate, PendingDay, DefaultDay) = (Column(), Column(), Column(), Column(), Column());
        (Remaining, Age, Status, Outcome, Owed, Pending) = (Column(), Column(), Column(), Column(), Column(), Column());
        (Anchor, OnTop, RiskBase, RiskPerCent, ValueUnits) = (Column(), Column(), Column(), Column(), Column());
        (Limit, Spend, PaysPerMille, Transactor) = (Column(), Column(), Column(), Column());
        (Margin, Floating, ParkedMonth) = (Column(), Column(), Column());
        (Next, Leaves, Second) = (Column(), Column(), Column());
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
