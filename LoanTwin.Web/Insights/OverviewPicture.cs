using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Queries;

namespace LoanTwin.Web.Insights;

/// <summary>A metric on a day, what it was on the day compared with, and its last ninety days.</summary>
internal sealed record Gauge(MetricValue Now, double? Before, IReadOnlyList<SeriesPoint> Spark)
{
    /// <summary>Share of the limit that is used; nothing without one.</summary>
    public double? Used => Attention.Used(Now);
}

/// <summary>One factor of the economy, and what it was a year before.</summary>
internal sealed record EconomyGauge(MacroFactor Factor, double Now, double? YearBefore, IReadOnlyList<SeriesPoint> Year);

/// <summary>All that the overview shows of one day against another, made once for everybody who looks at it.</summary>
/// <param name="IsLive">The last committed day, not one that somebody went back to.</param>
internal sealed record OverviewPicture(
    DateOnly Day, bool IsLive, Baseline? Baseline, ImmutableArray<Gauge> Tiles, ImmutableArray<Gauge> Limits, ImmutableArray<EconomyGauge> Economy, Lead Lead, ImmutableArray<AttentionItem> Attention)
{
    /// <summary>The eight figures at the top, in reading order.</summary>
    public static ImmutableArray<string> TileKeys { get; } = ["outstanding", "roe", "nim", "expectedLossRate", "var95", "dpd30Balance", "capitalRatio", "topShare"];
}
