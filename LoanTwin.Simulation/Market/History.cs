using System.Collections.Immutable;
using LoanTwin.Domain.Economy;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// The published economy month by month. A quarter's figures sit at its middle month, straight lines between; the month after the last
/// middle carries on the last state, house prices on their last pace.
/// </summary>
public static class History
{
    /// <summary>The first month for which all seven factors were published, and the last.</summary>
    public static int FirstMonth => Complete[0].Quarter.MiddleMonth;

    public static int LastMonth => Complete[^1].Quarter.MiddleMonth + 1;

    private static ImmutableArray<PublishedQuarter> Complete { get; } = [.. PublishedHistory.Quarters.Where(quarter => quarter.Values.All(value => value is not null))];

    /// <summary>All months from February 1990 to December 2025; house prices stand at 100 in the last.</summary>
    public static MarketPath Path { get; } = Until(LastMonth);

    /// <summary>The history up to a month, which is the one where house prices stand at 100.</summary>
    public static MarketPath Until(int lastMonth)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lastMonth, LastMonth);
        var months = Enumerable.Range(FirstMonth, lastMonth - FirstMonth + 1).Select(At).ToList();
        var scale = 100 / months[^1].HousePriceIndex;
        return MarketPath.Create(FirstMonth, [.. months.Select(state => state with { HousePriceIndex = scale * state.HousePriceIndex })]).Value;
    }

    private static EconomicState At(int month)
    {
        var place = (month - FirstMonth) / 3;
        var share = (month - FirstMonth) % 3 / 3.0;
        var state = StateOf(Complete[place]);
        return place + 1 < Complete.Length
            ? state.Towards(StateOf(Complete[place + 1]), share)
            : state with { HousePriceIndex = state.HousePriceIndex * Math.Pow(state.HousePriceIndex / StateOf(Complete[place - 1]).HousePriceIndex, share) };
    }

    private static EconomicState StateOf(PublishedQuarter quarter) => EconomicState.Of([.. quarter.Values.Select(value => value!.Value)]);
}
