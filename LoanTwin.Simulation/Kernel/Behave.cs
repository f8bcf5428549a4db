using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// The third phase: what borrowers do about the instalment that has just fallen due. One draw a loan and instalment, compared with whole
/// thresholds of 2^-32: first the early exit, then the columns of the loan's own row from best to worst.
/// Reads Outcome (the state recorded today), Age, Anchor, Rate, Balance, RiskBase, RiskPerCent; writes Next, Leaves, Second.
/// </summary>
internal static class Behave
{
    public const double TwoTo32 = 4294967296.0;

    /// <summary>Square root of the loan's risk, drift included, inside the bounds of kernel.md 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T RootRisk<T>(Slab slab, int i, T state, T balance) where T : struct, ILanes<T>
    {
        var log = T.MultiplyAdd(balance, T.Load(slab.RiskPerCent, i), T.Load(slab.RiskBase, i) + T.Pick(RiskFrame.LogRiskOfPointsLost, 0, state));
        return Exponential.Of(T.Min(T.Max(log, T.Of(RiskFrame.LogLowest)), T.Of(RiskFrame.LogHighest)) * T.Of(.5));
    }

    /// <summary>Share of loans in this state that leave early this month.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExitShare<T>(ProductFrame product, MonthFrame month, T state, T age, T rate) where T : struct, ILanes<T>
    {
        var curve = product.Product.Exit;
        var ramp = T.MultiplyAdd(T.Min(age * T.Of(product.RampStep), T.Of(1)), T.Of(1 - curve.RampStart), T.Of(curve.RampStart));
        var share = T.MultiplyAdd(T.Pick(month.Tables.Cells, CascadeTables.ExitRamped, state), ramp, T.Pick(month.Tables.Cells, CascadeTables.ExitFlat, state));
        if (curve.Refinances)
        {
            var saving = T.Min(T.Max((rate - T.Of(month.RefinanceFloor)) * T.Of(1.0 / AnnualRate.One), T.Of(0)), T.Of(.02));
            share *= T.MultiplyAdd(T.Of(month.Climate.RefinanceGain), saving, T.Of(1));
        }

        return share;
    }

    public static void Run<T>(in StepFrame step, int from, int count) where T : struct, ILanes<T>
    {
        var (slab, product, month, tables) = (step.Slab, step.Product, step.Month, step.Month.Tables.Cells);
        for (var i = from; i < count; i += T.Count)
        {
            var state = T.Load(slab.Outcome, i);
            var dueDay = T.Of(month.FirstDay - 1) + T.Min(T.Load(slab.Anchor, i), T.Of(month.Days));
            var (draw, second) = T.Draw(product.Key.RoundKeys, slab.Ids, i, dueDay, (uint)ChanceStream.Behaviour);
            second.Store(slab.Second, i);

            var root = RootRisk(slab, i, state, T.Load(slab.Balance, i));
            var cube = root * root * root;
            var exit = T.Floor(ExitShare(product, month, state, T.Load(slab.Age, i), T.Load(slab.Rate, i)) * T.Of(TwoTo32));

            // A whole draw d is below exit + floor(y) just when d - exit + 1 is at most y, so the thresholds need no rounding of their own.
            var above = draw - exit + T.Of(1);
            var scale = (T.Of(TwoTo32) - exit) / RunningSum(tables, TransitionMatrix.To - 1, state, root, cube);

            // Drawing beyond the threshold of a column means at least the next worse one.
            var next = Beyond(tables, 0, state, root, cube, scale, above)
                + Beyond(tables, 1, state, root, cube, scale, above)
                + Beyond(tables, 2, state, root, cube, scale, above)
                + Beyond(tables, 3, state, root, cube, scale, above)
                + Beyond(tables, 4, state, root, cube, scale, above);
            next.Store(slab.Next, i);

            // The lower half of the exit share pays off from savings, the upper half refinances.
            var way = T.Select(draw + draw < exit, T.Of((double)PendingKind.Payoff), T.Of((double)PendingKind.Prepayment));
            T.Select(draw < exit, way, T.Of(0)).Store(slab.Leaves, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Beyond<T>(double[] tables, int column, T state, T root, T cube, T scale, T above) where T : struct, ILanes<T>
        => T.Select(above > RunningSum(tables, column, state, root, cube) * scale, T.Of(1), T.Of(0));

    /// <summary>Row entries up to a column, times sqrt(risk): better + same x root + worse x root^3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T RunningSum<T>(double[] tables, int column, T state, T root, T cube) where T : struct, ILanes<T>
    {
        var better = T.Pick(tables, CascadeTables.Better(column), state);
        var same = T.Pick(tables, CascadeTables.Same(column), state);
        return T.MultiplyAdd(T.Pick(tables, CascadeTables.Worse(column), state), cube, T.MultiplyAdd(same, root, better));
    }
}
