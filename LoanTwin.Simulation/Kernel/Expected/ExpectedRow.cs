using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>
/// A loan's own monthly row from one state: the share that exits, and the weights of the six columns given the rest. Risk is read at the
/// mean balance of the state.
/// </summary>
internal struct ExpectedRow<T> where T : struct, ILanes<T>
{
    private Columns _weights;

    public T Exit;

    public readonly T this[int to] => _weights[to];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Fill(ExpectedFrame frame, Slab terms, int i, int state, in T probability, in T balance)
    {
        var row = ExpectedState.RowOf[state];
        var mean = balance / T.Max(probability, T.Of(1e-300));
        var root = Behave.RootRisk(terms, i, T.Of(row), mean);
        var cube = root * root * root;
        Exit = Behave.ExitShare(frame.Product, frame.Month, T.Of(row), T.Load(terms.Age, i), T.Load(terms.Rate, i));
        var entries = frame.Month.Tables.Entries;
        var total = T.Of(0);
        for (var to = 0; to < TransitionMatrix.To; to++)
        {
            var entry = T.Of(entries[(row * TransitionMatrix.To) + to]);
            var raw = to < row ? entry : to == row ? entry * root : entry * cube;
            total += raw;
            _weights[to] = raw;
        }

        var scale = (T.Of(1) - Exit) / total;
        for (var to = 0; to < TransitionMatrix.To; to++)
        {
            _weights[to] *= scale;
        }
    }

    [InlineArray(TransitionMatrix.To)]
    private struct Columns
    {
        private T _first;
    }
}
