using System.Collections.Immutable;
using System.ComponentModel;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Market;
using LoanTwin.Web.Api;

namespace LoanTwin.Web.Formulas;

/// <summary>The economy of one month, with the year behind it. What is not given is neutral.</summary>
internal sealed record CascadeEconomy(
    [property: Description("month of the year, 1 to 12, for the season; without it none")] int? Month = null,
    [property: Description("fraction; neutral 0.045")] double? Unemployment = null,
    [property: Description("fraction a year; neutral 0.0375")] double? BaseRate = null,
    [property: Description("rise of the base rate over twelve months; neutral 0")] double? BaseRateRise = null,
    [property: Description("fraction a year, mean of four quarters; neutral 0.02")] double? GdpGrowth = null,
    [property: Description("growth of house prices over twelve months; neutral 0.03")] double? HousePriceGrowth = null)
{
    private const int AnyYear = 2026 * 12;
    private const double NeutralHousePriceGrowth = .03;

    public static CascadeEconomy Read(JsonFields fields) => new(
        fields.WholeOrNone("month", 1, 12),
        fields.NumberOrNone("unemployment", MacroFactor.Unemployment.Lowest, MacroFactor.Unemployment.Highest),
        fields.NumberOrNone("baseRate", MacroFactor.BaseRate.Lowest, MacroFactor.BaseRate.Highest),
        fields.NumberOrNone("baseRateRise", -1, 1),
        fields.NumberOrNone("gdpGrowth", MacroFactor.GdpGrowth.Lowest, MacroFactor.GdpGrowth.Highest),
        fields.NumberOrNone("housePriceGrowth", -.9, 9));

    /// <summary>What this month does to a product: the climate that the kernel reads, and its odds in their two factors.</summary>
    public (Climate Climate, double Macro, double Season) On(Product product, FaultList faults)
    {
        var last = EconomicState.Neutral;
        last = last with { BaseRate = BaseRate ?? last.BaseRate, Unemployment = Unemployment ?? last.Unemployment, GdpGrowth = GdpGrowth ?? last.GdpGrowth };
        var first = last with { BaseRate = last.BaseRate - (BaseRateRise ?? 0) };
        last = last with { HousePriceIndex = first.HousePriceIndex * (1 + (HousePriceGrowth ?? NeutralHousePriceGrowth)) };

        // The kernel looks back twelve months: the first carries the rise, the quarters between them today's growth.
        var month = AnyYear + (Month ?? 1) - 1;
        var year = MarketPath.Create(month - 12, [first, .. Enumerable.Repeat(last, 12)]);
        if (!year.IsSuccess)
        {
            faults.Require(false, "economy.baseRateRise", BaseRateRise, $"a rise from a base rate between {MacroFactor.BaseRate.Lowest} and {MacroFactor.BaseRate.Highest}");
            return default;
        }

        var climate = Climate.Of(product, year.Value, LatentPath.None, 0, month);
        var season = product.Season[SimMonth.MonthOfYear(month)];
        return (climate, climate.Odds / season, Month is null ? 1 : season);
    }
}
