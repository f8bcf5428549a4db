using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>
/// A loan's own monthly row from one state: the share that exits, and the weights of the six columns given the rest. Risk is read at the
/// mean balance of all loans recorded in that state, in a default event or not.
/// </summary>
internal struct ExpectedRow<T> where T : struct, ILanes<T>
{
    private Columns _weights;

    public T Exit;

    public readonly T this[int to] => _weights[to];

    /// <summary>The last column that a row can reach: one worse than where it stands, and 30 days from on time.</summary>
    public static int LastColumn(int row) => Math.Max(row, 1) + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Fill(ExpectedFrame frame, Slab terms, int i, int row, in ExpectedRisk<T> risk, in T probability, in T balance)
    {
        var tables = frame.Month.Tables;
        var root = risk.Root(row, probability, balance);
        var cube = root * root * root;
        Exit = ExitShare(frame, terms, i, row);
        var worst = TransitionMatrix.To - 1;
        var better = T.Of(tables.Cells[CascadeTables.Better(worst) + row]);
        var same = T.Of(tables.Cells[CascadeTables.Same(worst) + row]);
        var total = T.MultiplyAdd(T.Of(tables.Cells[CascadeTables.Worse(worst) + row]), cube, T.MultiplyAdd(same, root, better));
        Weigh(tables.Entries.AsSpan(row * TransitionMatrix.To, TransitionMatrix.To), row, (T.Of(1) - Exit) / total, root, cube);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Weigh(ReadOnlySpan<double> entries, int row, T scale, T root, T cube)
    {
        for (var to = 0; to < row; to++)
        {
            _weights[to] = T.Of(entries[to]) * scale;
        }

        _weights[row] = T.Of(entries[row]) * root * scale;
        var worse = cube * scale;
        for (var to = row + 1; to <= LastColumn(row); to++)
        {
            _weights[to] = T.Of(entries[to]) * worse;
        }
    }

    /// <summary>Only those on time climb the ramp; elsewhere the share is the state's own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExitShare(ExpectedFrame frame, Slab terms, int i, int row)
        => row == 0 || frame.Product.Product.Exit.Refinances
            ? Behave.ExitShare(frame.Product, frame.Month, T.Of(row), T.Load(terms.Age, i), T.Load(terms.Rate, i))
            : T.Of(frame.Month.Tables.Cells[CascadeTables.ExitFlat + row]);

    [InlineArray(TransitionMatrix.To)]
    private struct Columns
    {
        private T _first;
    }
}
