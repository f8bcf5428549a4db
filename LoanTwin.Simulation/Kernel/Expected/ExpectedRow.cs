using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>
/// A loan's own monthly row from one state: the share that exits, and the weights of the six columns given the rest. Risk is read at the
/// mean balance of the state.
/// </summary>
internal readonly struct ExpectedRow<T> where T : struct, ILanes<T>
{
    private readonly double[] _entries;
    private readonly int _row;
    private readonly T _root;
    private readonly T _cube;
    private readonly T _scale;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ExpectedRow(ExpectedFrame frame, Slab terms, int i, int state, T probability, T balance, T age, T rate)
    {
        _row = ExpectedState.RowOf[state];
        _entries = frame.Month.Tables.Entries;
        var mean = balance / T.Max(probability, T.Of(1e-300));
        _root = Behave.RootRisk(terms, i, T.Of(_row), mean);
        _cube = _root * _root * _root;
        Exit = Behave.ExitShare(frame.Product, frame.Month, T.Of(_row), age, rate);
        var total = T.Of(0);
        for (var to = 0; to < TransitionMatrix.To; to++)
        {
            total += Raw(to);
        }

        _scale = (T.Of(1) - Exit) / total;
    }

    public T Exit { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Weight(int to) => Raw(to) * _scale;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Raw(int to)
    {
        var entry = T.Of(_entries[(_row * TransitionMatrix.To) + to]);
        return to < _row ? entry : to == _row ? entry * _root : entry * _cube;
    }
}
