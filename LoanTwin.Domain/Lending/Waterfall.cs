using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>What a borrower owes today, in cents: fees, interest and principal that have fallen due, and the whole principal outstanding.</summary>
public readonly record struct AmountOwed(long FeesCents, long InterestCents, long PrincipalCents, long BalanceCents)
{
    public long DueCents => FeesCents + InterestCents + PrincipalCents;

    /// <summary>What ends the loan today: everything due, and the principal that is not due yet.</summary>
    public long PayoffCents => FeesCents + InterestCents + BalanceCents;
}

/// <summary>Where one payment went, in cents. Curtailment is principal paid before it fell due.</summary>
public readonly record struct PaymentAllocation(long FeesCents, long InterestCents, long PrincipalCents, long CurtailmentCents)
{
    public long TotalCents => FeesCents + InterestCents + PrincipalCents + CurtailmentCents;
}

/// <summary>Decides what a payment pays: whole instalments take equal shares of what is owed, odd amounts go to fees, then interest, then principal.</summary>
public static class Waterfall
{
    /// <summary>The share of one part that some of the owed instalments pay, half-up to the cent; paying all of them pays the part exactly.</summary>
    public static long Share(long partCents, int paidInstalments, int owedInstalments)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partCents);
        ArgumentOutOfRangeException.ThrowIfLessThan(owedInstalments, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(paidInstalments);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(paidInstalments, owedInstalments);

        return Cents.HalfUp((Int128)partCents * paidInstalments, owedInstalments);
    }

    /// <summary>Pays whole instalments out of those owed: the same share of fees, of interest and of principal.</summary>
    public static PaymentAllocation PayInstalments(AmountOwed owed, int paidInstalments, int owedInstalments) => new(
        Share(owed.FeesCents, paidInstalments, owedInstalments),
        Share(owed.InterestCents, paidInstalments, owedInstalments),
        Share(owed.PrincipalCents, paidInstalments, owedInstalments),
        0);

    /// <summary>An odd amount from outside: fees first, then interest, then principal due; the rest is a curtailment. More than the payoff is refused.</summary>
    public static Result<PaymentAllocation> Apply(AmountOwed owed, long amountCents)
    {
        var rule = FormattableString.Invariant($"between 0.01 and the payoff {Cents.ToDollars(owed.PayoffCents):F2}");
        var faults = new FaultList()
            .Require(owed is { FeesCents: >= 0, InterestCents: >= 0, PrincipalCents: >= 0 }, "owed", owed, "no part below 0")
            .Require(owed.BalanceCents >= owed.PrincipalCents, "balance", Cents.ToDollars(owed.BalanceCents), "at least the principal due")
            .Require(amountCents > 0 && amountCents <= owed.PayoffCents, "amount", Cents.ToDollars(amountCents), rule);
        return faults.Or(() => Pour(owed, amountCents));
    }

    private static PaymentAllocation Pour(AmountOwed owed, long amountCents)
    {
        var fees = Math.Min(amountCents, owed.FeesCents);
        var interest = Math.Min(amountCents - fees, owed.InterestCents);
        var principal = Math.Min(amountCents - fees - interest, owed.PrincipalCents);
        return new PaymentAllocation(fees, interest, principal, amountCents - fees - interest - principal);
    }
}
