using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Design;
using LoanTwin.Web.Forecasts;
using LoanTwin.Web.Insights;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Overview;

/// <summary>How the chosen metric moved, and where the twin's own futures take it.</summary>
public sealed partial class TrendPanel
{
    private Trend? _trend;
    private ForecastLine? _forecast;
    private Metric _metric = MetricCatalogue.All[0];
    private (DateOnly Day, string Metric, int? Months, string? Run) _made;

    [Inject] private MetricTrends Trends { get; set; } = null!;
    [Inject] private ForecastShelf Forecasts { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Which days the page looks at.</summary>
    [Parameter, EditorRequired] public required object Time { get; set; }

    [Parameter, EditorRequired] public required string Metric { get; set; }

    protected override TimeSpan Rest => TimeSpan.FromSeconds(5);

    private PageTime Days => (PageTime)Time;

    private IReadOnlyList<Segments.Option> Periods =>
        [.. PageTime.Ranges.Select(range => new Segments.Option(range.Text, PageTime.With(Navigation, PageTime.RangeKey, range.Key), range.Months == Days.Months))];

    private string ForecastNote => Days.AsOf is not null ? "Past days are shown without a forecast."
        : _forecast is not { } forecast ? "The first forecast is being made: many futures of the whole lender, new business and economy included."
        : $"Forecast of {forecast.Paths} futures made as of {FigureText.Day(forecast.Day)}, {forecast.AgeDays} simulated days ago; renewed after each month end.";

    protected override object? Read()
    {
        var now = Days.AsOf ?? Viewer.Shown?.Day;
        if (now is not { } day || Viewer.Shown is not { } shown)
        {
            return null;
        }

        var forecast = Days.AsOf is null ? Forecasts.LatestOf(Metric) : null;
        var wanted = (day, Metric, Days.Months, forecast?.Run);
        if (wanted != _made)
        {
            (_made, _forecast, _metric) = (wanted, forecast, MetricCatalogue.Find(Metric).Value);
            _trend = Trends.Of(_metric, LivedFigures.Lender, Days.From(day), day, Days.Months, forecast, shown);
        }

        return wanted;
    }
}
