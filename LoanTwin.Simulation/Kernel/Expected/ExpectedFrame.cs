using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>One product in one month, as the expected step reads it.</summary>
internal sealed class ExpectedFrame
{
    private readonly double[][] _eventFalls;
    private readonly double[][] _chargeOffFalls;
    private readonly MonthFrame[] _ahead;

    public ExpectedFrame(ProductFrame product, int month)
    {
        Product = product;
        Month = product.At(month);
        Ordinal = month - product.FirstMonth + 1;
        HasBalanceDrift = product.Product.Card is not null || product.Product.IsSecured;
        MonthlyFee = product.FeeRate / (12.0 * AnnualRate.One);
        var calendar = new DefaultCalendar(Month, product.Product.Loss.ChargeOffDays);
        _eventFalls = Thresholds(calendar.EventAhead);
        _chargeOffFalls = Thresholds(calendar.ChargeOffAhead);

        // Beyond the horizon flows are dropped, so the last month stands in for those that follow.
        _ahead = [.. Enumerable.Range(month, ExpectedSums<Lane1>.MonthsAhead).Select(m => product.At(Math.Min(m, product.LastMonth)))];
    }

    public ProductFrame Product { get; }

    /// <summary>Which month of the run this is, from one.</summary>
    public int Ordinal { get; }

    public MonthFrame Month { get; }

    public double MonthlyFee { get; }

    /// <summary>Whether a balance moves its loan's risk: by utilisation or by loan to value.</summary>
    public bool HasBalanceDrift { get; }

    /// <summary>Lanes whose default event, decided this month, falls so many months ahead.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T EventFalls<T>(T anchor, int ahead) where T : struct, ILanes<T> => Falls(_eventFalls[ahead], anchor);

    /// <summary>Whether any due day of this month leads to a charge-off so many months ahead.</summary>
    public bool HasChargeOffs(int ahead) => _chargeOffFalls[ahead][0] <= _chargeOffFalls[ahead][1];

    /// <summary>Lanes whose charge-off, decided this month, falls so many months ahead.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T ChargeOffFalls<T>(T anchor, int ahead) where T : struct, ILanes<T> => Falls(_chargeOffFalls[ahead], anchor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T LossGivenDefault<T>(int ahead, Slab terms, int i, T probability, T balance) where T : struct, ILanes<T>
    {
        var loss = Product.Product.Loss;
        var climate = _ahead[ahead].Climate;
        var raw = loss.ValueShare > 0
            ? T.Of(1) - (T.Load(terms.ValueUnits, i) * T.Of(loss.ValueShare * climate.ValueIndex) * probability / T.Max(balance, T.Of(1e-300)))
            : T.Of(loss.Level + climate.LossShift);
        return T.Min(T.Max(raw, T.Of(loss.Floor)), T.Of(loss.Cap));
    }

    /// <summary>Anchors with one answer lie side by side: the first and last anchor of each month ahead, as doubles.</summary>
    private static double[][] Thresholds(double[] aheadByAnchor)
        => [.. Enumerable.Range(0, ExpectedSums<Lane1>.MonthsAhead).Select(ahead => Range(aheadByAnchor, ahead))];

    private static double[] Range(double[] aheadByAnchor, int ahead)
    {
        var anchors = Enumerable.Range(1, 31).Where(anchor => aheadByAnchor[anchor] == ahead).ToArray();
        if (anchors.Length > 0 && anchors[^1] - anchors[0] + 1 != anchors.Length)
        {
            throw new InvalidOperationException($"anchors whose day falls {ahead} months ahead do not lie side by side");
        }

        return anchors.Length == 0 ? [1, 0] : [anchors[0], anchors[^1]];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Falls<T>(double[] range, T anchor) where T : struct, ILanes<T>
        => T.Except(T.Same(anchor, anchor), (anchor < T.Of(range[0])) | (anchor > T.Of(range[1])));
}
