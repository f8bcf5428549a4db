using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Events;

/// <summary>
/// A payment from outside. On a due day it waits for the bill and then pays it; between due days it takes the place of what was drawn and
/// pays fees, interest and principal due, the rest early. The payoff ends the loan.
/// </summary>
internal static class Payment
{
    public static Problem? Apply(LoanDesk desk, PaymentReceived payment)
    {
        var loan = desk.Reading;
        var isDue = desk.IsDue(loan);
        var problem = Check(desk, loan, isDue, payment.Cents);
        if (problem is not null)
        {
            return problem;
        }

        if (isDue)
        {
            desk.World.Observations.Set(payment.LoanId, Observation.Paid(payment.Cents));
            desk.World.Outside.Queue(payment.LoanId, payment.Sequence);
        }
        else
        {
            desk.Change(open => Post(desk, open, payment));
        }

        return null;
    }

    private static Problem? Check(LoanDesk desk, ReferenceLoan loan, bool isDue, long cents)
    {
        var faults = new FaultList().RequireRunning(loan, isDue);
        var (clearing, payoff) = faults.Any ? (0, 0) : isDue ? AfterBill(loan, desk.Day) : Now(loan, desk.Day);
        var range = $"between 0.01 and the payoff {EventDoor.Money(payoff)}";
        faults.Require(faults.Any ? cents > 0 : cents >= 1 && cents <= payoff, "amount", EventDoor.Money(cents), faults.Any ? "0.01 or more" : range)
            .Require(faults.Any || cents < clearing || cents >= payoff, "amount", EventDoor.Money(cents), $"the payoff {EventDoor.Money(payoff)} with the interest to today, or less than {EventDoor.Money(clearing)}");
        return faults.Refusal();
    }

    /// <summary>What would clear the principal, and what would pay off the loan with its interest to today.</summary>
    private static (long Clearing, long Payoff) Now(ReferenceLoan loan, int day)
    {
        if (loan.IsCard)
        {
            return (loan.Balance, loan.Balance);
        }

        var clearing = loan.FeesDue + loan.InterestDue + loan.Balance;
        return (clearing, clearing + ReferencePost.AccruedToDate(loan, day));
    }

    private static (long Clearing, long Payoff) AfterBill(ReferenceLoan reading, int day)
    {
        var interest = ReferenceAccrue.Period(reading, day);
        if (reading.IsCard)
        {
            ReferenceBill.Statement(reading, interest);
            return (reading.Balance, reading.Balance);
        }

        ReferenceBill.Instalment(reading, interest);
        var payoff = reading.FeesDue + reading.InterestDue + reading.Balance;
        return (payoff, payoff);
    }

    private static void Post(LoanDesk desk, ReferenceLoan loan, PaymentReceived payment)
    {
        var period = desk.Period(loan);
        var (accrued, late, status, owed) = (ReferencePost.AccruedToDate(loan, desk.Day), loan.LateInterest, (loan.Status, loan.Outcome), loan.Owed);
        var principalDue = loan.PrincipalDue;
        var isPayoff = !loan.IsCard && payment.Cents == loan.FeesDue + loan.InterestDue + loan.Balance + accrued;
        var posting = isPayoff ? PayOff(desk, loan) : ReferencePost.Outside(loan, desk.Day, payment.Cents, false);
        ReferenceFlows.Count(desk.Flows, posting);
        desk.World.Outside.Periods = desk.World.Outside.Periods.SetItem(payment.LoanId, period);
        if (!isPayoff)
        {
            Standing.Restate(desk, loan, period);
        }

        var principal = Math.Min(posting.Principal, principalDue);
        desk.World.Outside.Payments = desk.World.Outside.Payments.Add(payment.Sequence, new()
        {
            Loan = payment.LoanId,
            Day = desk.Day,
            DueDay = period.DueDay,
            Fees = posting.Fees,
            Interest = posting.Interest - (isPayoff ? accrued : 0),
            Accrued = isPayoff ? accrued : 0,
            Principal = principal,
            Curtailment = posting.Curtailment + posting.Principal - principal,
            LateInterest = loan.LateInterest - late,
            Owed = owed,
            Left = loan.Owed,
            EndedFrom = isPayoff ? status : null,
        });
    }

    private static ReferencePosting PayOff(LoanDesk desk, ReferenceLoan loan)
    {
        Standing.CancelDefault(desk, loan, desk.Period(loan));
        (loan.Pending, loan.PendingDay, loan.PendingAmount) = (PendingKind.None, 0, 0);
        return ReferencePost.Exit(loan, desk.Day, PendingKind.Payoff);
    }
}
