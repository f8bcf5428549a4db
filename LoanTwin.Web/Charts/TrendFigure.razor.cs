using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Charts;

/// <summary>A trend with its name, its sentence, its table and its files. One picture a figure; the newest trend given replaces what was drawn.</summary>
public sealed partial class TrendFigure
{
    /// <summary>What the words above, below and beside the lines take of the height.</summary>
    private const int Margins = 42;

    /// <summary>Many readers look at one trend: it is drawn up once for all of them, and forgotten with it.</summary>
    private static readonly ConditionalWeakTable<Trend, Drawn> Shared = [];

    private TrendPlot? _plot;
    private TrendPicture? _picture;
    private Trend? _seen;
    private DayRange? _seenRange;
    private DayRange? _zoom;
    private string _summary = "";
    private bool _isTable;

    /// <summary>What is shown. Without one the figure is loading, unless its state says otherwise.</summary>
    [Parameter, EditorRequired] public Trend? Trend { get; set; }

    /// <summary>Unique on the page. Only needed where one metric is drawn twice.</summary>
    [Parameter] public string? FigureId { get; set; }

    /// <summary>The title while there is no trend yet.</summary>
    [Parameter] public string Name { get; set; } = "";

    /// <summary>The subtitle while there is no trend yet.</summary>
    [Parameter] public string Caption { get; set; } = "";

    [Parameter] public FigureState? State { get; set; }

    [Parameter] public int Height { get; set; } = 300;

    /// <summary>The days to show, where the page has a choice of its own; nothing is the whole trend.</summary>
    [Parameter] public DayRange? Range { get; set; }

    /// <summary>The reader has zoomed to other days, or back to the whole (nothing).</summary>
    [Parameter] public EventCallback<DayRange?> RangeChanged { get; set; }

    [Parameter] public int Points { get; set; } = TrendPicture.LivePoints;

    [Parameter] public bool ShowsSummary { get; set; }

    /// <summary>What stands before the table button: a choice of period, for one.</summary>
    [Parameter] public RenderFragment? Tools { get; set; }

    /// <summary>Where else to go from here: links of the menu.</summary>
    [Parameter] public RenderFragment? Ways { get; set; }

    [Parameter] public EventCallback OnAction { get; set; }

    private string Id => FigureId ?? Trend?.Key ?? "trend";

    private string Title => Trend?.Title ?? Name;

    private string Subtitle => Trend?.Subtitle ?? Caption;

    private FigureState ShownState => (State, _picture) switch
    {
        ({ IsBare: true } bare, _) => bare,
        (_, null) => Trend is null ? State ?? FigureState.Loading : FigureState.Empty("No value in this period."),
        (var state, _) => state ?? FigureState.Live,
    };

    protected override void OnParametersSet()
    {
        if (!Equals(_seenRange, Range))
        {
            (_seenRange, _zoom) = (Range, null);
            _seen = null;
        }

        if (!ReferenceEquals(_seen, Trend))
        {
            _seen = Trend;
            Draw();
        }
    }

    private void Draw()
    {
        if (Trend is null)
        {
            (_picture, _summary) = (null, "");
            return;
        }

        var shared = _zoom is null && Range is null ? Shared.GetValue(Trend, trend => new(Points, Height, TrendPicture.Of(trend, null, Points, Height - Margins), TrendSummary.Of(trend))) : null;
        (_picture, _summary) = shared is not null && shared.Points == Points && shared.Height == Height
            ? (shared.Picture, shared.Summary)
            : (TrendPicture.Of(Trend, _zoom ?? Range, Points, Height - Margins), TrendSummary.Of(Trend));
    }

    private Task ZoomAsync(DayRange? range)
    {
        _zoom = range;
        Draw();
        StateHasChanged();
        return RangeChanged.InvokeAsync(range);
    }

    private Task SavePictureAsync(string format) => _plot is null || Trend is null ? Task.CompletedTask : _plot.SavePictureAsync(format, TrendCsv.FileName(Trend));

    private Task SaveTableAsync()
        => _plot is null || Trend is null ? Task.CompletedTask : _plot.SaveTextAsync(TrendCsv.FileName(Trend) + ".csv", TrendCsv.Of(Trend, _zoom ?? Range));

    private Task FillScreenAsync() => _plot?.FillScreenAsync() ?? Task.CompletedTask;

    private sealed record Drawn(int Points, int Height, TrendPicture? Picture, string Summary);
}
