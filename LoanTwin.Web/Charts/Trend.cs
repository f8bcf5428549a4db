using LoanTwin.Domain.Metrics;

namespace LoanTwin.Web.Charts;

/// <summary>Whose line it is: ours, what we compare with, or what is proposed.</summary>
public enum SeriesRole
{
    Ours,
    Challenger,
    Baseline,
}

/// <summary>One value on one simulated day; nothing where there is none, which leaves a gap.</summary>
public sealed record TrendPoint(DateOnly Day, double? Value)
{
    public double? Known => Value is { } value && double.IsFinite(value) ? value : null;
}

/// <summary>A line and what it is called at its end.</summary>
public sealed record TrendSeries(string Label, SeriesRole Role, IReadOnlyList<TrendPoint> Points);

/// <summary>What is expected on a day to come: the median and both intervals.</summary>
public sealed record FanDay(DateOnly Day, double Median, double Low50, double High50, double Low90, double High90);

/// <summary>A forecast: when it was made, over how many futures, and what it expects.</summary>
public sealed record TrendFan(string Label, DateOnly AsOf, int Paths, IReadOnlyList<FanDay> Days);

/// <summary>A level to keep to (a limit) or to aim at (a target).</summary>
public sealed record TrendLevel(string Label, double Value);

/// <summary>Something that happened on a day, marked on the axis and told below the picture.</summary>
public sealed record TrendPin(DateOnly Day, string Text);

/// <summary>The first and the last day that a picture shows.</summary>
public sealed record DayRange(DateOnly From, DateOnly To);

/// <summary>How one figure moved and where it goes: everything that a trend picture, its table and its files say.</summary>
public sealed record Trend
{
    public required string Key { get; init; }
    /// <summary>The part of the book that it is about, where that is not the whole.</summary>
    public string? Scope { get; init; }

    public required string Title { get; init; }

    /// <summary>Unit, period and the level of the intervals.</summary>
    public required string Subtitle { get; init; }

    public required MetricUnit Unit { get; init; }
    public GoodDirection Direction { get; init; }

    /// <summary>The last booked day: left of it is fact, right of it is expectation.</summary>
    public required DateOnly Now { get; init; }

    public required IReadOnlyList<TrendSeries> Series { get; init; }
    public TrendFan? Fan { get; init; }
    public IReadOnlyList<TrendLevel> Limits { get; init; } = [];
    public IReadOnlyList<TrendLevel> Targets { get; init; } = [];
    public IReadOnlyList<TrendPin> Pins { get; init; } = [];

    /// <summary>How far the figure itself looks, and where it comes from: both go into the files.</summary>
    public string Horizon { get; init; } = "";

    public string Source { get; init; } = "LoanTwin";

    /// <summary>The line that the sentence, the value and the cursor follow.</summary>
    public TrendSeries? Main => Series.FirstOrDefault(series => series.Role == SeriesRole.Ours) ?? (Series.Count > 0 ? Series[0] : null);

    public TrendPoint? Last => Main?.Points.LastOrDefault(point => point.Known is not null && point.Day <= Now);
}
