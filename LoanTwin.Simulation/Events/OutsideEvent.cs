using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Events;

/// <summary>Something that happened outside and that the twin is told: it takes effect at the opening of its day.</summary>
public abstract record OutsideEvent
{
    /// <summary>Place in the inbox; events apply in this order, and none twice.</summary>
    public required long Sequence { get; init; }

    public required long LoanId { get; init; }

    /// <summary>The day it takes effect, as a day number.</summary>
    public required int Day { get; init; }

    /// <summary>How the kind of event is spelt outside the code.</summary>
    public abstract string Type { get; }
}

/// <summary>Money came in from the borrower. It replaces what was drawn for the instalment.</summary>
public sealed record PaymentReceived : OutsideEvent
{
    public override string Type => "payment";

    public required long Cents { get; init; }
}

/// <summary>A payment turned out not to be one: the balance and what was due come back exactly.</summary>
public sealed record PaymentReversed : OutsideEvent
{
    public override string Type => "reversal";

    /// <summary>Sequence of the payment.</summary>
    public required long Reverses { get; init; }
}

/// <summary>On a due day: the state that this instalment will come to, recorded on the next due day. It replaces the draw.</summary>
public sealed record StatusObserved : OutsideEvent
{
    public override string Type => "status";

    public required PaymentStatus Status { get; init; }

    /// <summary>The day of the late payment, where the state means one; drawn as usual when nobody knows.</summary>
    public int? PaymentDay { get; init; }
}

/// <summary>A new yearly rate from this day on; the level payment is worked out anew.</summary>
public sealed record RateChanged : OutsideEvent
{
    public override string Type => "rate";

    /// <summary>In 1e-7: 9.5 % is 950,000.</summary>
    public required int AnnualRate { get; init; }
}

/// <summary>New terms for a loan that cannot be paid as agreed: re-ageing, a longer term, a lower rate, in any combination.</summary>
public sealed record LoanRestructured : OutsideEvent
{
    public override string Type => "restructure";

    public required RestructureOffer Offer { get; init; }
}

/// <summary>The lender writes the balance off today, whatever its product's day.</summary>
public sealed record LoanChargedOff : OutsideEvent
{
    public override string Type => "chargeOff";
}

/// <summary>Cash on a loan that was charged off.</summary>
public sealed record RecoveryReceived : OutsideEvent
{
    public override string Type => "recovery";

    public required long Cents { get; init; }
}

/// <summary>A loan enters the book: originated today, or taken over part-way through its life.</summary>
public sealed record LoanAdded : OutsideEvent
{
    public override string Type => "newLoan";

    public required NewLoan Loan { get; init; }

    /// <summary>What the collateral and the funding of its origination day cost is read from this world's economy, not from the loan.</summary>
    public bool IsPricedHere { get; init; }
}
