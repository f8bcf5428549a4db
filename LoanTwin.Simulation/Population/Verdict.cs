using LoanTwin.Domain.Decisions;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Policy;
using LoanTwin.Domain.Risk;

namespace LoanTwin.Simulation.Population;

/// <summary>What a policy says to a person at a base rate: the price, the reasons against, and how likely the person is to take it.</summary>
public readonly record struct Verdict(PriceBuildUp Price, double LogRisk, Refusal Refusal, double TakeUp)
{
    public static Verdict On(in Person person, Product product, BusinessPolicies policy, in BorrowerLimits limits, double baseRate)
    {
        // Risk is read at the product's plain rate, before the price for risk that follows from it.
        var logRisk = BorrowerRisk.Log(product.Risk, person.Facts(product, baseRate + product.MarketSpread));
        var price = PriceBuildUp.Of(product, baseRate, Math.Exp(logRisk), person.IsNewGoods, person.Term, policy.SpreadAdjustment);
        var demand = product.Offer.Demand;
        var gap = (100 * (price.Total - price.AtMarket)) - (demand.MarketNoisePoints * person.OtherOffer);
        return new(
            price,
            logRisk,
            CreditCheck.Of(limits, person.Score, person.Dti, person.Ltv) | CreditCheck.Of(product, policy, price),
            Domain.Decisions.TakeUp.Probability(demand, gap, logRisk));
    }

    /// <summary>Approved, and the person goes for it.</summary>
    public bool IsTakenBy(in Person person) => Refusal == Refusal.None && person.Inclination < TakeUp;
}
