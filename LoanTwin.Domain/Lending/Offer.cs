using LoanTwin.Domain.Risk;

namespace LoanTwin.Domain.Lending;

/// <summary>
/// Price for risk: base rate + the product's spread (<see cref="Product.MarketSpread"/>) + Level x risk^Power for loss, refused above
/// <see cref="HighestLossPrice"/>. New and used goods, and short terms, carry a spread of their own.
/// </summary>
public sealed record PriceTerms(double LossLevel, double LossPower, double HighestLossPrice)
{
    public double NewGoods { get; init; }
    public double UsedGoods { get; init; }

    /// <summary>Terms below this many months carry <see cref="ShortTerm"/>.</summary>
    public int ShortTermBelow { get; init; }
    public double ShortTerm { get; init; }
}

/// <summary>
/// Demand: how many apply a month for every 10,000 loans of the lender's starting size, the share of them that takes an offer at the market
/// price, and how fast that share falls (log odds a percentage point above the applicant's best other offer, which scatters).
/// </summary>
public sealed record DemandTerms(double ApplicantsPerMonth, double TakeUp, double SlopePerPoint, double MarketNoisePoints);

/// <summary>What a loan costs its lender: funding over the base rate, and running and first costs. Money in cents, shares of balance a year or of the amount.</summary>
public sealed record CostTerms(double FundingSpread, double OpexShare, long OpexPerAccountMonth, double OpexShareOfAmount, long OpexPerOrigination, double OriginationFee);

/// <summary>Where a product departs from the lender's policy: a higher minimum score adds to it, a maximum replaces it.</summary>
public sealed record LimitOverrides(int? MinScore = null, double? MaxLtv = null, double? MaxDti = null);

/// <summary>How a product is sold: who asks for it, at what price, within which limits, and what it costs to keep.</summary>
public sealed record Offer
{
    public required PriceTerms Price { get; init; }
    public required DemandTerms Demand { get; init; }
    public required CostTerms Costs { get; init; }
    public required ApplicantMix Applicants { get; init; }
    public LimitOverrides Limits { get; init; } = new();
    public required BaselClass Basel { get; init; }
}
