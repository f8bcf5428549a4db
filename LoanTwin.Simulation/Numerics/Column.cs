using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LoanTwin.Simulation.Numerics;

/// <summary>
/// A column of doubles in pinned memory that begins on a cache line: one address and nothing else, because the kernel reads sixty of them a
/// loan and month, and finding an array's data and checking its bounds cost as much as the arithmetic. Rows are not checked in a release
/// build; whoever owns the <see cref="ColumnBlock"/> keeps it alive.
/// </summary>
public readonly unsafe struct Column
{
    private readonly double* _first;

    internal Column(double* first) => _first = first;

    public ref double this[int row]
    {
        get
        {
            Debug.Assert(row is >= 0 and < ColumnBlock.Stride, "a row outside its column");
            return ref _first[row];
        }
    }

    /// <summary>The column so many places further on in the same block.</summary>
    internal Column Beside(int places) => new(_first + (places * ColumnBlock.Stride));

    internal double* At(int row) => _first + row;

    public Span<double> Slice(int from, int count) => new(_first + from, count);
}

/// <summary>Columns side by side at a fixed distance, so that a compiler can fold a column's place into the instruction that reads it.</summary>
public sealed unsafe class ColumnBlock
{
    /// <summary>The most rows a column can hold, with room for one register behind them.</summary>
    public const int MostRows = 4096;

    private const int PerLine = 8;

    // Columns whose rows lie a few lines apart within a 4 KiB page make a load look as if it depended on a store just before it;
    // seventeen lines past a multiple of a page keep the neighbours of any loop apart.
    internal const int Stride = (512 + 17) * PerLine;

    private readonly double[] _cells;
    private readonly double* _first;

    public ColumnBlock(int columns)
    {
        _cells = GC.AllocateArray<double>((columns * Stride) + PerLine, pinned: true);
        var address = Marshal.UnsafeAddrOfPinnedArrayElement(_cells, 0);
        const int line = PerLine * sizeof(double);
        _first = (double*)((address + line - 1) / line * line);
    }

    public Column this[int column] => new(_first + (column * Stride));
}
