using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// Finds the loans of one shelf that have something to do on a day without looking at the others: rows by anchor day, and rows by the day
/// of what they wait for. Derived from the columns, so it is never stored and never hashed.
/// </summary>
public sealed class Wheel
{
    // Longest wait: a recovery lag of 60 months, one and a half times.
    private const int Slots = 4096;
    private const int Nobody = -1;
    private readonly int[] _heads = new int[Slots];
    private readonly int[][] _byAnchor = [.. Enumerable.Range(0, 32).Select(_ => Array.Empty<int>())];
    private readonly int[] _counts = new int[32];
    private int[] _next = [];
    private int _known;

    public Wheel() => Array.Fill(_heads, Nobody);

    /// <summary>Takes in rows added since the last look.</summary>
    public void Follow(Shelf shelf)
    {
        if (_next.Length < shelf.Count)
        {
            Array.Resize(ref _next, Math.Max(shelf.Count, _next.Length * 3 / 2));
        }

        for (; _known < shelf.Count; _known++)
        {
            var anchor = shelf.Fixed.Anchor[_known];
            if (shelf.Moving.Status[_known] < (byte)PaymentStatus.Default)
            {
                AddTo(anchor, _known);
            }

            Wait(shelf.Moving, _known);
        }
    }

    /// <summary>Notes what a row waits for, if anything.</summary>
    public void Wait(MovingColumns moving, int row)
    {
        if (moving.Pending[row] != 0)
        {
            ref var head = ref _heads[moving.PendingDay[row] % Slots];
            _next[row] = head;
            head = row;
        }
    }

    /// <summary>Takes a row off the wheel before its day, because something from outside has come first.</summary>
    public void Forget(MovingColumns moving, int row)
    {
        if (moving.Pending[row] == 0)
        {
            return;
        }

        ref var link = ref _heads[moving.PendingDay[row] % Slots];
        while (link != row)
        {
            link = ref _next[link];
        }

        link = _next[row];
    }

    /// <summary>Takes the first row that waits for this day off the wheel.</summary>
    public bool TryTake(int day, out int row)
    {
        ref var head = ref _heads[day % Slots];
        row = head;
        if (row == Nobody)
        {
            return false;
        }

        head = _next[row];
        return true;
    }

    /// <summary>Rows of an anchor day whose contract is still alive; the dead are forgotten on the way.</summary>
    public ReadOnlySpan<int> Living(MovingColumns moving, int anchor)
    {
        var rows = _byAnchor[anchor];
        var status = moving.Status;
        var kept = 0;
        for (var at = 0; at < _counts[anchor]; at++)
        {
            if (status[rows[at]] < (byte)PaymentStatus.Default)
            {
                rows[kept++] = rows[at];
            }
        }

        _counts[anchor] = kept;
        return rows.AsSpan(0, kept);
    }

    private void AddTo(int anchor, int row)
    {
        ref var rows = ref _byAnchor[anchor];
        if (rows.Length == _counts[anchor])
        {
            Array.Resize(ref rows, Math.Max(16, rows.Length * 2));
        }

        rows[_counts[anchor]++] = row;
    }
}
