using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>What the selling side of a product must satisfy before the lender opens with it.</summary>
internal static class OfferDoor
{
    public static IEnumerable<Fault> Faults(Offer offer, string at)
    {
        var faults = new FaultList();
        CheckPrice(offer, at, faults);
        CheckCosts(offer.Costs, at, faults);
        CheckApplicants(offer.Applicants, at, faults);
        return faults.ToProblem().Faults;
    }

    private static void CheckPrice(Offer offer, string at, FaultList faults)
    {
        var (price, demand, limits) = (offer.Price, offer.Demand, offer.Limits);
        faults.RequireRange(price.LossLevel, 0, 1, $"{at}.price.lossLevel")
            .RequireRange(price.LossPower, 0, 10, $"{at}.price.lossPower")
            .RequireRange(price.HighestLossPrice, 0, 1, $"{at}.price.highestLossPrice")
            .RequireRange(price.NewGoods, -.1, .1, $"{at}.price.newGoods")
            .RequireRange(price.UsedGoods, -.1, .1, $"{at}.price.usedGoods")
            .RequireRange(price.ShortTerm, -.1, .1, $"{at}.price.shortTerm")
            .RequireRange(demand.ApplicantsPerMonth, 0, 100_000, $"{at}.demand.applicantsPerMonth")
            .RequireRange(demand.TakeUp, .001, .999, $"{at}.demand.takeUp")
            .RequireRange(demand.SlopePerPoint, 0, 20, $"{at}.demand.slopePerPoint")
            .RequireRange(demand.MarketNoisePoints, 0, 20, $"{at}.demand.marketNoisePoints")
            .RequireRange(limits.MinScore ?? 300, 300, 850, $"{at}.limits.minScore")
            .RequireRange(limits.MaxLtv ?? 1, .1, 2, $"{at}.limits.maxLtv")
            .RequireRange(limits.MaxDti ?? 1, .05, 2, $"{at}.limits.maxDti")
            .Require(Enum.IsDefined(offer.Basel), $"{at}.basel", offer.Basel, "a known exposure class");
    }

    private static void CheckCosts(CostTerms costs, string at, FaultList faults)
        => faults.RequireRange(costs.FundingSpread, -.05, .5, $"{at}.costs.fundingSpread")
            .RequireRange(costs.OpexShare, 0, .5, $"{at}.costs.opexShare")
            .RequireRange(costs.OpexPerAccountMonth, 0, 1_000_000, $"{at}.costs.opexPerAccountMonth")
            .RequireRange(costs.OpexShareOfAmount, 0, .5, $"{at}.costs.opexShareOfAmount")
            .RequireRange(costs.OpexPerOrigination, 0, 100_000_000, $"{at}.costs.opexPerOrigination")
            .RequireRange(costs.OriginationFee, 0, .5, $"{at}.costs.originationFee");

    private static void CheckApplicants(ApplicantMix mix, string at, FaultList faults)
    {
        faults.RequireRange(mix.Share, 0, 1, $"{at}.applicants.share")
            .RequireRange(mix.LowestAmount, 1, 2e7, $"{at}.applicants.lowestAmount")
            .RequireRange(mix.HighestAmount, mix.LowestAmount, 2e7, $"{at}.applicants.highestAmount")
            .RequireRange(mix.MedianAmount, 1, 2e7, $"{at}.applicants.medianAmount")
            .RequireRange(mix.LogSdAmount, 0, 3, $"{at}.applicants.logSdAmount")
            .RequireRange(mix.AmountPerScore, -3, 3, $"{at}.applicants.amountPerScore")
            .RequireRange(mix.ScoreMean, 300, 850, $"{at}.applicants.scoreMean")
            .RequireRange(mix.ScoreSd, 0, 300, $"{at}.applicants.scoreSd")
            .RequireRange(mix.DtiMean, 0, 2, $"{at}.applicants.dtiMean")
            .RequireRange(mix.DtiSd, 0, 1, $"{at}.applicants.dtiSd")
            .RequireRange(mix.LtvMean, 0, 2, $"{at}.applicants.ltvMean")
            .RequireRange(mix.LtvSd, 0, 1, $"{at}.applicants.ltvSd")
            .RequireRange(mix.MedianIncome, 1, 1e9, $"{at}.applicants.medianIncome")
            .RequireRange(mix.LogSdIncome, 0, 3, $"{at}.applicants.logSdIncome")
            .Require(!mix.Terms.IsDefaultOrEmpty, $"{at}.applicants.terms", "nothing", "at least one term");
        foreach (var term in mix.Terms.IsDefault ? [] : mix.Terms)
        {
            faults.RequireRange(term.Months, 0, 480, $"{at}.applicants.terms.months").RequireRange(term.Weight, 0, 1, $"{at}.applicants.terms.weight");
        }
    }
}
