using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Results;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// The economy month by month, with at least the year of history that the macro response looks back on. Past its last month the last
/// state holds; a later issue puts the fitted market model in its place.
/// </summary>
public sealed class MarketPath
{
    private const int LookBack = 12;
    private readonly int _firstMonth;
    private readonly ImmutableArray<EconomicState> _states;

    private MarketPath(int firstMonth, ImmutableArray<EconomicState> states) => (_firstMonth, _states) = (firstMonth, states);

    public int FirstMonth => _firstMonth;

    public ImmutableArray<EconomicState> States => _states;

    /// <summary>The neutral economy for so many months: house prices grow 3 % a year, everything else stands still. Past them the last state holds, prices included.</summary>
    public static MarketPath Neutral(int firstMonth, int months)
    {
        var states = Enumerable.Range(0, months + LookBack + 1)
            .Select(i => EconomicState.Neutral with { HousePriceIndex = 100 * Math.Pow(1.03, (i - LookBack) / 12.0) });
        return new(firstMonth - LookBack, [.. states]);
    }

    /// <summary>A path whose first entry is twelve months before the first month that will be asked for.</summary>
    public static Result<MarketPath> Create(int firstMonth, ImmutableArray<EconomicState> states)
    {
        if (states.IsDefault)
        {
            return Problem.Of(ProblemKind.MissingData, "market.months", "nothing", "a list of months");
        }

        var faults = new FaultList().Require(states.Length > LookBack, "market.months", states.Length, $"at least {LookBack + 1}: one year of history and one month");
        for (var i = 0; i < states.Length; i++)
        {
            var (at, s) = ($"market[{i}]", states[i]);
            faults.RequireRange(s.BaseRate, -.05, .30, $"{at}.baseRate")
                .RequireRange(s.Unemployment, 0, .50, $"{at}.unemployment")
                .RequireRange(s.GdpGrowth, -.60, .60, $"{at}.gdpGrowth")
                .RequireRange(s.Inflation, -.30, 1, $"{at}.inflation")
                .RequireRange(s.HousePriceIndex, 1, 10_000, $"{at}.housePriceIndex")
                .RequireRange(s.CreditSpread, -.02, .50, $"{at}.creditSpread")
                .RequireRange(s.Volatility, 0, 200, $"{at}.volatility");
        }

        return faults.Or(() => new MarketPath(firstMonth, states));
    }

    public EconomicState At(int month) => _states[Math.Clamp(month - _firstMonth, 0, _states.Length - 1)];

    /// <summary>Mean growth of the last four quarters, read at this month and three, six and nine months before it.</summary>
    public double YearGrowth(int month) => (At(month).GdpGrowth + At(month - 3).GdpGrowth + At(month - 6).GdpGrowth + At(month - 9).GdpGrowth) / 4;

    public double HousePriceRise(int month) => (At(month).HousePriceIndex / At(month - LookBack).HousePriceIndex) - 1;

    public double BaseRateRise(int month) => Math.Max(0, At(month).BaseRate - At(month - LookBack).BaseRate);
}
