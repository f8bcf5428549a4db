using System.Collections.Immutable;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>Where a loan stands when it is restructured: what is owed of each part, and how many instalments have already fallen due.</summary>
public sealed record LoanPosition
{
    /// <summary>The last due day that has passed; the new schedule counts from here, its first instalment falls due a month later.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Principal still owed, the principal part of missed instalments included.</summary>
    public required long BalanceCents { get; init; }

    public required int InstalmentsFallenDue { get; init; }

    public required PaymentStatus Status { get; init; }

    public long InterestInArrearsCents { get; init; }

    public long FeesDueCents { get; init; }
}

/// <summary>What the lender agrees to: any combination of re-ageing, a longer term and a lower rate.</summary>
public sealed record RestructureOffer
{
    /// <summary>Interest in arrears and fees join the balance, and the loan counts as on time again.</summary>
    public bool ReAge { get; init; }

    public int AddedMonths { get; init; }

    /// <summary>The new rate; it also ends a floating rate's later changes.</summary>
    public AnnualRate? NewRate { get; init; }
}

/// <summary>A restructured loan. Not a cent appears or goes: new balance = old balance + capitalised interest + capitalised fees.</summary>
public sealed record Restructured
{
    public required LoanTerms Terms { get; init; }

    public required Schedule Schedule { get; init; }

    public required PaymentStatus Status { get; init; }

    public required long OldBalanceCents { get; init; }

    public required long CapitalisedInterestCents { get; init; }

    public required long CapitalisedFeesCents { get; init; }

    /// <summary>Arrears that were not capitalised and are still owed beside the new schedule.</summary>
    public required long InterestStillInArrearsCents { get; init; }

    public required long FeesStillDueCents { get; init; }

    public long NewBalanceCents => Terms.AmountCents;
}

/// <summary>Changes the terms of a loan that cannot be paid as agreed, and works out the schedule that replaces the old one.</summary>
public static class Restructure
{
    public static Result<Restructured> Apply(LoanTerms terms, LoanPosition position, RestructureOffer offer)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(position);
        ArgumentNullException.ThrowIfNull(offer);

        var faults = Faults(terms, position, offer);
        if (faults.Any)
        {
            return faults.ToProblem();
        }

        var interest = offer.ReAge ? position.InterestInArrearsCents : 0;
        var fees = offer.ReAge ? position.FeesDueCents : 0;
        return NewTerms(terms, position, offer, position.BalanceCents + interest + fees).Then(renewed => Result<Restructured>.Of(new Restructured
        {
            Terms = renewed,
            Schedule = Amortization.Schedule(renewed),
            Status = offer.ReAge ? PaymentStatus.OnTime : position.Status,
            OldBalanceCents = position.BalanceCents,
            CapitalisedInterestCents = interest,
            CapitalisedFeesCents = fees,
            InterestStillInArrearsCents = position.InterestInArrearsCents - interest,
            FeesStillDueCents = position.FeesDueCents - fees,
        }));
    }

    private static FaultList Faults(LoanTerms terms, LoanPosition position, RestructureOffer offer)
    {
        var current = terms.RateAt(Math.Min(position.InstalmentsFallenDue + 1, terms.TermMonths));
        var rateRule = $"at most the present rate {current}";
        var arrearsRule = "0 or more, at most the largest amount";
        var (balance, interest, fees) = (position.BalanceCents, position.InterestInArrearsCents, position.FeesDueCents);
        return new FaultList()
            .Require(balance is >= 1 and <= LoanTerms.LargestAmountCents, "balance", Cents.ToDollars(balance), "more than 0, at most the largest amount")
            .Require(interest is >= 0 and <= LoanTerms.LargestAmountCents, "interestInArrears", Cents.ToDollars(interest), arrearsRule)
            .Require(fees is >= 0 and <= LoanTerms.LargestAmountCents, "feesDue", Cents.ToDollars(fees), arrearsRule)
            .Require(position.InstalmentsFallenDue >= 0 && position.InstalmentsFallenDue <= terms.TermMonths, "instalmentsFallenDue", position.InstalmentsFallenDue, $"between 0 and {terms.TermMonths}")
            .Require(offer.AddedMonths is >= 0 and <= LoanTerms.LongestTermMonths, "addedMonths", offer.AddedMonths, $"between 0 and {LoanTerms.LongestTermMonths}")
            .Require(offer.NewRate is not { } rate || rate.TenMillionths <= current.TenMillionths, "annualRate", offer.NewRate, rateRule)
            .Require(offer.ReAge || offer.AddedMonths > 0 || offer.NewRate is not null, "offer", "nothing", "re-age, added months or a new rate")
            .Require(!position.Status.IsTerminal(), "status", position.Status.Key(), "a loan that is still running");
    }

    private static Result<LoanTerms> NewTerms(LoanTerms terms, LoanPosition position, RestructureOffer offer, long newBalanceCents)
    {
        var fallenDue = position.InstalmentsFallenDue;
        var current = terms.RateAt(Math.Min(fallenDue + 1, terms.TermMonths));
        return LoanTerms.Create(new ProposedTerms
        {
            Amount = Cents.ToDollars(newBalanceCents),
            AnnualRate = (offer.NewRate ?? current).Fraction,
            TermMonths = terms.TermMonths - fallenDue + offer.AddedMonths,
            Start = position.AsOf,
            AnchorDay = terms.AnchorDay,
            Style = terms.Style.Key(),
            Balloon = terms.Style is RepaymentStyle.Balloon ? Cents.ToDollars(terms.BalloonCents) : null,
            DayCount = terms.DayCount.Key(),
            Rounding = terms.Rounding.Key(),
            Ltv = terms.Ltv,
            RateResets = offer.NewRate is null ? LaterResets(terms, fallenDue) : [],
        });
    }

    // A change that begins with the next instalment is already the present rate.
    private static ImmutableArray<ProposedReset> LaterResets(LoanTerms terms, int fallenDue) =>
    [
        .. terms.RateResets
            .Where(reset => reset.FromInstalment > fallenDue + 1)
            .Select(reset => new ProposedReset(reset.FromInstalment - fallenDue, reset.Rate.Fraction)),
    ];
}
