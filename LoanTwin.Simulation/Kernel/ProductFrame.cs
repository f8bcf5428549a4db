using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Kernel.Expected;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>Everything about one product that a run needs: its months, its accrual, its luck. Built once a future, read by every loan.</summary>
public sealed class ProductFrame
{
    private readonly MonthFrame[] _months;
    private readonly int _firstMonth;
    private ExpectedFrame[]? _expected;

    public ProductFrame(Product product, int place, RandomKey key, Func<int, Climate> climate, ITransitionModel model, MarketPath market, int firstMonth, int months)
    {
        Product = product;
        Place = place;
        Key = key;
        Accrual = Accrual.Of(product.Basis);
        FeeRate = Math.Round(product.AnnualFee * AnnualRate.One);
        RampStep = 1 / product.Exit.RampMonths;
        _firstMonth = firstMonth;
        _months = [.. Enumerable.Range(firstMonth, months).Select(month => new MonthFrame(product, place, month, climate(month), model, market.At(month).BaseRate))];
    }

    /// <summary>The same months as the expected step reads them, made when first asked for.</summary>
    internal ExpectedFrame[] ExpectedFrames => LazyInitializer.EnsureInitialized(ref _expected, () => [.. _months.Select(month => new ExpectedFrame(this, month.Month))]);

    public Product Product { get; }

    public int Place { get; }

    public RandomKey Key { get; }

    public Accrual Accrual { get; }

    /// <summary>Yearly servicing fee in 1e-7.</summary>
    public double FeeRate { get; }

    /// <summary>Part of the exit ramp climbed a month.</summary>
    public double RampStep { get; }

    public int FirstMonth => _firstMonth;

    public int LastMonth => _firstMonth + _months.Length - 1;

    public MonthFrame At(int month) => _months[month - _firstMonth];

    /// <summary>LGD of a charge-off in the given month, as a share of the balance.</summary>
    public double LossGivenDefault(int month, double balance, double valueUnits)
    {
        var climate = At(month).Climate;
        return Product.Loss.OfBalance(balance, valueUnits * climate.ValueIndex, climate.LossShift);
    }
}

/// <summary>One month of one product.</summary>
public sealed class MonthFrame
{
    // Odds outside these bounds mean that the inputs are wrong, not that the borrowers are (kernel.md 3).
    private const double LowestOdds = 1 / 50.0;
    private const double HighestOdds = 50;

    public MonthFrame(Product product, int place, int month, Climate climate, ITransitionModel model, double baseRate)
    {
        if (!(climate.Odds * BorrowerRisk.Lowest >= LowestOdds && climate.Odds * BorrowerRisk.Highest <= HighestOdds))
        {
            throw new ArgumentOutOfRangeException(nameof(climate), climate.Odds, $"{product.Key}: odds times risk must stay between 1/50 and 50");
        }

        Month = month;
        BaseRate = baseRate;
        Climate = climate;
        FirstDay = SimMonth.FirstDay(month);
        Days = SimMonth.Days(month);
        DaysBefore = SimMonth.Days(month - 1);
        DaysAfter = SimMonth.Days(month + 1);
        Tables = model.Tables(product, place, month, climate);
        RefinanceFloor = Math.Round((climate.MarketRate + .005) * AnnualRate.One);
    }

    public int Month { get; }

    public Climate Climate { get; }

    public double BaseRate { get; }

    public int FirstDay { get; }

    public int Days { get; }

    public int DaysBefore { get; }

    public int DaysAfter { get; }

    public CascadeTables Tables { get; }

    /// <summary>Rate in 1e-7 above which a borrower has a reason to refinance.</summary>
    public double RefinanceFloor { get; }

    /// <summary>Days from the last due day to this month's, by each loan's anchor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T DaysInPeriod<T>(Slab slab, int i) where T : struct, ILanes<T>
    {
        var anchor = T.Load(slab.Anchor, i);
        return T.Of(DaysBefore) + T.Min(anchor, T.Of(Days)) - T.Min(anchor, T.Of(DaysBefore));
    }

    /// <summary>Days from the last month's due day to a day before this month's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T DaysSinceLastDue<T>(Slab slab, int i, T day) where T : struct, ILanes<T>
        => day - (T.Of(FirstDay - 1 - DaysBefore) + T.Min(T.Load(slab.Anchor, i), T.Of(DaysBefore)));
}
