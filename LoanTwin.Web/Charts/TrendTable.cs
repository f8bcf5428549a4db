namespace LoanTwin.Web.Charts;

/// <summary>One row of a trend's table: a day and its value in every column, nothing where there is none.</summary>
public sealed record TrendRow(DateOnly Day, IReadOnlyList<double?> Values);

/// <summary>A trend as columns: the lines, then the median and the bands of the forecast.</summary>
public sealed record TrendTable(IReadOnlyList<string> Columns, IReadOnlyList<TrendRow> Rows)
{
    private static readonly string[] FanColumns = ["median", "50 % low", "50 % high", "90 % low", "90 % high"];

    /// <summary>What the picture draws, point for point.</summary>
    public static TrendTable Of(TrendPicture picture)
    {
        var columns = picture.Lines.Select(line => line.Days.Zip(line.Values).Where(point => point.Second is not null).ToDictionary(point => point.First, point => point.Second));
        var fan = picture.Fan is { } drawn
            ? new[] { drawn.Median, drawn.Low50, drawn.High50, drawn.Low90, drawn.High90 }.Select(values => drawn.Days.Zip(values).ToDictionary(point => point.First, point => (double?)point.Second))
            : [];
        return Of(picture.Lines.Select(line => line.Label), picture.Fan?.Label, [.. columns, .. fan]);
    }

    /// <summary>Every point there is in a range, thinned by nothing.</summary>
    public static TrendTable Of(Trend trend, DayRange? range)
    {
        bool IsIn(DateOnly day) => range is null || (day >= range.From && day <= range.To);
        var columns = trend.Series.Select(series => series.Points.Where(point => point.Known is not null && IsIn(point.Day)).GroupBy(point => point.Day.DayNumber).ToDictionary(same => same.Key, same => same.Last().Known));
        var days = trend.Fan?.Days.Where(day => IsIn(day.Day)).ToList();
        var fan = days is null ? [] : new Func<FanDay, double?>[] { day => day.Median, day => day.Low50, day => day.High50, day => day.Low90, day => day.High90 }.Select(part => days.ToDictionary(day => day.Day.DayNumber, part));
        return Of(trend.Series.Select(series => series.Label), trend.Fan?.Label, [.. columns, .. fan]);
    }

    private static TrendTable Of(IEnumerable<string> lines, string? fan, List<Dictionary<int, double?>> columns)
    {
        var names = lines.Concat(fan is null ? [] : FanColumns.Select(part => $"{fan} {part}"));
        var rows = from day in columns.SelectMany(column => column.Keys).Distinct().Order()
                   select new TrendRow(DateOnly.FromDayNumber(day), [.. columns.Select(column => column.GetValueOrDefault(day))]);
        return new([.. names], [.. rows]);
    }
}
