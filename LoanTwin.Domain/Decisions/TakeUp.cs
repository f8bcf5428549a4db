using LoanTwin.Domain.Lending;

namespace LoanTwin.Domain.Decisions;

/// <summary>
/// Who takes an offer. The log odds fall with every point above the best other offer; the riskier take it more readily and mind the price
/// less, because they are offered less elsewhere: a dearer offer is taken by a riskier crowd (adverse selection).
/// </summary>
public static class TakeUp
{
    private const double Readiness = .15;
    private const double PriceBlindness = .50;

    /// <param name="gapPoints">Our rate less the best other offer, in percentage points.</param>
    /// <param name="logRisk">Log of the borrower's odds against the average.</param>
    public static double Probability(DemandTerms demand, double gapPoints, double logRisk)
    {
        var logOdds = Math.Log(demand.TakeUp / (1 - demand.TakeUp))
            - (demand.SlopePerPoint * gapPoints * Math.Exp(-PriceBlindness * logRisk))
            + (Readiness * logRisk);
        return 1 / (1 + Math.Exp(-logOdds));
    }
}
