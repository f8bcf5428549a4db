using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>
/// What the sums of a block come to loan by loan, for whoever asks about single loans; without it the expected step does not know who adds
/// to them. Default events, charge-offs and losses are rounded as the sums are, so all loans together give the flows to the last bit.
/// The probability of a first event needs a memory of its own: of each state before 90 days the part that never was in a default event.
/// </summary>
internal sealed class PerLoanSums(int firstMonth, int lastMonth)
{
    private const int States = ExpectedState.Ninety;
    private const int ColumnCount = 5 + (2 * States);

    private readonly ColumnBlock _columns = new(ColumnCount);
    private readonly int _lastOfYear = Math.Min(firstMonth + 11, lastMonth);

    /// <summary>Number of default events.</summary>
    public Column Events => _columns[0];

    /// <summary>Probability of at least one, for a loan that has had none when the run begins.</summary>
    public Column First => _columns[1];

    /// <summary>The same within the first twelve months.</summary>
    public Column FirstInYear => _columns[2];

    public Column ChargeOffs => _columns[3];

    public Column Loss => _columns[4];

    /// <summary>Losses of charge-offs that were decided before the run: shelf row and cents.</summary>
    public List<(int Row, double Loss)> Settled { get; } = [];

    /// <summary>Begins a block; rows stand as in the slab.</summary>
    public void Begin(Slab terms)
    {
        for (var column = 0; column < ColumnCount; column++)
        {
            _columns[column].Slice(0, terms.Living + Slab.Gap).Clear();
        }

        for (var i = 0; i < terms.Living; i++)
        {
            var state = (int)terms.Outcome[i];
            if (state < States && terms.DefaultDay[i] == 0)
            {
                Untouched(state)[i] = 1;
            }
        }
    }

    /// <summary>Moves those who never were in a default event by the row of their state.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Move<T>(int i, int state, in ExpectedRow<T> row) where T : struct, ILanes<T>
    {
        if (state == ExpectedState.Ninety)
        {
            return;
        }

        var untouched = T.Load(Untouched(state), i);
        for (var to = 0; to <= Math.Min(ExpectedRow<T>.LastColumn(state), States - 1); to++)
        {
            T.MultiplyAdd(untouched, row[to], T.Load(Arriving(to), i)).Store(Arriving(to), i);
        }
    }

    /// <summary>Ends the month of some lanes. Where the last instalment has been billed, those who pay all they owe are gone.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Close<T>(int i, in T isOver) where T : struct, ILanes<T>
    {
        for (var state = 0; state < States; state++)
        {
            var ends = state < (int)PaymentStatus.Days30 ? isOver : T.Of(0);
            T.Select(ends, T.Of(0), T.Load(Arriving(state), i)).Store(Untouched(state), i);
            T.Of(0).Store(Arriving(state), i);
        }
    }

    /// <summary>Default events out of 60 days in a month; <paramref name="weight"/> is the share of the state that begins one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void AddEvents<T>(int i, int month, in T events, in T weight) where T : struct, ILanes<T>
    {
        if (month > lastMonth)
        {
            return;
        }

        var first = T.Load(Untouched((int)PaymentStatus.Days60), i) * weight;
        Add(Events, i, ExpectedSums<T>.RoundedCount(events));
        Add(First, i, first);
        if (month <= _lastOfYear)
        {
            Add(FirstInYear, i, first);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void AddChargeOffs<T>(int i, int month, in T chargeOffs, in T loss) where T : struct, ILanes<T>
    {
        if (month <= lastMonth)
        {
            Add(ChargeOffs, i, ExpectedSums<T>.RoundedCount(chargeOffs));
            Add(Loss, i, ExpectedSums<T>.RoundedMoney(loss));
        }
    }

    private Column Untouched(int state) => _columns[5 + state];

    private Column Arriving(int state) => _columns[5 + States + state];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T>(Column column, int i, in T amount) where T : struct, ILanes<T> => (T.Load(column, i) + amount).Store(column, i);
}
