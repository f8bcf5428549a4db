using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Policy;

/// <summary>
/// What the lender has decided about lending: limits on borrowers, limits on itself, and three levers (minimum score, spread, mix). Fractions,
/// but for the score and the number of loans.
/// </summary>
public sealed record BusinessPolicies
{
    public int Version { get; init; } = 1;
    public double MaxLtv { get; init; } = .80;

    /// <summary>The score lever.</summary>
    public int MinScore { get; init; } = 600;

    public double MaxDti { get; init; } = .43;
    public double MaxConcentrationByType { get; init; } = .40;
    public double TargetRoe { get; init; } = .15;
    public double MaxVar { get; init; } = .05;
    public double MinCapitalRatio { get; init; } = .08;

    /// <summary>The book may grow to this many times its starting count.</summary>
    public double MaxPortfolioSize { get; init; } = 3;

    /// <summary>The highest yearly rate of interest that may be asked for; fees come on top.</summary>
    public double LegalRateCap { get; init; } = .36;

    /// <summary>The spread lever: added to every offer.</summary>
    public double SpreadAdjustment { get; init; }

    /// <summary>The mix lever: how strongly each product is marketed, as a factor on its applicants; one where it is not named.</summary>
    public ImmutableSortedDictionary<string, double> Marketing { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    public static BusinessPolicies Default { get; } = new();

    /// <summary>The limits that hold for one product: its own maximum where it has one, the higher of two minimum scores.</summary>
    public BorrowerLimits For(Product product)
    {
        var overrides = product.Offer.Limits;
        return new(Math.Max(MinScore, overrides.MinScore ?? 0), overrides.MaxLtv ?? MaxLtv, overrides.MaxDti ?? MaxDti);
    }

    public double MarketingOf(Product product) => Marketing.GetValueOrDefault(product.Key, 1);

    /// <summary>
    /// The mix lever as one number (-1 to 1): a tilt along the risk axis. Secured products are marketed (1 + tilt) as strongly as before,
    /// unsecured ones (1 - tilt).
    /// </summary>
    public BusinessPolicies Tilted(ProductCatalogue catalogue, double tilt) => this with
    {
        Marketing = catalogue.Products.ToImmutableSortedDictionary(product => product.Key, product => MarketingOf(product) * (product.IsSecured ? 1 + tilt : 1 - tilt)),
    };

    public Result<BusinessPolicies> Check(ProductCatalogue catalogue)
    {
        var faults = new FaultList()
            .RequireRange(MaxLtv, .1, 2, "maxLtv")
            .RequireRange(MinScore, 300, 850, "minScore")
            .RequireRange(MaxDti, .05, 2, "maxDti")
            .RequireRange(MaxConcentrationByType, .05, 1, "maxConcentrationByType")
            .RequireRange(TargetRoe, 0, 1, "targetRoe")
            .RequireRange(MaxVar, .001, 1, "maxVar")
            .RequireRange(MinCapitalRatio, 0, 1, "minCapitalRatio")
            .RequireRange(MaxPortfolioSize, 1, 100, "maxPortfolioSize")
            .RequireRange(LegalRateCap, .01, .40, "legalRateCap")
            .RequireRange(SpreadAdjustment, -.05, .10, "spreadAdjustment");
        foreach (var (key, factor) in Marketing)
        {
            faults.Require(catalogue.Find(key).IsSuccess, "marketing", key, $"one of {string.Join(", ", catalogue.Products.Select(product => product.Key))}")
                .RequireRange(factor, 0, MostMarketing, $"marketing.{key}");
        }

        return faults.Or(() => this);
    }

    /// <summary>Applicants come by thinning a fixed stream, which is wide enough for this much marketing.</summary>
    public const double MostMarketing = 2;
}

/// <summary>What one product asks of a borrower.</summary>
public readonly record struct BorrowerLimits(int MinScore, double MaxLtv, double MaxDti);
