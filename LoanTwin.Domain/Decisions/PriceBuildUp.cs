using LoanTwin.Domain.Lending;

namespace LoanTwin.Domain.Decisions;

/// <summary>A yearly rate and what it is made of, as fractions; the parts add up to <see cref="Total"/>.</summary>
public readonly record struct PriceBuildUp(double BaseRate, double Spread, double Goods, double Term, double Loss, double Adjustment)
{
    // Quoted to a hundredth of a percent.
    private const int Quote = 1_000;

    public double Total => BaseRate + Spread + Goods + Term + Loss + Adjustment;

    /// <summary>What the market asks of the same borrower on average: the same without our own adjustment.</summary>
    public double AtMarket => Total - Adjustment;

    public AnnualRate Rate => new((int)Math.Round(Math.Max(0, Total) * AnnualRate.One / Quote) * Quote);

    /// <param name="risk">Odds against the average borrower of the product.</param>
    /// <param name="isNew">New or used goods; nothing where the product knows neither.</param>
    public static PriceBuildUp Of(Product product, double baseRate, double risk, bool? isNew, int term, double adjustment)
    {
        var price = product.Offer.Price;
        return new(
            baseRate,
            product.MarketSpread,
            isNew switch { true => price.NewGoods, false => price.UsedGoods, null => 0 },
            term < price.ShortTermBelow ? price.ShortTerm : 0,
            price.LossLevel * Math.Pow(risk, price.LossPower),
            adjustment);
    }
}
