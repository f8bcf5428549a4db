using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Reference;

namespace LoanTwin.Simulation.Events;

/// <summary>The lender gives a loan up, or gets money from one that was given up.</summary>
internal static class Ending
{
    public static Problem? ChargeOff(LoanDesk desk)
    {
        var loan = desk.Reading;
        var faults = new FaultList().Require(loan.Balance > 0, "loanId", $"{loan.Status.Key()}, balance {EventDoor.Money(loan.Balance)}", "a loan with a balance to charge off");
        if (!faults.Any)
        {
            desk.Change(open => GiveUp(desk, open));
        }

        return faults.Refusal();
    }

    public static Problem? Recover(LoanDesk desk, RecoveryReceived recovery)
    {
        var loan = desk.Reading;
        var faults = new FaultList()
            .Require(loan.Status == PaymentStatus.Default && loan.Balance == 0, "loanId", loan.Status.Key(), "a loan that was charged off")
            .Require(recovery.Cents is >= 1 and <= LoanDoor.HighestAmount, "amount", EventDoor.Money(recovery.Cents), $"between 0.01 and {EventDoor.Money(LoanDoor.HighestAmount)}");
        if (!faults.Any)
        {
            desk.Change(open => Receive(desk, open, recovery.Cents));
        }

        return faults.Refusal();
    }

    private static void GiveUp(LoanDesk desk, ReferenceLoan loan)
    {
        if (loan.DefaultDay == 0 || loan.DefaultDay > desk.Day)
        {
            // Unlikely to pay: the default event is today at the latest.
            Standing.CancelDefault(desk, loan, desk.Period(loan));
            loan.DefaultDay = desk.Day;
            ReferenceFlows.CountDefault(desk.Flows, loan);
        }

        loan.Wait(PendingKind.None, 0);
        var climate = desk.Product.At(desk.Month).Climate;
        ReferenceFlows.Count(desk.Flows, ReferencePost.ChargeOff(loan, desk.Day, desk.World.Key, climate));
    }

    /// <summary>What was expected is expected less by what has come.</summary>
    private static void Receive(LoanDesk desk, ReferenceLoan loan, long cents)
    {
        desk.Flows.Add(Flow.Recovered, desk.Month, cents);
        loan.PendingAmount -= Math.Min(loan.PendingAmount, cents);
        if (loan.PendingAmount == 0)
        {
            loan.Wait(PendingKind.None, 0);
        }
    }
}
