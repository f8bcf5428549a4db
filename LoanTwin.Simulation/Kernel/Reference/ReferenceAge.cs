using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Kernel.Reference;

/// <summary>Phase 5. The last instalment's state is recorded, the new one is owed, and what happens later is given its day.</summary>
internal static class ReferenceAge
{
    /// <summary>Records what the last due day decided; a performing state ends a default event.</summary>
    public static void Record(ReferenceLoan loan)
    {
        loan.Status = loan.Outcome;
        loan.Owed = loan.Outcome.InstalmentsOwed() + 1;
        loan.Age++;
        if (loan.Status <= PaymentStatus.GracePeriod)
        {
            loan.DefaultDay = 0;
        }
    }

    /// <summary>Gives a decision its day. True when it begins a default event.</summary>
    public static bool Schedule(ReferenceLoan loan, in ReferenceBehave.Decision decision, int due)
    {
        loan.Outcome = decision.Next;
        var next = SimMonth.DueDay(SimMonth.Of(due) + 1, loan.Anchor);
        var begins = false;
        if (decision.Exits)
        {
            loan.Outcome = decision.IsPayoff ? PaymentStatus.PaidOff : PaymentStatus.Prepaid;
            loan.Wait(decision.IsPayoff ? PendingKind.Payoff : PendingKind.Prepayment, due + LateOffset(decision.Second));
        }
        else if (decision.Next == PaymentStatus.GracePeriod && loan.Status >= PaymentStatus.Days30)
        {
            // Out of arrears every payment that is not made on the due day falls on day 2 to 20.
            loan.Wait(PendingKind.Payment, due + LateOffset(decision.Second));
        }
        else if (decision.Next == PaymentStatus.GracePeriod)
        {
            loan.Wait(PendingKind.Payment, due + 1 + (int)(decision.Second * (double)Math.Min(29, next - due - 1) / 4294967296.0));
        }
        else if (decision.Next >= PaymentStatus.Days30)
        {
            begins = Miss(loan, decision, due, next);
        }

        return begins;
    }

    /// <summary>After a payment from outside only what is still unpaid is owed, and no drawn payment follows.</summary>
    public static void Settle(ReferenceLoan loan)
    {
        loan.Owed = loan.Outcome.InstalmentsOwed();
        if (loan.Pending is PendingKind.Payment or PendingKind.Payoff or PendingKind.Prepayment)
        {
            (loan.Pending, loan.PendingDay, loan.PendingAmount) = (PendingKind.None, 0, 0);
        }
    }

    /// <summary>A payment day that was seen takes the place of the drawn one.</summary>
    public static void Pin(ReferenceLoan loan, in Observation? seen)
    {
        if (seen?.PaymentDay is { } day && loan.Pending is PendingKind.Payment or PendingKind.Payoff or PendingKind.Prepayment)
        {
            loan.PendingDay = day;
        }
    }

    private static bool Miss(ReferenceLoan loan, in ReferenceBehave.Decision decision, int due, int next)
    {
        var oldest = SimMonth.DueDay(SimMonth.Of(due) + 1 - loan.Owed, loan.Anchor);
        var begins = decision.Next >= PaymentStatus.Days90 && loan.DefaultDay == 0;
        if (begins)
        {
            loan.DefaultDay = Math.Min(oldest + DaysPastDue.DefaultDays, next);
        }

        if (decision.Next == PaymentStatus.Default)
        {
            loan.Wait(PendingKind.ChargeOff, oldest + loan.Product.Loss.ChargeOffDays);
        }
        else if (loan.Owed > decision.Next.InstalmentsOwed())
        {
            loan.Wait(PendingKind.Payment, due + LateOffset(decision.Second));
        }

        return begins;
    }

    private static int LateOffset(uint word) => 2 + (int)(word * 19.0 / 4294967296.0);
}
