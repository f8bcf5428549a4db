using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LoanTwin.Web.Charts;

/// <summary>The box that the live picture is drawn in. The server decides what is shown; the script in the browser draws it and answers the pointer and the keys.</summary>
public sealed partial class TrendPlot : IAsyncDisposable
{
    private const int LetterWidth = 7;
    private const int LeastLeft = 28;

    private ElementReference _plot;
    private IJSObjectReference? _script;
    private IJSObjectReference? _chart;
    private DotNetObjectReference<TrendPlot>? _self;
    private TrendPicture? _drawn;
    private bool _isGone;

    [Parameter, EditorRequired] public required TrendPicture Picture { get; set; }

    [Parameter, EditorRequired] public required string Id { get; set; }

    /// <summary>The sentence that stands for the picture.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    [Parameter] public bool IsHidden { get; set; }

    /// <summary>The reader has drawn or typed another range, or asks for the whole again (nothing).</summary>
    [Parameter] public EventCallback<DayRange?> OnRange { get; set; }

    [Inject] private IJSRuntime Browser { get; set; } = null!;

    /// <summary>Room for the longest word on the axis.</summary>
    private int Left => 8 + Math.Max(LeastLeft, LetterWidth * Picture.Axis.Ticks.Max(tick => tick.Text.Length));

    private string KeysId => $"keys-{Id}";

    [JSInvokable]
    public Task ShowRangeAsync(int? from, int? to)
        => OnRange.InvokeAsync(from is { } first && to is { } last && last > first && first > 0 && last < DateOnly.MaxValue.DayNumber ? new(DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last)) : null);

    /// <summary>Saves the picture as it stands as a file of the reader's.</summary>
    public Task SavePictureAsync(string format, string name) => AskAsync("savePicture", format, name);

    public Task SaveTextAsync(string name, string text) => AskAsync("saveText", name, text);

    public Task FillScreenAsync() => AskAsync("fillScreen");

    public async ValueTask DisposeAsync()
    {
        _isGone = true;
        await WhileThereIsABrowserAsync(TakeDownAsync);
        _self?.Dispose();
    }

    protected override Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            return WhileThereIsABrowserAsync(MountAsync);
        }

        if (_chart is null || ReferenceEquals(_drawn, Picture))
        {
            return Task.CompletedTask;
        }

        _drawn = Picture;
        return WhileThereIsABrowserAsync(() => _chart.InvokeVoidAsync("patch", Picture).AsTask());
    }

    /// <summary>A reader may leave at any moment, and a script may fail to come: the still picture stays, and the page must not fall.</summary>
    private static async Task WhileThereIsABrowserAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception left) when (left is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // Nothing is left to draw on.
        }
    }

    private async Task MountAsync()
    {
        _self = DotNetObjectReference.Create(this);
        _drawn = Picture;
        _script = await Browser.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/charts.js"]);
        if (!_isGone)
        {
            _chart = await _script.InvokeAsync<IJSObjectReference>("mount", _plot, _self, _drawn);
        }

        // The figure may have been taken off the page while its script was on the way.
        if (_isGone)
        {
            await TakeDownAsync();
            return;
        }

        if (!ReferenceEquals(_drawn, Picture))
        {
            _drawn = Picture;
            await _chart!.InvokeVoidAsync("patch", Picture);
        }
    }

    private async Task TakeDownAsync()
    {
        var (chart, script) = (_chart, _script);
        (_chart, _script) = (null, null);
        await (chart?.InvokeVoidAsync("dispose") ?? ValueTask.CompletedTask);
        await (chart?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (script?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private Task AskAsync(string what, params object[] with) => _chart?.InvokeVoidAsync(what, with).AsTask() ?? Task.CompletedTask;
}
