using LoanTwin.Simulation.Market;

namespace LoanTwin.Web.Forecasts;

/// <summary>The days that a forecast has points for: every tenth day of the first three months, where most decisions look, and every month end.</summary>
internal static class ForecastDays
{
    private const int Step = 10;
    private const int Close = 90;

    public static IReadOnlyList<int> After(int day, int months)
    {
        var ends = Enumerable.Range(SimMonth.Of(day + 1), months).Select(SimMonth.LastDay).ToList();
        return [.. Enumerable.Range(1, Close / Step).Select(step => day + (step * Step)).Where(close => close < ends[^1]).Union(ends).Order()];
    }
}
