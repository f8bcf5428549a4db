using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// The third phase: what borrowers do about the instalment that has just fallen due. One draw a loan and instalment, compared with whole
/// thresholds of 2^-32: first the early exit, then the columns of the loan's own row from best to worst.
/// Reads Outcome (the state recorded today), Age, Rate, Balance, RiskBase, RiskPerCent; writes nothing.
/// </summary>
internal static class Behave
{
    private const double TwoTo32 = 4294967296.0;

    /// <summary>What was decided: the next state (0 to 5), whether the loan leaves early instead, and the two words that were drawn.</summary>
    public readonly ref struct Decision<T>(T next, T exits, T draw, T exitThreshold, T second) where T : struct, ILanes<T>
    {
        public T Next { get; } = next;

        public T Exits { get; } = exits;

        /// <summary>The lower half of the exit share pays off from savings, the upper half refinances.</summary>
        public T IsPayoff => Draw + Draw < ExitThreshold;

        public T Second { get; } = second;

        private T Draw { get; } = draw;

        private T ExitThreshold { get; } = exitThreshold;
    }

    /// <summary>Square root of the loan's risk, drift included, inside the bounds of kernel.md 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T RootRisk<T>(Slab slab, int i, T state, T balance) where T : struct, ILanes<T>
    {
        var log = T.Load(slab.RiskBase, i) + T.Pick(RiskFrame.LogRiskOfPointsLost, state) + (balance * T.Load(slab.RiskPerCent, i));
        return Exponential.Of(T.Min(T.Max(log, T.Of(RiskFrame.LogLowest)), T.Of(RiskFrame.LogHighest)) * T.Of(.5));
    }

    /// <summary>Share of loans in this state that leave early this month.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExitShare<T>(ProductFrame product, MonthFrame month, T state, T age, T rate) where T : struct, ILanes<T>
    {
        var curve = product.Product.Exit;
        var ramp = T.Of(curve.RampStart) + (T.Of(1 - curve.RampStart) * T.Min(age * T.Of(1 / curve.RampMonths), T.Of(1)));
        var share = T.Pick(month.Tables.ExitFlat, state) + (T.Pick(month.Tables.ExitRamped, state) * ramp);
        if (curve.Refinances)
        {
            var saving = T.Min(T.Max((rate - T.Of(month.RefinanceFloor)) * T.Of(1.0 / AnnualRate.One), T.Of(0)), T.Of(.02));
            share *= T.Of(1) + (T.Of(month.Climate.RefinanceGain) * saving);
        }

        return share;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Decision<T> Decide<T>(Slab slab, int i, ProductFrame product, MonthFrame month, T state, T age, T balance, T dueDay) where T : struct, ILanes<T>
    {
        var (draw, second) = T.Draw(product.Key.RoundKeys, slab.Ids, i, dueDay, (uint)ChanceStream.Behaviour);
        var root = RootRisk(slab, i, state, balance);
        var cube = root * root * root;
        var exit = T.Floor(ExitShare(product, month, state, age, T.Load(slab.Rate, i)) * T.Of(TwoTo32));

        var tables = month.Tables;
        var scale = (T.Of(TwoTo32) - exit) / RunningSum(tables, TransitionMatrix.To - 1, state, root, cube);
        var next = T.Of(0);
        for (var to = 0; to < TransitionMatrix.To - 1; to++)
        {
            // Drawing beyond the threshold of a column means at least the next worse one.
            var threshold = exit + T.Floor(RunningSum(tables, to, state, root, cube) * scale);
            next += T.Select(draw < threshold, T.Of(0), T.Of(1));
        }

        return new(next, draw < exit, draw, exit, second);
    }

    /// <summary>Row entries up to a column, times sqrt(risk): better + same x root + worse x root^3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T RunningSum<T>(CascadeTables tables, int to, T state, T root, T cube) where T : struct, ILanes<T>
        => T.Pick(tables.Better[to], state) + (T.Pick(tables.Same[to], state) * root) + (T.Pick(tables.Worse[to], state) * cube);
}
