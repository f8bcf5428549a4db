using System.Collections.Concurrent;
using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Design;
using LoanTwin.Web.Queries;

namespace LoanTwin.Web.Insights;

/// <summary>A metric on a day, what it was on the day compared with, and its last ninety days.</summary>
internal sealed record Gauge(MetricValue Now, double? Before, IReadOnlyList<double?> Spark)
{
    /// <summary>Share of the limit that is used; nothing without one.</summary>
    public double? Used => Attention.Used(Now);
}

/// <summary>One factor of the economy, and what it was a year before.</summary>
internal sealed record EconomyGauge(MacroFactor Factor, double Now, double? YearBefore, IReadOnlyList<SeriesPoint> Year);

/// <summary>How many alerts of one severity ask for a person.</summary>
internal sealed record AlertCount(RiskState State, int Count);

/// <summary>All that the overview shows of one day against another, made once for everybody who looks at it.</summary>
/// <param name="isLive">The last committed day, not one that somebody went back to.</param>
/// <param name="gauge">Reads one metric; asked once for each that somebody has pinned. Nothing for one that is not stored of the day.</param>
/// <param name="alerts">Alerts that nobody looks after yet, the gravest first; nothing for a past day, of which that is not known.</param>
/// <param name="economy">Read when it is looked at: that is seldom, and a picture is made for every day.</param>
/// <param name="attention">The same.</param>
internal sealed class OverviewPicture(
    DateOnly day, bool isLive, Baseline? baseline, Func<string, Gauge?> gauge, ImmutableArray<Gauge> limits, Lead lead, ImmutableArray<AlertCount>? alerts, Func<ImmutableArray<EconomyGauge>> economy, Func<ImmutableArray<AttentionItem>> attention)
{
    private readonly ConcurrentDictionary<string, Gauge?> _gauges = new();
    private readonly Lazy<ImmutableArray<EconomyGauge>> _economy = new(economy);
    private readonly Lazy<ImmutableArray<AttentionItem>> _attention = new(attention);

    public DateOnly Day => day;

    public bool IsLive => isLive;

    public Baseline? Baseline => baseline;

    public ImmutableArray<Gauge> Limits => limits;

    public Lead Lead => lead;

    public ImmutableArray<AlertCount>? Alerts => alerts;

    public ImmutableArray<EconomyGauge> Economy => _economy.Value;

    public ImmutableArray<AttentionItem> Attention => _attention.Value;

    public Gauge? GaugeOf(string key) => _gauges.GetOrAdd(key, gauge);
}
