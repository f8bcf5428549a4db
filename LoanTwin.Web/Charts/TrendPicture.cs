using LoanTwin.Simulation.Statistics;
using LoanTwin.Web.Design;

namespace LoanTwin.Web.Charts;

/// <summary>A line as it is drawn: days as numbers, so that the browser needs no calendar.</summary>
public sealed record DrawnLine(string Label, SeriesRole Role, IReadOnlyList<int> Days, IReadOnlyList<double?> Values);

/// <summary>The bands of a forecast as they are drawn.</summary>
public sealed record DrawnFan(string Label, IReadOnlyList<int> Days, IReadOnlyList<double> Median, IReadOnlyList<double> Low50, IReadOnlyList<double> High50, IReadOnlyList<double> Low90, IReadOnlyList<double> High90);

/// <summary>A level across the picture; one that lies outside is named at the edge that it lies beyond.</summary>
/// <param name="IsNamedBelow">There is no room above it: its name stands below.</param>
public sealed record DrawnLevel(double Value, string Text, bool IsOutside, bool IsNamedBelow = false);

/// <summary>Words at the end of a line, moved just so far that no two of them cover each other.</summary>
public sealed record DrawnEnd(double At, string Tone, IReadOnlyList<string> Words);

/// <summary>A numbered mark on the axis.</summary>
public sealed record DrawnPin(int Day, string Number, string Text);

/// <summary>A point that is named in the picture: the value of today, the day on which a limit is crossed.</summary>
/// <param name="IsBelow">The line comes from above: the name stands below it.</param>
public sealed record DrawnPoint(int Day, double Value, string Text, bool IsBelow = false);

/// <summary>A trend reduced to what is drawn of it: the same for the still picture, the live one and the table.</summary>
public sealed record TrendPicture
{
    /// <summary>More points than this no live picture shows; the eye cannot, and the wire should not.</summary>
    public const int LivePoints = 300;

    private const double FurthestLevel = 1.5;
    private const double NameWidth = .12;
    private const double NameHeight = .07;

    public required string Key { get; init; }
    public required string Title { get; init; }
    public required string Subtitle { get; init; }
    public required int From { get; init; }
    public required int To { get; init; }
    public required int Now { get; init; }
    public required ValueAxis Axis { get; init; }
    public required IReadOnlyList<AxisTick> Days { get; init; }
    public required NumberPattern Pattern { get; init; }
    public required IReadOnlyList<DrawnLine> Lines { get; init; }
    public DrawnFan? Fan { get; init; }
    public required IReadOnlyList<DrawnLevel> Limits { get; init; }
    public required IReadOnlyList<DrawnLevel> Targets { get; init; }
    public required IReadOnlyList<DrawnEnd> Ends { get; init; }
    public required IReadOnlyList<DrawnPin> Pins { get; init; }
    public DrawnPoint? Today { get; init; }
    public DrawnPoint? Crossing { get; init; }

    public bool ShowsFuture => Now < To && Now >= From && (Fan is not null || Lines.Any(line => line.Days.Count > 0 && line.Days[^1] > Now));

    /// <summary>How far to the right a day stands: 0 at the left edge, 1 at the right.</summary>
    public double Share(double day) => (day - From) / Math.Max(1, To - From);

    /// <summary>Nothing where no line has a value in the range.</summary>
    public static TrendPicture? Of(Trend trend, DayRange? range = null, int points = LivePoints, int plotHeight = 258)
    {
        if (WholeRange(trend) is not { } whole)
        {
            return null;
        }

        var shown = range is null ? whole : new DayRange(range.From, range.To > range.From ? range.To : range.From.AddDays(1));
        var lines = trend.Series.Select(series => Drawn(series, shown, points)).Where(line => line.Days.Count > 0).ToList();
        var fan = trend.Fan is null ? null : Drawn(trend.Fan, shown);
        var values = lines.SelectMany(line => line.Values).OfType<double>().Concat(fan is null ? [] : fan.Low90.Concat(fan.High90)).ToList();
        if (values.Count == 0)
        {
            return null;
        }

        var pattern = NumberPattern.For(trend.Unit, values);
        var axis = AxisOf(values, [.. trend.Limits, .. trend.Targets], pattern);
        var picture = new TrendPicture
        {
            Key = trend.Key,
            Title = trend.Title,
            Subtitle = trend.Subtitle,
            From = shown.From.DayNumber,
            To = shown.To.DayNumber,
            Now = trend.Now.DayNumber,
            Axis = axis,
            Days = DayAxis.Ticks(shown),
            Pattern = pattern,
            Lines = lines,
            Fan = fan,
            Limits = [],
            Targets = [],
            Ends = [],
            Pins = [.. trend.Pins.Where(pin => pin.Day >= shown.From && pin.Day <= shown.To).OrderBy(pin => pin.Day).Select((pin, index) => new DrawnPin(pin.Day.DayNumber, $"{index + 1}", pin.Text))],
        };
        return picture with
        {
            Limits = [.. Drawn(trend.Limits, axis, pattern).Select(picture.Placed)],
            Targets = [.. Drawn(trend.Targets, axis, pattern).Select(picture.Placed)],
            Ends = EndLabels.Of(picture, plotHeight),
            Today = TodayOf(trend, picture),
            Crossing = TrendSummary.Crossing(trend) is { } found && picture.Sees(found.Day) ? new(found.Day.DayNumber, found.Limit.Value, found.Day.ToString("d MMM", System.Globalization.CultureInfo.InvariantCulture)) : null,
        };
    }

    /// <summary>The name of a level stands above it at the left edge, or below where it would leave the picture or lie on a line.</summary>
    private DrawnLevel Placed(DrawnLevel level)
    {
        var at = Axis.Share(level.Value);
        var isCrowded = Passes(at, at + NameHeight) && !Passes(at - NameHeight, at);
        return level with { IsNamedBelow = !level.IsOutside && (at + NameHeight > 1 || isCrowded) };
    }

    /// <summary>Whether a line goes through the place of a name at the left edge.</summary>
    private bool Passes(double low, double high)
        => Lines.Any(line => line.Days.Zip(line.Values).Any(point => point.Second is { } value && Share(point.First) < NameWidth && Axis.Share(value) > low && Axis.Share(value) < high));

    private bool Sees(DateOnly day) => day.DayNumber >= From && day.DayNumber <= To;

    private static DayRange? WholeRange(Trend trend)
    {
        var days = trend.Series.SelectMany(series => series.Points).Where(point => point.Known is not null).Select(point => point.Day).Concat(trend.Fan?.Days.Select(day => day.Day) ?? []).ToList();
        return days.Count == 0 ? null : new(days.Min(), days.Max() > days.Min() ? days.Max() : days.Min().AddDays(1));
    }

    private static DrawnLine Drawn(TrendSeries series, DayRange range, int points)
    {
        var inside = series.Points.Where(point => point.Day >= range.From && point.Day <= range.To).ToList();
        var runs = Runs(inside);
        var known = Math.Max(1, runs.Sum(run => run.Count));
        var drawn = new List<TrendPoint>();
        foreach (var run in runs)
        {
            // A gap is a point without a value between two runs, so that no line is drawn across it.
            drawn.AddRange(drawn.Count > 0 ? [new TrendPoint(run[0].Day.AddDays(-1), null)] : []);
            drawn.AddRange(Thinning.To(run, Math.Max(2, (int)((long)(points - runs.Count) * run.Count / known)), point => point.Value!.Value));
        }

        return new(series.Label, series.Role, [.. drawn.Select(point => point.Day.DayNumber)], [.. drawn.Select(point => point.Value)]);
    }

    private static List<List<TrendPoint>> Runs(List<TrendPoint> points)
    {
        var runs = new List<List<TrendPoint>>();
        var isOpen = false;
        foreach (var point in points)
        {
            if (point.Known is not null && !isOpen)
            {
                runs.Add([]);
            }

            isOpen = point.Known is not null;
            if (isOpen)
            {
                runs[^1].Add(point);
            }
        }

        return runs;
    }

    private static DrawnFan? Drawn(TrendFan fan, DayRange range)
    {
        var days = fan.Days.Where(day => day.Day >= range.From && day.Day <= range.To).ToList();
        return days.Count == 0 ? null : new(
            fan.Label, [.. days.Select(day => day.Day.DayNumber)], [.. days.Select(day => day.Median)],
            [.. days.Select(day => day.Low50)], [.. days.Select(day => day.High50)], [.. days.Select(day => day.Low90)], [.. days.Select(day => day.High90)]);
    }

    /// <summary>Levels beyond the same edge share a label, or their words would lie on each other.</summary>
    private static List<DrawnLevel> Drawn(IEnumerable<TrendLevel> levels, ValueAxis axis, NumberPattern pattern)
    {
        var drawn = levels.Select(level => Drawn(level, axis, pattern)).ToList();
        var outside = drawn.Where(level => level.IsOutside).GroupBy(level => level.Value > axis.High).Select(edge => edge.First() with { Text = string.Join(" · ", edge.Select(level => level.Text)) });
        return [.. drawn.Where(level => !level.IsOutside), .. outside];
    }

    private static DrawnLevel Drawn(TrendLevel level, ValueAxis axis, NumberPattern pattern)
    {
        var isOutside = !axis.Holds(level.Value);
        return new(level.Value, $"{level.Label} {pattern.Bare(level.Value)}{(isOutside ? level.Value > axis.High ? " ↑" : " ↓" : "")}", isOutside);
    }

    /// <summary>Headroom is read off the picture, so a level belongs into it unless that would press the line flat.</summary>
    private static ValueAxis AxisOf(List<double> values, List<TrendLevel> levels, NumberPattern pattern)
    {
        var (low, high) = (values.Min(), values.Max());
        var reach = Math.Max(high - low, .1 * Math.Max(Math.Abs(low), Math.Abs(high))) * FurthestLevel;
        var near = levels.Select(level => level.Value).Where(value => value >= low - reach && value <= high + reach).ToList();
        return ValueAxis.Of(near.Append(low).Min(), near.Append(high).Max(), pattern);
    }

    private static DrawnPoint? TodayOf(Trend trend, TrendPicture picture)
        => trend.Last is { Known: { } value } last && picture.Sees(last.Day) ? new(last.Day.DayNumber, value, picture.Pattern.Bare(value), ComesFromAbove(picture, last.Day.DayNumber, value)) : null;

    private static bool ComesFromAbove(TrendPicture picture, int day, double value)
    {
        var from = day - (NameWidth * (picture.To - picture.From));
        var before = picture.Lines[0].Days.Zip(picture.Lines[0].Values).Where(point => point.First >= from && point.First < day).Select(point => point.Second).OfType<double>().DefaultIfEmpty(value);
        return before.Average() > value;
    }
}
