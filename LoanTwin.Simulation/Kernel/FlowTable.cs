using LoanTwin.Simulation.Checkpoints;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// Sums by flow and month of one product. Sampled sums are whole numbers below 2^53, so a double holds them exactly and the order of
/// adding does not matter.
/// </summary>
public sealed class FlowTable(int firstMonth, int months)
{
    public static readonly int Kinds = Enum.GetValues<Flow>().Length;

    private readonly double[] _sums = new double[Kinds * months];

    public int FirstMonth { get; } = firstMonth;

    public int Months { get; } = months;

    /// <summary>Last month whose closing levels have been taken; a posting dated in it or before corrects them.</summary>
    public int LevelledMonth { get; set; } = firstMonth - 1;

    public double this[Flow flow, int month]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(month, FirstMonth);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(month, FirstMonth + Months);
            return _sums[Index(flow, month)];
        }
    }

    /// <summary>Adds to a month; what falls outside the table (a decision whose day lies past the horizon) is left to a later run.</summary>
    public void Add(Flow flow, int month, double amount)
    {
        if ((uint)(month - FirstMonth) < (uint)Months)
        {
            _sums[Index(flow, month)] += amount;
        }
    }

    /// <summary>What was paid up to a due day, with the part that was paid in the month before.</summary>
    public void AddPaid(Flow flow, int month, double amount, double before)
    {
        Add(flow, month, amount - before);
        Add(flow, month - 1, before);
    }

    /// <summary>Takes a posting of a given month out of every level that has already been taken.</summary>
    public void Lower(Flow level, int month, double amount)
    {
        for (var m = Math.Max(month, FirstMonth); m <= LevelledMonth; m++)
        {
            Add(level, m, -amount);
        }
    }

    /// <summary>Puts a level in the place of what has been added up for it.</summary>
    public void SetLevel(Flow level, int month, ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        if ((uint)(month - FirstMonth) < (uint)Months)
        {
            _sums[Index(level, month)] = sum;
        }
    }

    /// <summary>The table that begins one month later, with what has already been added to its months.</summary>
    public FlowTable Rolled()
    {
        var next = new FlowTable(FirstMonth + 1, Months) { LevelledMonth = Math.Max(LevelledMonth, FirstMonth) };
        for (var kind = 0; kind < Kinds; kind++)
        {
            _sums.AsSpan((kind * Months) + 1, Months - 1).CopyTo(next._sums.AsSpan(kind * Months));
        }

        return next;
    }

    public FlowTable Copy()
    {
        var copy = new FlowTable(FirstMonth, Months) { LevelledMonth = LevelledMonth };
        _sums.CopyTo(copy._sums.AsSpan());
        return copy;
    }

    internal static FlowTable Keep(Checkpoint checkpoint, FlowTable? table)
    {
        var (firstMonth, months, levelled) = (checkpoint.Value(table?.FirstMonth ?? 0), checkpoint.Value(table?.Months ?? 0), checkpoint.Value(table?.LevelledMonth ?? 0));
        var kept = table ?? new FlowTable(firstMonth, months) { LevelledMonth = levelled };
        checkpoint.Span(kept._sums.AsSpan());
        return kept;
    }

    public void Clear()
    {
        Array.Clear(_sums);
        LevelledMonth = FirstMonth - 1;
    }

    public void AddTo(Span<double> totals)
    {
        for (var i = 0; i < _sums.Length; i++)
        {
            totals[i] += _sums[i];
        }
    }

    private int Index(Flow flow, int month) => ((int)flow * Months) + month - FirstMonth;
}
