using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Events;

/// <summary>
/// Where a loan stands after money has moved between due days: the instalments left by the pure rule of <see cref="InstalmentsLeft"/>, the
/// state that the next due day will record, and the default event that begins or does not.
/// </summary>
internal static class Standing
{
    public static void Restate(LoanDesk desk, ReferenceLoan loan, in PeriodDue period)
    {
        if (period.Owed == 0)
        {
            // The instalment was paid on its day; what comes now is early and changes no state.
            return;
        }

        loan.Owed = InstalmentsLeft.Of(period.Due, Math.Min(loan.DueCents, period.Due), period.Owed);
        loan.Outcome = InstalmentsLeft.Status(loan.Owed, false);
        if (loan.Outcome < PaymentStatus.Days90)
        {
            CancelDefault(desk, loan, period);
        }

        if (loan.Outcome != PaymentStatus.Default || loan.Pending != PendingKind.ChargeOff)
        {
            (loan.Pending, loan.PendingDay, loan.PendingAmount) = (PendingKind.None, 0, 0);
        }

        if (loan.Outcome >= PaymentStatus.Days90)
        {
            Begin(desk, loan, period);
        }
    }

    /// <summary>A default event that has not begun by the opening of the day never begins.</summary>
    public static void CancelDefault(LoanDesk desk, ReferenceLoan loan, in PeriodDue period)
    {
        if (loan.DefaultDay >= desk.Day)
        {
            desk.Flows.Add(Flow.DefaultEvents, SimMonth.Of(loan.DefaultDay), -1);
            desk.Flows.Add(Flow.DefaultedBalance, SimMonth.Of(loan.DefaultDay), -period.DefaultedBalance);
            loan.DefaultDay = 0;
        }
    }

    private static void Begin(LoanDesk desk, ReferenceLoan loan, in PeriodDue period)
    {
        var month = SimMonth.Of(period.DueDay);
        var oldest = SimMonth.DueDay(month + 1 - loan.Owed, loan.Anchor);
        if (loan.DefaultDay == 0)
        {
            loan.DefaultDay = Math.Max(desk.Day, Math.Min(oldest + DaysPastDue.DefaultDays, SimMonth.DueDay(month + 1, loan.Anchor)));
            ReferenceFlows.CountDefault(desk.Flows, loan);
            desk.World.Outside.Periods = desk.World.Outside.Periods.SetItem((long)loan.Id, period with { DefaultedBalance = loan.Balance });
        }

        if (loan.Outcome == PaymentStatus.Default && loan.Pending == PendingKind.None)
        {
            loan.Wait(PendingKind.ChargeOff, Math.Max(desk.Day, oldest + loan.Product.Loss.ChargeOffDays));
        }
    }
}
