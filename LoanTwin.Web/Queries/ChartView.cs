using LoanTwin.Web.Views;

namespace LoanTwin.Web.Queries;

/// <summary>One mark: how high it stands, how many loans it stands for, and the filter that picks them.</summary>
internal sealed record ChartMark(string X, double Y, int Count, string Filter);

internal sealed record ChartSeries(string? Split, ChartMark[] Marks);

/// <summary>One figure of the active loans by the parts of a field, a series for each part of a second one.</summary>
internal sealed record ChartView(DateOnly Day, long View, string Currency, string Y, string X, string? Split, string[] Parts, ChartSeries[] Series)
{
    private static readonly IReadOnlyList<(string Key, Func<SegmentRow, double> Read)> Figures =
    [
        ("balance", row => (double)row.Balance), ("count", row => row.Count), ("expectedLoss", row => (double)row.ExpectedLoss), ("expectedLossRate", row => row.ExpectedLossRate),
        ("dpd30Balance", row => row.Dpd30Balance), ("dpd30Count", row => row.Dpd30Count), ("meanScore", row => row.MeanScore), ("meanRate", row => row.MeanRate), ("share", row => row.Share),
    ];

    public static IReadOnlyList<string> Known { get; } = [.. Figures.Select(figure => figure.Key)];

    public static ChartView Of(SegmentsView segments, string y)
    {
        var (x, split, read) = (segments.By[0], segments.By.ElementAtOrDefault(1), Figures.First(figure => figure.Key == y).Read);
        var series = segments.Segments.GroupBy(row => split is null ? null : row.Keys[split])
            .Select(group => new ChartSeries(group.Key, [.. group.Select(row => new ChartMark(row.Keys[x], read(row), row.Count, row.Filter))]));
        return new(segments.Day, segments.View, segments.Currency, y, x, split, [.. segments.Segments.Select(row => row.Keys[x]).Distinct()], [.. series]);
    }
}
