using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Kernel.Reference;

/// <summary>Adds movements of single loans to the sums of a month.</summary>
internal static class ReferenceFlows
{
    public static void Count(FlowTable flows, in ReferencePosting posting)
    {
        var month = SimMonth.Of(posting.Day);
        switch (posting.Kind)
        {
            case PendingKind.Payment:
                flows.Add(Flow.FeesPaid, month, posting.Fees);
                flows.Add(Flow.InterestPaid, month, posting.Interest);
                flows.Add(Flow.PrincipalPaid, month, posting.Principal);
                flows.Add(Flow.Curtailed, month, posting.Curtailment);
                break;
            case PendingKind.Payoff or PendingKind.Prepayment:
                flows.Add(Flow.FeesPaid, month, posting.Fees);
                flows.Add(Flow.InterestPaid, month, posting.Interest);
                flows.Add(Flow.PaidEarly, month, posting.Principal);
                flows.Add(Flow.Prepaid, month, posting.Kind == PendingKind.Prepayment ? posting.Principal : 0);
                break;
            case PendingKind.ChargeOff:
                flows.Add(Flow.ChargeOffs, month, 1);
                flows.Add(Flow.ChargedOff, month, posting.Principal);
                flows.Add(Flow.LossBooked, month, posting.Interest);
                break;
            default:
                flows.Add(Flow.Recovered, month, posting.Principal);
                break;
        }
    }

    public static void CountStatement(FlowTable flows, int month, in ReferenceStatement statement)
    {
        flows.Add(Flow.Capitalised, month, statement.Charges);
        flows.Add(Flow.CapitalisedFees, month, statement.Fees);
        flows.Add(Flow.Suspended, month, statement.IsSuspended ? statement.Charges : 0);
        flows.Add(Flow.Purchases, month, statement.Purchases);
    }

    /// <summary>A default event counts in the month of its first day.</summary>
    public static void CountDefault(FlowTable flows, ReferenceLoan loan)
    {
        flows.Add(Flow.DefaultEvents, SimMonth.Of(loan.DefaultDay), 1);
        flows.Add(Flow.DefaultedBalance, SimMonth.Of(loan.DefaultDay), loan.Balance);
    }
}
