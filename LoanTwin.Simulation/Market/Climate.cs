using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// What one month does to one product, the same for every loan in it: the factor on adverse odds, the market rate borrowers compare with,
/// the collateral index, the shift of LGD, and the season of spending.
/// </summary>
public readonly record struct Climate(double Odds, double MarketRate, double RefinanceGain, double ValueIndex, double LossShift, double SpendSeason)
{
    // calibration.md 2: the macro response is clipped, so that no scenario drives it beyond what was ever calibrated.
    private const double LowestMacro = .6;
    private const double HighestMacro = 3.0;
    private const double NeutralUnemployment = .045;

    // Odds times risk outside 1/50 to 50 are refused as wrong inputs (kernel.md 3). A rare shock is no wrong input, so the latent factor
    // stops a hair inside; it never repairs an economy or a season that is out of range by itself.
    private const double LowestOdds = 1.001 / (50 * BorrowerRisk.Lowest);
    private const double HighestOdds = .999 * 50 / BorrowerRisk.Highest;

    public static Climate Of(Product product, MarketPath market, LatentPath latent, int place, int month)
    {
        var state = market.At(month);
        var season = product.Season[SimMonth.MonthOfYear(month)];
        var calm = Macro(product.Macro, market, month) * season;
        return new(
            latent.IsNone ? calm : Shaken(calm, product.LatentLoading, product.LatentShift, latent.Level(month, place)),
            state.BaseRate + product.MarketSpread,
            product.Exit.Refinances ? 120 / (1 + (.15 * Math.Max(0, 100 * (state.Unemployment - NeutralUnemployment)))) : 0,
            ValueIndexOf(product, state, month),
            product.Loss.PerPointUnemployment * Math.Max(0, 100 * (state.Unemployment - NeutralUnemployment)),
            product.Card?.SpendSeason[SimMonth.MonthOfYear(month)] ?? 0);
    }

    /// <summary>
    /// The odds of a month whose latent level is known: exp(loading x level - shift) times those of the calm month. The shift makes up for
    /// bad months adding more defaults than good ones spare, so that the mean one-year rate is that of the calm months.
    /// </summary>
    public static double Shaken(double calm, double loading, double shift, double level)
        => Math.Clamp(calm * Math.Exp((loading * level) - shift), Math.Min(calm, LowestOdds), Math.Max(calm, HighestOdds));

    /// <summary>exp(bu (u - 4.5) + br max(0, base rate rise) - bg (growth - 2) - bh (house price rise - 3)), in percentage points.</summary>
    private static double Macro(MacroSensitivity response, MarketPath market, int month)
    {
        var log = (response.Unemployment * 100 * (market.At(month).Unemployment - NeutralUnemployment))
            + (response.RateRise * 100 * market.BaseRateRise(month))
            - (response.Growth * 100 * (market.YearGrowth(month) - .02))
            - (response.HousePrices * 100 * (market.HousePriceRise(month) - .03));
        return Math.Clamp(Math.Exp(log), LowestMacro, HighestMacro);
    }

    /// <summary>What collateral is worth in a month against its index of one: homes follow house prices, everything else loses a share a month.</summary>
    public static double ValueIndexOf(Product product, in EconomicState state, int month)
        => product.ValueFollowsHousePrices ? state.HousePriceIndex / 100 : Math.Pow(1 - product.MonthlyValueLoss, month - (2026 * 12));
}
