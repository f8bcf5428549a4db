using LoanTwin.Domain.Metrics;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LoanTwin.Web.Overview;

/// <summary>Chooses and orders the tiles. Each change counts at once and is kept in the browser.</summary>
public sealed partial class PinDialog : IAsyncDisposable
{
    private readonly ElementReference[] _earlier = new ElementReference[Pins.Most];
    private readonly ElementReference[] _later = new ElementReference[Pins.Most];
    private IJSObjectReference? _script;
    private string? _chosen;
    private string _said = "";

    /// <summary>The tiles are to be drawn anew.</summary>
    [Parameter] public EventCallback OnChange { get; set; }

    [Inject] internal Pins Pins { get; set; } = null!;
    [Inject] private IJSRuntime Browser { get; set; } = null!;

    private bool IsFull => Pins.Keys.Length == Pins.Most;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await (_script?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone before its page.
        }
    }

    private Task AddAsync()
    {
        var metric = Pins.Others.FirstOrDefault(metric => metric.Key == _chosen) ?? Pins.Others.First();
        _chosen = null;
        return ChangeAsync(() => Pins.Add(metric.Key), $"{metric.Name} is pinned as {Pins.Keys.Length + 1}");
    }

    private Task RemoveAsync(Metric metric) => ChangeAsync(() => Pins.Remove(metric.Key), $"{metric.Name} is off");

    /// <summary>The focus goes with the figure, so that it can be moved on; at an end only the way back is left.</summary>
    private async Task MoveAsync(int place, int by)
    {
        var (metric, to) = (MetricCatalogue.Find(Pins.Keys[place]).Value, place + by);
        await ChangeAsync(() => Pins.Move(place, by), $"{metric.Name} is now {to + 1}");
        var isEarlier = by < 0 ? to > 0 : to == Pins.Keys.Length - 1;
        await (isEarlier ? _earlier : _later)[to].FocusAsync();
    }

    private async Task ChangeAsync(Action change, string said)
    {
        change();
        _said = said;
        await OnChange.InvokeAsync();
        _script ??= await Browser.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/preferences.js"]);
        await _script.InvokeVoidAsync("setTiles", Pins.Kept);
    }
}
