using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Kernel;

/// <summary>A payment from outside on a due day, where its money went, and what the due day had billed before it.</summary>
internal readonly record struct ObservedPayment
{
    public required long Loan { get; init; }
    public required int Day { get; init; }
    public required long Fees { get; init; }
    public required long Interest { get; init; }

    /// <summary>Principal that had fallen due.</summary>
    public required long Principal { get; init; }

    public required long Curtailment { get; init; }
    public required long DueCents { get; init; }
    public required int Owed { get; init; }
    public required int Left { get; init; }

    /// <summary>Balance when a default event was begun, else zero.</summary>
    public required long DefaultedBalance { get; init; }

    /// <summary>The recorded state of a loan that this payment ended.</summary>
    public PaymentStatus? EndedFrom { get; init; }
}

/// <summary>
/// The due day of a loan about which something was seen: the reference step itself, so that there is no third place that ages a loan. It is
/// some ten times slower than the lanes, and only observed loans pay for it.
/// </summary>
internal sealed class ObservedDue(Shelf shelf)
{
    public void Run(int row, Observation seen, ProductFrame product, FlowTable flows, int month, Observations observations, DayFacts? facts = null, bool buys = true)
    {
        var loan = new ReferenceLoan(shelf, row);
        var (frame, day) = (product.At(month), SimMonth.DueDay(month, loan.Anchor));
        var (due, state, recorded, defaulted) = (0L, loan.Outcome, loan.Status, 0L);
        ReferencePosting? paid = null;
        var step = new ReferenceStep(TransitionMatrix.Published, product.Key, (_, _) => frame.Climate, (_, posting) => ReferenceFlows.Count(flows, Kept(posting, facts, ref paid)))
        {
            Seen = (_, _) => seen,
            Buys = buys,
            Billed = (billed, _, _) => due = billed.DueCents,
            Statement = statement => ReferenceFlows.CountStatement(flows, month, statement),
            DefaultBegan = begun =>
            {
                defaulted = begun.Balance;
                ReferenceFlows.CountDefault(flows, begun);
            },
        };
        step.DueDay(loan, default, day, frame.BaseRate);
        loan.Give();
        facts?.Note((long)loan.Id, recorded, loan.Status);
        if (seen.PaidCents is not null && paid is { } posting)
        {
            var principal = Math.Min(posting.Principal, due - posting.Fees - posting.Interest);
            observations.Note(new()
            {
                Loan = (long)posting.Loan,
                Day = day,
                Fees = posting.Fees,
                Interest = posting.Interest,
                Principal = principal,
                Curtailment = posting.Curtailment + posting.Principal - principal,
                DueCents = due,
                Owed = state.InstalmentsOwed() + 1,
                Left = loan.Owed,
                DefaultedBalance = defaulted,
                EndedFrom = loan.IsAlive ? null : state,
            });
        }
    }

    private static ReferencePosting Kept(in ReferencePosting posting, DayFacts? facts, ref ReferencePosting? paid)
    {
        paid = posting;
        facts?.Add(new((long)posting.Loan, posting.Kind, posting.IsOnDueDay, posting.Fees, posting.Interest, posting.Principal + posting.Curtailment));
        return posting;
    }
}
