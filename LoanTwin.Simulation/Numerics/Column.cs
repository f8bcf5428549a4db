using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LoanTwin.Simulation.Numerics;

/// <summary>
/// A column of doubles that begins on a cache line. A wide load that straddles two lines costs twice, and an ordinary array never begins on
/// one; so columns are cut from one pinned array.
/// </summary>
public readonly struct Column(double[] cells, int start, int length)
{
    private const int PerLine = 8;

    public int Length { get; } = length;

    /// <summary>Rows that fill whole cache lines.</summary>
    public static int Padded(int length) => (length + PerLine - 1) / PerLine * PerLine;

    /// <summary>Several columns side by side, each on a line of its own.</summary>
    public static Column[] Allocate(int count, int length)
    {
        // One line more than needed keeps columns from lying a power of two apart, where they would fight for the same places in the cache.
        var stride = Padded(length) + PerLine;
        var cells = GC.AllocateArray<double>((count * stride) + PerLine, pinned: true);
        var misplaced = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(cells, 0) / sizeof(double) % PerLine);
        var first = (PerLine - misplaced) % PerLine;
        return [.. Enumerable.Range(0, count).Select(column => new Column(cells, first + (column * stride), length))];
    }

    public ref double this[int row] => ref cells[start + row];

    /// <summary>The cell at a row without a bounds check, for lanes that were checked once for the whole register.</summary>
    internal ref double At(int row) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(cells), start + row);

    public Span<double> Slice(int from, int count) => cells.AsSpan(start + from, count);

    public Span<double> All => cells.AsSpan(start, Length);
}
