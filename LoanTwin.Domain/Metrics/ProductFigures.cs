using System.Collections.Immutable;
using LoanTwin.Domain.Risk;

namespace LoanTwin.Domain.Metrics;

/// <summary>
/// What the loans of one product come to at the end of a day. Money in cents as doubles: whole numbers where the book is sampled, exact
/// below 2^53. Late figures are cumulative: 30 holds all of 60, and 60 all of 90 and more days past due.
/// </summary>
public sealed record ProductFigures
{
    /// <summary>Census divisions; one more slot takes every region code beyond them.</summary>
    public const int Regions = 9;

    public required string Product { get; init; }

    /// <summary>Principal not yet paid back or charged off.</summary>
    public double Balance { get; init; }

    /// <summary>Loans not yet paid off or charged off.</summary>
    public double Active { get; init; }

    public double Balance30 { get; init; }
    public double Count30 { get; init; }
    public double Balance60 { get; init; }
    public double Count60 { get; init; }
    public double Balance90 { get; init; }
    public double Count90 { get; init; }

    /// <summary>Balance of loans whose default event has begun and that are not charged off.</summary>
    public double NonPerforming { get; init; }

    /// <summary>Sum of balance times yearly contract rate (a fraction).</summary>
    public double RateWeight { get; init; }

    /// <summary>Sum of balance times score.</summary>
    public double ScoreWeight { get; init; }

    /// <summary>Sum of balance times debt to income (a fraction).</summary>
    public double DtiWeight { get; init; }

    /// <summary>Sum of balance times current loan to value, over secured loans.</summary>
    public double LtvWeight { get; init; }

    /// <summary>Balance of loans with collateral.</summary>
    public double SecuredBalance { get; init; }

    /// <summary>Loss expected over the next 12 months from loans that still perform.</summary>
    public double ExpectedLoss { get; init; }

    /// <summary>Loss expected from loans whose default event has begun: it comes in every year, so it has no default probability.</summary>
    public double CertainLoss { get; init; }

    /// <summary>What cardholders may still draw.</summary>
    public double Undrawn { get; init; }

    /// <summary>The largest balance of a single loan.</summary>
    public double LargestLoan { get; init; }

    /// <summary>Balance by region code, 0 to 8, then all other codes.</summary>
    public ImmutableArray<double> ByRegion { get; init; } = [];

    /// <summary>Performing loans by default probability, for the loss law.</summary>
    public ImmutableArray<LossBucket> Buckets { get; init; } = [];

    /// <summary>What is set aside for losses of the product; the ledger knows it, the book does not.</summary>
    public double Allowance { get; init; }
}
