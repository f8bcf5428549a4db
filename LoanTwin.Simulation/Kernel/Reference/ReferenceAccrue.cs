using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Kernel.Reference;

/// <summary>Phase 1. Interest since the last due day, exact, half-up to the cent.</summary>
internal static class ReferenceAccrue
{
    /// <summary>Whole period: balance x rate x days / (days in year), plus what late-paid principal earned before it was paid.</summary>
    public static long Period(ReferenceLoan loan, int due)
    {
        var lastDue = SimMonth.DueDay(SimMonth.Of(due) - 1, loan.Anchor);
        var days = loan.Product.Basis == AccrualBasis.Thirty360 ? 30 : due - lastDue;
        return Interest(loan, days);
    }

    /// <summary>Part of a period, for a payoff between due days.</summary>
    public static long ToDate(ReferenceLoan loan, int day) => Interest(loan, DaysSinceDue(loan, day));

    /// <summary>What principal earned from the last due day to the day it was paid.</summary>
    public static long Late(ReferenceLoan loan, long principal, int day) => principal * loan.Rate * DaysSinceDue(loan, day);

    public static int DaysSinceDue(ReferenceLoan loan, int day)
    {
        var days = day - SimMonth.LastDueDay(day, loan.Anchor);
        return loan.Product.Basis == AccrualBasis.Thirty360 ? Math.Min(days, 30) : days;
    }

    private static long Interest(ReferenceLoan loan, int days)
    {
        var daysInYear = loan.Product.Basis == AccrualBasis.Thirty360 ? 360 : 365;
        return Cents.HalfUp(((Int128)loan.Balance * loan.Rate * days) + loan.LateInterest, (Int128)daysInYear * AnnualRate.One);
    }
}
