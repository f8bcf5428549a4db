using LoanTwin.Domain.Decisions;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Policy;

namespace LoanTwin.Tests.Originations;

public class DecisionTests
{
    private static readonly Product Auto = ProductCatalogue.Default[1];
    private static readonly BorrowerLimits Limits = BusinessPolicies.Default.For(Auto);

    [Fact]
    public void Every_reason_to_refuse_is_named_at_once()
        => Assert.Equal(["SCORE_TOO_LOW", "LTV_TOO_HIGH", "DTI_TOO_HIGH"], Refusals.Codes(CreditCheck.Of(Limits, 550, .50, 1.40)));

    [Fact]
    public void Limits_are_inclusive() => Assert.Equal(Refusal.None, CreditCheck.Of(Limits, 600, .43, 1.25));

    [Fact]
    public void A_product_replaces_a_maximum_and_raises_a_minimum()
    {
        Assert.Equal(1.25, Limits.MaxLtv);
        Assert.Equal(620, BusinessPolicies.Default.For(ProductCatalogue.Default[2]).MinScore);
        Assert.Equal(650, (BusinessPolicies.Default with { MinScore = 650 }).For(ProductCatalogue.Default[2]).MinScore);
    }

    [Fact]
    public void The_parts_of_a_price_add_up()
    {
        var price = PriceBuildUp.Of(Auto, .04, 1.2, isNew: true, 72, .005);

        Assert.Equal(.04 + .036 - .004 + (.0085 * Math.Pow(1.2, 2.2)) + .005, price.Total, 12);
        Assert.Equal(price.BaseRate + price.Spread + price.Goods + price.Term + price.Loss + price.Adjustment, price.Total, 12);
        Assert.Equal(price.Total - .005, price.AtMarket, 12);
        Assert.Equal(0, price.Rate.TenMillionths % 1_000);
    }

    [Fact]
    public void A_short_mortgage_is_cheaper()
    {
        var mortgage = ProductCatalogue.Default[2];
        Assert.Equal(.006, PriceBuildUp.Of(mortgage, .04, 1, null, 360, 0).Total - PriceBuildUp.Of(mortgage, .04, 1, null, 180, 0).Total, 9);
    }

    [Fact]
    public void A_rate_never_goes_below_zero() => Assert.Equal(0, PriceBuildUp.Of(Auto, -.04, .5, true, 72, -.05).Rate.TenMillionths);

    [Fact]
    public void Risk_above_the_ceiling_and_a_rate_above_the_cap_are_refused()
    {
        var consumer = ProductCatalogue.Default[0];
        var price = PriceBuildUp.Of(consumer, .12, 3, null, 36, .05);

        Assert.Equal(Refusal.RiskTooHigh | Refusal.RateAboveCap, CreditCheck.Of(consumer, BusinessPolicies.Default, price));
    }

    [Fact]
    public void At_the_market_price_the_average_borrower_takes_the_stated_share()
        => Assert.Equal(.55, TakeUp.Probability(Auto.Offer.Demand, 0, 0), 12);

    [Fact]
    public void A_dearer_offer_is_taken_less_and_by_the_riskier()
    {
        var demand = Auto.Offer.Demand;
        var safe = Math.Log(.6);
        var risky = Math.Log(1.6);

        Assert.True(TakeUp.Probability(demand, 1, 0) < TakeUp.Probability(demand, 0, 0));
        Assert.True(TakeUp.Probability(demand, 0, risky) > TakeUp.Probability(demand, 0, safe));
        Assert.True(
            TakeUp.Probability(demand, 2, risky) / TakeUp.Probability(demand, 0, risky)
            > TakeUp.Probability(demand, 2, safe) / TakeUp.Probability(demand, 0, safe));
    }

    [Fact]
    public void A_policy_names_all_its_faults()
    {
        var policy = BusinessPolicies.Default with { MinScore = 200, MaxDti = double.NaN, Marketing = BusinessPolicies.Default.Marketing.Add("boat", 1).Add("auto", 5) };

        var faults = policy.Check(ProductCatalogue.Default).Problem!.Faults.Select(fault => fault.Field);

        Assert.Equal(["minScore", "maxDti", "marketing.auto", "marketing"], faults);
    }

    [Theory]
    [InlineData(605, .30, true)]
    [InlineData(640, .42, true)]
    [InlineData(640, .30, false)]
    public void Cases_near_a_limit_need_a_person(int score, double dti, bool isBorderline)
        => Assert.Equal(isBorderline, CreditCheck.IsBorderline(Limits, score, dti));
}
