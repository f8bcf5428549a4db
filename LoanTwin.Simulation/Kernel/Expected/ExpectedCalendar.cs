using System.Runtime.CompilerServices;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;

namespace LoanTwin.Simulation.Kernel.Expected;

/// <summary>
/// What the drawn payment days are worth on average, by each loan's due day: the part of late payments that comes before the month ends, and
/// how long the money was out. A grace payment is even over 1 to min(29, days to the next due day less 1); all others, and grace out of arrears, over 2 to 20.
/// </summary>
internal readonly struct ExpectedCalendar<T> where T : struct, ILanes<T>
{
    public const double LateMeanDays = 11;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ExpectedCalendar(MonthFrame month, T anchor)
    {
        var due = T.Min(anchor, T.Of(month.Days));
        var left = T.Of(month.Days) - due;
        var lateNow = T.Min(T.Max(left - T.Of(1), T.Of(0)), T.Of(19));
        LateNow = lateNow * T.Of(1 / 19.0);
        LateDaysNow = lateNow * (lateNow + T.Of(3)) * T.Of(1 / 38.0);
        var span = T.Min(T.Of(29), T.Of(month.Days) + T.Min(anchor, T.Of(month.DaysAfter)) - due - T.Of(1));
        GraceNow = T.Min(left, span) / span;
        GraceMeanDays = (span + T.Of(1)) * T.Of(.5);
    }

    /// <summary>Part of late payments and exits that fall in this month.</summary>
    public T LateNow { get; }

    /// <summary>Mean days out counted only where the payment falls in this month: sum of 2 to 1 + n over 19.</summary>
    public T LateDaysNow { get; }

    public T GraceNow { get; }

    public T GraceMeanDays { get; }

    /// <summary>Money on its way to the grace state, as if it were out for the mean grace days; out of arrears it is out for the late ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T AsGrace(T amount, bool isLate) => isLate ? amount * T.Of(LateMeanDays) / GraceMeanDays : amount;
}

/// <summary>When the defaults decided in a month are charged off, and when their default event falls, by anchor day.</summary>
internal sealed class DefaultCalendar
{
    private const int Anchors = 32;

    public DefaultCalendar(MonthFrame month, int chargeOffDays)
    {
        for (var anchor = 1; anchor < Anchors; anchor++)
        {
            // 60 days owe three instalments after this one is billed, 90 days owe four.
            var eventDay = Math.Min(SimMonth.DueDay(month.Month - 2, anchor) + DaysPastDue.DefaultDays, SimMonth.DueDay(month.Month + 1, anchor));
            EventAhead[anchor] = SimMonth.Of(eventDay) - month.Month;
            ChargeOffAhead[anchor] = SimMonth.Of(SimMonth.DueDay(month.Month - 3, anchor) + chargeOffDays) - month.Month;
        }
    }

    public double[] EventAhead { get; } = new double[Anchors];

    public double[] ChargeOffAhead { get; } = new double[Anchors];
}
