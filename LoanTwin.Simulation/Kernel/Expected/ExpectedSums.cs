using System.Runtime.CompilerServices;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>
/// Sums of a step by flow and by months ahead (0 to 3). Money is added in whole 1024ths of a cent and probability in 2^-30, both exact in a
/// double, so neither lane width nor thread nor block can change a total.
/// </summary>
internal struct ExpectedSums<T> where T : struct, ILanes<T>
{
    public const int MonthsAhead = 4;

    // Adding and taking away 1.5 x 2^52 units rounds to the unit.
    private const double MoneyRounder = 1.5 * (1L << 42);
    private const double CountRounder = 1.5 * (1L << 22);

    // The expected run knows the flows up to Active, and three that came later.
    private const int FirstFlows = (int)Flow.Active + 1;
    private static readonly Flow[] Later = [Flow.ChargeOffs, Flow.Suspended, Flow.CapitalisedFees];

    private Cells _cells;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddMoney(Flow flow, int ahead, T amount) => Add(flow, ahead, RoundedMoney(amount));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddCount(Flow flow, int ahead, T probability) => Add(flow, ahead, RoundedCount(probability));

    /// <summary>An amount of which a part falls in this month and the rest in the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddSplit(Flow flow, T amount, T partNow)
    {
        AddMoney(flow, 0, amount * partNow);
        AddMoney(flow, 1, amount - (amount * partNow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T RoundedMoney(T amount) => (amount + T.Of(MoneyRounder)) - T.Of(MoneyRounder);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T RoundedCount(T probability) => (probability + T.Of(CountRounder)) - T.Of(CountRounder);

    public void Give(FlowTable flows, int month)
    {
        for (var cell = 0; cell < Cells.Length; cell++)
        {
            flows.Add(FlowAt(cell / MonthsAhead), month + (cell % MonthsAhead), T.Sum(_cells[cell]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(Flow flow, int ahead, T amount)
    {
        ref var cell = ref _cells[(PlaceOf(flow) * MonthsAhead) + ahead];
        cell += amount;
    }

    // Every caller names its flow, so the compiler folds this into a number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceOf(Flow flow) => flow switch
    {
        Flow.ChargeOffs => FirstFlows,
        Flow.Suspended => FirstFlows + 1,
        Flow.CapitalisedFees => FirstFlows + 2,
        _ => (int)flow,
    };

    private static Flow FlowAt(int place) => place < FirstFlows ? (Flow)place : Later[place - FirstFlows];

    [InlineArray(Length)]
    private struct Cells
    {
        public const int Length = (FirstFlows + 3) * MonthsAhead;
        private T _first;
    }
}
