using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Simulation.Events;

/// <summary>
/// A payment is taken back: balance, fees, interest and principal due stand where they stood, and the instalments it had paid are owed
/// again. Within the same period the interest is as if it had never been paid; for periods already closed none is charged afterwards.
/// </summary>
internal static class Reversal
{
    private const int MostOwed = 4;

    public static Problem? Apply(LoanDesk desk, PaymentReversed reversal)
    {
        var loan = desk.Reading;
        var known = desk.World.Outside.Payments.TryGetValue(reversal.Reverses, out var payment) && payment.Loan == reversal.LoanId;
        var faults = new FaultList()
            .Require(known, "reverses", reversal.Reverses, "the sequence of an outside payment on this loan")
            .Require(!known || !payment!.IsReversed, "reverses", reversal.Reverses, "a payment that was not reversed before");
        if (known && payment!.EndedFrom is not null && loan.Status == PaymentStatus.PaidOff)
        {
            faults.Require(payment.DueDay == desk.DueDay(loan), "loanId", loan.Status.Key(), "a payoff of the running period; later the contract is over");
        }
        else
        {
            faults.RequireRunning(loan, desk.IsDue(loan));
        }

        if (faults.Any)
        {
            return faults.Refusal() is { Kind: ProblemKind.Invalid } problem && !known ? problem with { Kind = ProblemKind.NotFound } : faults.Refusal();
        }

        desk.Change(open => TakeBack(desk, open, payment!));
        desk.World.Outside.Payments = desk.World.Outside.Payments.SetItem(reversal.Reverses, payment! with { IsReversed = true });
        return null;
    }

    private static void TakeBack(LoanDesk desk, ReferenceLoan loan, PostedPayment payment)
    {
        var period = desk.Period(loan);
        if (payment.DueDay != period.DueDay || loan.DueCents + payment.TowardsDue > period.Due)
        {
            // A restructure closes a period too. What a closed period had paid is owed again beside the running instalment: as many as it had paid, and one where nothing else is owed.
            var again = Math.Max(payment.Owed - payment.Left, payment.TowardsDue > 0 && period.Owed == 0 ? 1 : 0);
            period = period with { Due = period.Due + payment.TowardsDue, Owed = Math.Min(period.Owed + again, MostOwed) };
        }

        if (payment.DueDay == period.DueDay)
        {
            loan.LateInterest -= payment.LateInterest;
        }

        Restore(loan, payment);
        Count(desk, payment);
        desk.World.Outside.Periods = desk.World.Outside.Periods.SetItem(payment.Loan, period);
        Standing.Restate(desk, loan, period);
    }

    private static void Restore(ReferenceLoan loan, PostedPayment payment)
    {
        loan.FeesDue += payment.Fees;
        loan.InterestDue += payment.Interest;
        loan.PrincipalDue += payment.Principal;
        loan.Balance += payment.Principal + payment.Curtailment;
        if (payment.EndedFrom is { } state)
        {
            (loan.Status, loan.Outcome, loan.Owed) = (state.Recorded, state.Next, payment.Owed);
        }
    }

    private static void Count(LoanDesk desk, PostedPayment payment)
    {
        desk.Flows.Add(Flow.Reversed, desk.Month, payment.Principal + payment.Curtailment);
        desk.Flows.Add(Flow.FeesPaid, desk.Month, -payment.Fees);
        desk.Flows.Add(Flow.InterestPaid, desk.Month, -payment.Interest - payment.Accrued);
    }
}
