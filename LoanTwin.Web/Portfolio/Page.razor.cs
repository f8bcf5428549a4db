using LoanTwin.Web.Shell;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace LoanTwin.Web.Portfolio;

/// <summary>Where is the risk, and which loans exactly? Everything that is chosen stands in the address; each answer comes from one view of the book.</summary>
public sealed partial class Page
{
    private readonly CancellationTokenSource _leaving = new();
    private ExplorerAddress _address = ExplorerAddress.Of("http://x/");
    private Explored? _explored;
    private long? _drawn;

    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private BookViews Views { get; set; } = null!;

    /// <summary>Tables that change more often cannot be read.</summary>
    protected override TimeSpan Rest => TimeSpan.FromSeconds(4);

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Move;
        if (Look(Navigation.Uri))
        {
            await LoadAsync(isResorted: false);
        }
    }

    protected override object? Read() => Viewer.IsPaused ? _drawn : Viewer.Shown?.CommitSequence;

    /// <summary>A drawing for a new day asks for the loans of that day; they are drawn when they are there.</summary>
    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        var shown = Viewer.Shown?.CommitSequence;
        if (!firstRender && RendererInfo.IsInteractive && !Viewer.IsPaused && shown != _drawn)
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

    private static string WhyNothing(Explored explored)
        => WayBack(explored) is { } back ? $"No loan passes all of this. {(back.Clause.Field is { } field ? ExplorerText.Title(field) : "The expression")} leaves most of them out." : "No loan passes all of this, and no single filter is to blame.";

    private static Relief? WayBack(Explored explored) => explored.Board.WayBack is { Clause.Text: not "active eq true" } back ? back : null;

    private void Move(object? sender, LocationChangedEventArgs move)
    {
        if (new Uri(move.Location).AbsolutePath == ExplorerAddress.Home && Look(move.Location))
        {
            Reload();
        }
    }

    /// <summary>False where a tidier address says the same: then that one is gone to, and read instead.</summary>
    private bool Look(string location)
    {
        _address = ExplorerAddress.Of(location);
        var tidy = _address.Href;
        if (_address.Wrong.IsEmpty && tidy != Navigation.ToAbsoluteUri(location).PathAndQuery && new Uri(location).Query.Contains("of=", StringComparison.Ordinal) | location.IndexOf("filter=", StringComparison.Ordinal) != location.LastIndexOf("filter=", StringComparison.Ordinal))
        {
            Navigation.NavigateTo(tidy, replace: true);
            return false;
        }

        return true;
    }

    private void Resort() => Start(isResorted: true);

    private void Reload() => Start(isResorted: false);

    private void Start(bool isResorted) => _ = InvokeAsync(async () =>
    {
        try
        {
            await LoadAsync(isResorted);
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

    private async Task LoadAsync(bool isResorted)
    {
        var address = _address;
        using var lease = await Views.NewestAsync(_leaving.Token);
        if (lease is not null && address == _address)
        {
            _explored = Explored.Of(lease.View, address, isResorted ? null : _explored?.List);
            _drawn ??= lease.View.CommitSequence;
        }
    }
}
