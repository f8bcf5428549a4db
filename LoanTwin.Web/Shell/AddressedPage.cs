using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace LoanTwin.Web.Shell;

/// <summary>A page whose question stands in its address: answered anew when the address changes, and for a new day as often as a table can be read.</summary>
public abstract class AddressedPage : LiveComponent
{
    private readonly CancellationTokenSource _leaving = new();
    private long? _drawn;

    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>The address of the page without a question.</summary>
    protected abstract string Home { get; }

    protected override TimeSpan Rest => TimeSpan.FromSeconds(4);

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Move;
        if (Look(Navigation.Uri))
        {
            await LoadAsync();
        }
    }

    protected override object? Read() => Viewer.IsPaused ? _drawn : Viewer.Shown?.CommitSequence;

    /// <summary>A drawing for a new day asks for the figures of that day; they are drawn when they are there.</summary>
    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        if (!firstRender && RendererInfo.IsInteractive && !Viewer.IsPaused && Viewer.Shown?.CommitSequence is { } shown && shown != _drawn)
        {
            _drawn = shown;
            Reload();
        }
    }

    protected override void OnLeave()
    {
        Navigation.LocationChanged -= Move;
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <summary>Reads the question; false where it need not be answered.</summary>
    protected abstract bool Look(string address);

    /// <summary>Answers the question: the commit that the answer is of, or nothing while there is none.</summary>
    protected abstract Task<long?> AnswerAsync(CancellationToken leaving);

    protected void Reload() => _ = InvokeAsync(async () =>
    {
        try
        {
            await LoadAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The reader has left.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    });

    private async Task LoadAsync()
    {
        var answered = await AnswerAsync(_leaving.Token);
        _drawn ??= answered;
    }

    private void Move(object? sender, LocationChangedEventArgs move)
    {
        if (new Uri(move.Location).AbsolutePath == Home && Look(move.Location))
        {
            Reload();
        }
    }
}
