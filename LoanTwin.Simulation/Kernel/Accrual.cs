using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel;

/// <summary>
/// Interest of one period, exact and rounded half-up to the cent. Balance in cents times rate in 1e-7 is a whole number below 2^53; it is
/// split into whole cents and a rest before the days inside the month come in, so nothing is ever lost to a double.
/// </summary>
public readonly struct Accrual
{
    private const double RateUnits = 1e7;
    private readonly double _periodUnits;
    private readonly double _perPeriodUnit;
    private readonly double _restScale;
    private readonly WholeDivision _byDayUnits;
    private readonly bool _isMonthly;

    private Accrual(double daysInYear, bool isMonthly)
    {
        _isMonthly = isMonthly;
        _byDayUnits = new WholeDivision(daysInYear * RateUnits);
        _restScale = isMonthly ? 30 : 1;
        _periodUnits = _byDayUnits.Unit / _restScale;
        _perPeriodUnit = 1 / _periodUnits;
    }

    public static Accrual Of(AccrualBasis basis) => basis == AccrualBasis.Thirty360 ? new(360, true) : new(365, false);

    public bool IsMonthly => _isMonthly;

    /// <summary>Days in a year times rate units: balance x rate x days over this is interest in cents.</summary>
    public double YearUnits => _byDayUnits.Unit;

    /// <summary>
    /// half-up((balance x rate x days + late) / (days in year x 1e7)). <paramref name="realDays"/> counts only where the basis uses real days;
    /// <paramref name="late"/> is what late-paid principal earned before it was paid.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Interest<T>(T balance, T rate, T realDays, T late) where T : struct, ILanes<T>
    {
        var product = balance * rate;
        if (!_isMonthly)
        {
            product *= realDays;
        }

        // The quotient may be one off; the rest stays exact and the second division puts it right.
        var whole = T.Floor(product * T.Of(_perPeriodUnit));
        var rest = T.MultiplyAdd(whole, T.Of(-_periodUnits), product);
        return whole + _byDayUnits.Floor(T.MultiplyAdd(rest, T.Of(_restScale), late + T.Of(_byDayUnits.Unit / 2)));
    }

    /// <summary>Days of a period that late-paid principal earned interest for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T DaysInPeriod<T>(T days) where T : struct, ILanes<T> => _isMonthly ? T.Min(days, T.Of(30)) : days;

    /// <summary>What principal earned from the last due day to the day it was paid, in the unit of <c>late</c>.</summary>
    public double Late(double principal, double rate, int days) => principal * rate * (_isMonthly ? Math.Min(days, 30) : days);

    /// <summary>Interest from the last due day to a payoff inside the period, to the cent.</summary>
    public long ToDate(long balance, long rate, int days, long late)
    {
        var units = ((Int128)balance * rate * (_isMonthly ? Math.Min(days, 30) : days)) + late;
        var unit = (Int128)_byDayUnits.Unit;
        return (long)((units + (unit / 2)) / unit);
    }
}
