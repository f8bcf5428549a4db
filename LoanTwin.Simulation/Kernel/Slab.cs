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

    private const int ColumnCount = 34;

    private readonly int[] _cleared;
    private int _clearedCount;
    private readonly ColumnBlock _columns = new(ColumnCount);
    private readonly Column _first;
    private readonly Column[] _nothing;
    private Column[] _used = [];
    private bool _isCard;
    private bool _usesFloats;

    public Slab(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, ColumnBlock.MostRows);
        Capacity = capacity;
        _first = _columns[0];
        var length = capacity + Gap;
        Ids = new ulong[length];
        Rows = new int[length];
        _cleared = new int[length];
        _nothing = [Balance, PrincipalDue, InterestDue, FeesDue, LateInterest, PendingAmount, Outcome, Owed, Pending, Limit, Spend];
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

    public Column Balance => _first.Beside(0);
    public Column PrincipalDue => _first.Beside(1);
    public Column InterestDue => _first.Beside(2);
    public Column FeesDue => _first.Beside(3);
    public Column LateInterest => _first.Beside(4);
    public Column Payment => _first.Beside(5);
    public Column PendingAmount => _first.Beside(6);
    public Column Rate => _first.Beside(7);
    public Column PendingDay => _first.Beside(8);
    public Column DefaultDay => _first.Beside(9);
    public Column Remaining => _first.Beside(10);
    public Column Age => _first.Beside(11);
    public Column Status => _first.Beside(12);
    public Column Outcome => _first.Beside(13);
    public Column Owed => _first.Beside(14);
    public Column Pending => _first.Beside(15);

    public Column Anchor => _first.Beside(16);
    public Column OnTop => _first.Beside(17);
    public Column RiskBase => _first.Beside(18);
    public Column RiskPerCent => _first.Beside(19);
    public Column ValueUnits => _first.Beside(20);
    public Column Limit => _first.Beside(21);
    public Column Spend => _first.Beside(22);
    public Column PaysPerMille => _first.Beside(23);
    public Column Transactor => _first.Beside(24);
    public Column Margin => _first.Beside(25);
    public Column Floating => _first.Beside(26);

    /// <summary>Month from which a waiting row is no longer among the living.</summary>
    public Column ParkedMonth => _first.Beside(27);

    /// <summary>Within one step: the state behaviour decided on, the kind of exit (or zero), and the second word drawn.</summary>
    public Column Next => _first.Beside(28);
    public Column Leaves => _first.Beside(29);
    public Column Second => _first.Beside(30);

    /// <summary>What the last posting of a row paid. Kept by the lanes only while somebody <see cref="Records"/>.</summary>
    public Column PaidFees => _first.Beside(31);
    public Column PaidInterest => _first.Beside(32);
    public Column PaidPrincipal => _first.Beside(33);

    /// <summary>Whether payments on the due day are kept row by row, for a history.</summary>
    public bool Records { get; set; }

    public bool HasFloating { get; private set; }

    /// <summary>Rows whose balance was cleared on time in the step that has just run.</summary>
    public Span<int> Cleared => _cleared.AsSpan(0, _clearedCount);

    public void NoteCleared(int row) => _cleared[_clearedCount++] = row;

    public void ForgetCleared() => _clearedCount = 0;

    /// <summary>Makes the register after the last living row stand for loans of nothing; its terms may be anybody's.</summary>
    public void OpenGap()
    {
        foreach (var column in _nothing)
        {
            column.Slice(Living, Gap).Clear();
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
