using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Policy;

namespace LoanTwin.Domain.Decisions;

/// <summary>The policy's answer to one borrower: every reason to refuse, or none.</summary>
public static class CreditCheck
{
    // So near a limit a person looks at the case.
    private const int ScoreMargin = 10;
    private const double DtiMargin = .02;

    public static Refusal Of(in BorrowerLimits limits, int score, double dti, double ltv)
        => (score < limits.MinScore ? Refusal.ScoreTooLow : 0)
            | (dti > limits.MaxDti ? Refusal.DtiTooHigh : 0)
            | (ltv > limits.MaxLtv ? Refusal.LtvTooHigh : 0);

    public static Refusal Of(Product product, BusinessPolicies policy, in PriceBuildUp price)
        => (price.Loss > product.Offer.Price.HighestLossPrice ? Refusal.RiskTooHigh : 0)
            | (price.Total > policy.LegalRateCap ? Refusal.RateAboveCap : 0);

    /// <summary>Whether the decision needs a person: score or debt within a hair of its limit.</summary>
    public static bool IsBorderline(in BorrowerLimits limits, int score, double dti)
        => Math.Abs(score - limits.MinScore) < ScoreMargin || Math.Abs(dti - limits.MaxDti) < DtiMargin;
}
