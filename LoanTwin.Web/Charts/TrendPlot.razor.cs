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
        try
        {
            await (_chart?.InvokeVoidAsync("dispose") ?? ValueTask.CompletedTask);
            await (_chart?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (_script?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The reader has left, and the picture with them.
        }

        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender)
            {
                await MountAsync();
            }
            else if (_chart is not null && !ReferenceEquals(_drawn, Picture))
            {
                _drawn = Picture;
                await _chart.InvokeVoidAsync("patch", Picture);
            }
        }
        catch (JSDisconnectedException)
        {
            // The reader has left while it was drawn.
        }
    }

    private async Task MountAsync()
    {
        _script = await Browser.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/charts.js"]);
        _self = DotNetObjectReference.Create(this);
        _drawn = Picture;
        _chart = await _script.InvokeAsync<IJSObjectReference>("mount", _plot, _self, Picture);
    }

    private Task AskAsync(string what, params object[] with) => _chart?.InvokeVoidAsync(what, with).AsTask() ?? Task.CompletedTask;
}
