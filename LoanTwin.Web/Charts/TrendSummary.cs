using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Design;

namespace LoanTwin.Web.Charts;

/// <summary>The picture in words, for whoever does not see it: where it stands, how it came there, what it may still do.</summary>
public static class TrendSummary
{
    public static string Of(Trend trend)
    {
        var booked = trend.Main?.Points.Where(point => point.Known is not null && point.Day <= trend.Now).ToList() ?? [];
        if (booked.Count == 0)
        {
            return $"{trend.Title}: no value yet.";
        }

        var pattern = PatternOf(trend);
        return string.Join(' ', Headrooms(trend, booked[^1], pattern).Prepend(Movement(trend, booked, pattern)).Append(Forecast(trend, pattern)).Where(part => part.Length > 0));
    }

    public static NumberPattern PatternOf(Trend trend)
        => NumberPattern.For(trend.Unit, [.. trend.Series.SelectMany(series => series.Points).Select(point => point.Known).OfType<double>(), .. trend.Fan?.Days.SelectMany(day => new[] { day.Low90, day.High90 }) ?? []]);

    /// <summary>The first day on which the median stands on the other side of a limit than the last booked value.</summary>
    public static (DateOnly Day, TrendLevel Limit)? Crossing(Trend trend)
    {
        if (trend.Fan is not { } fan || trend.Last?.Known is not { } last)
        {
            return null;
        }

        var crossings = from limit in trend.Limits
                        let day = fan.Days.FirstOrDefault(day => day.Day > trend.Now && day.Median > limit.Value != last > limit.Value)
                        where day is not null
                        orderby day.Day
                        select ((DateOnly, TrendLevel)?)(day.Day, limit);
        return crossings.FirstOrDefault();
    }

    private static string Movement(Trend trend, List<TrendPoint> booked, NumberPattern pattern)
    {
        var (first, last) = (booked[0], booked[^1]);
        var now = $"{trend.Title}: {At(last, pattern)}";
        if (booked.Count == 1)
        {
            return now + ".";
        }

        var (lowest, highest) = (booked.MinBy(point => point.Known)!, booked.MaxBy(point => point.Known)!);
        return $"{now}, {Direction(trend.Unit, last.Known!.Value - first.Known!.Value)} from {At(first, pattern)}; lowest {At(lowest, pattern)}, highest {At(highest, pattern)}.";
    }

    private static string Direction(MetricUnit unit, double change)
    {
        var text = ChangeText.Of(unit, change);
        return text[0] switch
        {
            '+' => $"up {text[1..]}",
            '−' => $"down {text[1..]}",
            _ => "unchanged",
        };
    }

    private static IEnumerable<string> Headrooms(Trend trend, TrendPoint last, NumberPattern pattern)
        => from limit in trend.Limits
           let distance = limit.Value - last.Known!.Value
           let isBeyond = trend.Direction == GoodDirection.Up ? distance > 0 : distance < 0
           select $"{FigureText.Distance(trend.Unit, distance)} {(distance < 0 ? "above" : "under")} the limit of {pattern.Text(limit.Value)}{(isBeyond ? ", which is a breach" : "")}.";

    private static string Forecast(Trend trend, NumberPattern pattern)
    {
        if (trend.Fan is not { Days: [.., var end] } fan)
        {
            return "";
        }

        var crossing = Crossing(trend) is { } found ? $"; the median crosses the limit of {pattern.Text(found.Limit.Value)} on {FigureText.Day(found.Day)}" : "";
        return $"Forecast for {FigureText.Day(end.Day)} over {FigureText.Number(fan.Paths, "N0")} futures: {pattern.Text(end.Median)}, 90 % between {pattern.Text(end.Low90)} and {pattern.Text(end.High90)}{crossing}.";
    }

    private static string At(TrendPoint point, NumberPattern pattern) => $"{pattern.Text(point.Known)} on {FigureText.Day(point.Day)}";
}
