using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Lending;

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

    public static Climate Of(Product product, MarketPath market, LatentPath latent, int place, int month)
    {
        var state = market.At(month);
        var season = product.Season[SimMonth.MonthOfYear(month)];
        var latentLog = (product.LatentLoading * latent.Level(month, place));
        return new(
            Macro(product.Macro, market, month) * season * Math.Exp(latentLog),
            state.BaseRate + product.MarketSpread,
            product.Exit.Refinances ? 120 / (1 + (.15 * Math.Max(0, 100 * (state.Unemployment - NeutralUnemployment)))) : 0,
            ValueIndexOf(product, state, month),
            product.Loss.PerPointUnemployment * Math.Max(0, 100 * (state.Unemployment - NeutralUnemployment)),
            product.Card?.SpendSeason[SimMonth.MonthOfYear(month)] ?? 0);
    }

    /// <summary>exp(bu (u - 4.5) + br max(0, base rate rise) - bg (growth - 2) - bh (house price rise - 3)), in percentage points.</summary>
    private static double Macro(MacroSensitivity response, MarketPath market, int month)
    {
        var log = (response.Unemployment * 100 * (market.At(month).Unemployment - NeutralUnemployment))
            + (response.RateRise * 100 * market.BaseRateRise(month))
            - (response.Growth * 100 * (market.YearGrowth(month) - .02))
            - (response.HousePrices * 100 * (market.HousePriceRise(month) - .03));
        return Math.Clamp(Math.Exp(log), LowestMacro, HighestMacro);
    }

    private static double ValueIndexOf(Product product, in EconomicState state, int month)
        => product.ValueFollowsHousePrices ? state.HousePriceIndex / 100 : Math.Pow(1 - product.MonthlyValueLoss, month - (2026 * 12));
}
