using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Design;
using LoanTwin.Web.Insights;
using LoanTwin.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace LoanTwin.Web.Overview;

/// <summary>Is the book healthy right now, and what needs me? The address says which metric is in the main chart, and which days are looked at.</summary>
public sealed partial class Page : IDisposable
{
    public const string MetricKey = "metric";
    private const string UsualMetric = "var95";
    private PageTime _time = PageTime.Usual;
    private string _metric = UsualMetric;
    private IReadOnlyList<string> _wrong = [];

    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Toasts Toasts { get; set; } = null!;

    public void Dispose() => Navigation.LocationChanged -= Move;

    protected override void OnInitialized()
    {
        Look(Navigation.Uri);
        Navigation.LocationChanged += Move;
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            Complain();
        }
    }

    private void Move(object? sender, LocationChangedEventArgs move)
    {
        Look(move.Location);
        _ = InvokeAsync(() =>
        {
            Complain();
            StateHasChanged();
        });
    }

    private void Look(string address)
    {
        _time = PageTime.Of(address, out var wrong);
        var asked = QueryHelpers.ParseQuery(new Uri(address).Query).TryGetValue(MetricKey, out var keys) ? keys.ToString() : UsualMetric;
        var isKnown = MetricCatalogue.All.Any(metric => metric.Key == asked);
        _metric = isKnown ? asked : UsualMetric;
        _wrong = isKnown ? wrong : [.. wrong, $"metric \"{asked}\" is not a key figure"];
    }

    private void Complain()
    {
        foreach (var fault in _wrong)
        {
            Toasts.Add(RiskState.Watch, $"Left out of the address: {fault}");
        }
    }
}
