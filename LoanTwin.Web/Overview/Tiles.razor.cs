using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Design;
using LoanTwin.Web.Insights;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Overview;

/// <summary>The figures that are watched, eight or those that the reader has pinned: what each is, how it moved, how far it is from its limit. One subscription for all of them.</summary>
public sealed partial class Tiles
{
    private TwinSnapshot? _drawn;

    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Pins Pins { get; set; } = null!;

    [CascadingParameter(Name = "Tiles")] private string? Kept { get; set; }

    /// <summary>The metric in the main chart.</summary>
    [Parameter, EditorRequired] public required string Metric { get; set; }

    private WidgetState State => Days.AsOf is not null ? WidgetState.Live : Viewer.IsPaused ? WidgetState.Paused : WidgetState.Live;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Pins.Begin(Kept);
    }

    protected override object? Read() => (base.Read(), Viewer.IsPaused);

    /// <summary>Runs once the browser has taken the drawing, which is when a picture has been seen.</summary>
    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        if (!firstRender && Days.AsOf is null && Viewer.Shown is { } shown && shown != _drawn)
        {
            _drawn = shown;
            Viewer.NoteDrawn(shown);
        }
    }

    private string Address(string key) => PageTime.With(Navigation, Page.MetricKey, key);

    private string? RemarkOf(Gauge tile, OverviewPicture picture)
        => State == WidgetState.Paused ? "held by you"
            : tile.Now.Value is null ? "no value yet"
            : picture.Baseline is null ? "nothing to compare with"
            : null;

    private static string Word(MetricValue value) => value.Limit is null ? "target" : value.Metric.Direction == GoodDirection.Up ? "minimum" : "limit";

    private static string Bound(MetricValue value) => (value.Limit, value.Target) switch
    {
        ({ } limit, _) => $"{(value.Metric.Direction == GoodDirection.Up ? "min" : "limit")} {FigureText.Of(value.Metric.Unit, limit)}",
        (_, { } target) => $"target {FigureText.Of(value.Metric.Unit, target)}",
        _ when value.Metric.Horizon == MetricHorizon.Now => "no limit",
        _ => value.Metric.Horizon.Text(),
    };

    private static RiskState RiskOf(Gauge tile) => tile.Used switch
    {
        > 1 => RiskState.Breach,
        >= Attention.Near => RiskState.Watch,
        _ => RiskState.Ok,
    };
}
