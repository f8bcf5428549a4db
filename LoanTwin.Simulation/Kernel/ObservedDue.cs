using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Kernel;

/// <summary>A payment from outside on a due day, and what the due day had billed before it.</summary>
internal readonly record struct ObservedPayment(ReferencePosting Posting, long DueCents, int Owed, int Left, long Balance, PaymentStatus? EndedFrom);

/// <summary>
/// The due day of a loan about which something was seen: the reference step itself, so that there is no third place that ages a loan. It is
/// some ten times slower than the lanes, and only observed loans pay for it.
/// </summary>
internal sealed class ObservedDue(Shelf shelf)
{
    public void Run(int row, Observation seen, ProductFrame product, FlowTable flows, int month, Observations observations)
    {
        var loan = new ReferenceLoan(shelf, row);
        var (frame, day) = (product.At(month), SimMonth.DueDay(month, loan.Anchor));
        var (due, state, defaulted) = (0L, loan.Outcome, 0L);
        ReferencePosting? paid = null;
        var step = new ReferenceStep(TransitionMatrix.Published, product.Key, (_, _) => frame.Climate, (_, posting) => ReferenceFlows.Count(flows, Kept(posting, ref paid)))
        {
            Seen = (_, _) => seen,
            Billed = (billed, _, _) => due = billed.DueCents,
            Statement = (_, charges, purchases) => ReferenceFlows.CountStatement(flows, month, charges, purchases),
            DefaultBegan = begun =>
            {
                defaulted = begun.Balance;
                ReferenceFlows.CountDefault(flows, begun);
            },
        };
        step.DueDay(loan, default, day, frame.BaseRate);
        loan.Give();
        if (seen.PaidCents is not null && paid is { } posting)
        {
            observations.Note(new(posting, due, state.InstalmentsOwed() + 1, loan.Owed, defaulted, loan.IsAlive ? null : state));
        }
    }

    private static ReferencePosting Kept(in ReferencePosting posting, ref ReferencePosting? paid)
    {
        paid = posting;
        return posting;
    }
}
