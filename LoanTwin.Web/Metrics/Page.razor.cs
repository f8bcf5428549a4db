using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Design;
using LoanTwin.Web.Forecasts;
using LoanTwin.Web.Insights;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace LoanTwin.Web.Metrics;

/// <summary>One key figure: what it says, how it moved, what it is made of, and the products behind it.</summary>
public sealed partial class Page
{
    private Metric? _metric;
    private MetricValue? _value;
    private ChangeText? _change;
    private Trend? _trend;
    private string _scope = LivedFigures.Lender;
    private string _scopeName = "";
    private IReadOnlyList<(Metric Metric, double? Value)> _components = [];
    private IReadOnlyList<(string Product, double? Now, double? Before)> _products = [];

    [Inject] private MetricStories Stories { get; set; } = null!;
    [Inject] private MetricTrends Trends { get; set; } = null!;
    [Inject] private ForecastShelf Forecasts { get; set; } = null!;

    [Parameter] public string Key { get; set; } = "";

    protected override TimeSpan Rest => TimeSpan.FromSeconds(5);

    protected override string Scope => _scope;

    private IReadOnlyList<Segments.Option> Periods =>
        [.. PageTime.Ranges.Select(range => new Segments.Option(range.Text, PageTime.With(Navigation, PageTime.RangeKey, range.Key), range.Months == Time.Months))];

    protected override object? Read()
    {
        var asked = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query).TryGetValue("scope", out var scopes) ? scopes.ToString() : LivedFigures.Lender;
        _scope = LoanField.Products.Contains(asked) ? asked : LivedFigures.Lender;
        _scopeName = _scope == LivedFigures.Lender ? "" : FigureText.ProductName(_scope);
        _metric = MetricCatalogue.All.FirstOrDefault(metric => metric.Key == Key);
        var question = base.Read();
        if (_metric is { } metric && Day is { } day && Viewer.Shown is { } shown)
        {
            _value = Values.FirstOrDefault(value => value.Metric == metric);
            _change = ChangeText.Of(metric, _value?.Value, Before.GetValueOrDefault(Key));
            var forecast = Time.AsOf is null && _scope == LivedFigures.Lender ? Forecasts.LatestOf(Key) : null;
            _trend = Trends.Of(metric, _scope, Time.From(day), day, Time.Months, forecast, shown);
            _trend = _trend is { } trend && _scopeName.Length > 0 ? trend with { Scope = _scope, Title = $"{trend.Title}, {_scopeName}", Limits = [], Targets = [] } : _trend;
            _components = Stories.ComponentsOf(metric, day);
            _products = Stories.ProductsOf(metric, day, Baseline?.Day);
            return (question, Key, forecast?.Run);
        }

        return (question, Key);
    }
}
