using System.Collections.Immutable;
using LoanTwin.Domain.Economy;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// When the economy counts as in crisis: unemployment stands at least half a point above its lowest level of the half-year before (the rule of
/// Sahm, read on levels and over half its span, so that it names the fall and not the long way back). The same rule names the crisis
/// quarters of the history.
/// </summary>
internal static class CrisisRule
{
    /// <summary>How far the rule looks back in quarters, and in months.</summary>
    public const int QuartersBack = 2;
    public const int MonthsBack = 6;

    // Half a point, less the last bits of a subtraction of published tenths.
    private const double Rise = .00499999;

    /// <summary>For each entry whether it is in crisis.</summary>
    public static ImmutableArray<double> Of(IReadOnlyList<double> unemployment, int back)
        => [.. Enumerable.Range(0, unemployment.Count).Select(i => Holds(unemployment, i, back) ? 1.0 : 0)];

    public static ImmutableArray<double> Of(ImmutableArray<EconomicState> months) => Of([.. months.Select(state => state.Unemployment)], MonthsBack);

    private static bool Holds(IReadOnlyList<double> unemployment, int at, int back)
    {
        var lowest = unemployment[at];
        for (var i = Math.Max(0, at - back); i < at; i++)
        {
            lowest = Math.Min(lowest, unemployment[i]);
        }

        return unemployment[at] - lowest >= Rise;
    }
}
