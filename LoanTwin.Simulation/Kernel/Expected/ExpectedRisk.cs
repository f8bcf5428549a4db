using System.Runtime.CompilerServices;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>
/// Square root of a loan's risk in every state. The exponential is taken once, at the loan's mean balance over all states; a state's own mean
/// balance lies near it, so its factor is a short series (relative error below 1e-6 for a log risk within 0.3 of the mean).
/// </summary>
internal readonly struct ExpectedRisk<T> where T : struct, ILanes<T>
{
    private readonly T _root;
    private readonly T _halfPerCent;
    private readonly T _mean;
    private readonly bool _hasBalanceDrift;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public ExpectedRisk(ExpectedSlab slab, int i, bool hasBalanceDrift)
    {
        var (probability, balance) = (T.Load(slab.Probability[0], i), T.Load(slab.Balance[0], i));
        for (var state = 1; state < ExpectedState.Count; state++)
        {
            probability += T.Load(slab.Probability[state], i);
            balance += T.Load(slab.Balance[state], i);
        }

        _hasBalanceDrift = hasBalanceDrift;
        _mean = balance / T.Max(probability, T.Of(1e-300));
        _halfPerCent = T.Load(slab.Terms.RiskPerCent, i) * T.Of(.5);
        _root = Exponential.Of(T.MultiplyAdd(_mean, _halfPerCent, T.Load(slab.Terms.RiskBase, i) * T.Of(.5)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Root(int row, T probability, T balance)
    {
        var root = _root * T.Of(RootRisk.OfPointsLost[row]);
        if (_hasBalanceDrift)
        {
            var x = ((balance / T.Max(probability, T.Of(1e-300))) - _mean) * _halfPerCent;
            var series = T.MultiplyAdd(x, T.MultiplyAdd(x, T.MultiplyAdd(x, T.Of(1.0 / 24), T.Of(1.0 / 6)), T.Of(.5)), T.Of(1));
            root = T.MultiplyAdd(root * x, series, root);
        }

        return T.Min(T.Max(root, T.Of(RootRisk.Lowest)), T.Of(RootRisk.Highest));
    }
}

/// <summary>Square roots of the bounds of risk, and of what lost points do to it.</summary>
internal static class RootRisk
{
    public static readonly double Lowest = Math.Sqrt(BorrowerRisk.Lowest);
    public static readonly double Highest = Math.Sqrt(BorrowerRisk.Highest);
    public static readonly double[] OfPointsLost = [.. RiskFrame.LogRiskOfPointsLost.Select(log => Math.Exp(log / 2))];
}
