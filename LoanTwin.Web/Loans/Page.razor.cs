using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Loans;
using LoanTwin.Web.Api;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Loans;

/// <summary>
/// One loan: what it has paid, why its risk is what it is, where it may go, what other terms would do. All of it is of one view, that of the day on
/// which the loan was opened here.
/// </summary>
public sealed partial class Page : IDisposable
{
    private const double High = .1;
    private const int Months = 24;
    private const int Futures = 400;

    private readonly CancellationTokenSource _leaving = new();
    private LoanStory? _story;
    private bool _isAsked;
    private bool _isDeep;
    private DateOnly? _past;

    [Inject] private BookViews Views { get; set; } = null!;
    [Inject] private LoanHistory History { get; set; } = null!;
    [Inject] private TypicalLoans Typical { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Digits, or L- and digits.</summary>
    [Parameter] public string Id { get; set; } = "";

    private string Title => LoanIdRoute.TryParse(Id, out var id) ? LoanIdRoute.Shown(id) : Id;

    /// <summary>The list that the reader came from: its filter and order are in this address.</summary>
    private string Back => "/portfolio" + new Uri(Navigation.Uri).Query;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        (_story, _isAsked, _isDeep, _past) = (null, false, false, PageTime.Of(Navigation.Uri, out _).AsOf);
        using var lease = await AskedAsync();
        if (lease is not null && Find(lease.View) is var (shelf, row))
        {
            _story = LoanStory.Of(lease.View, shelf, row, History, Navigation.Uri, _past is not null);
        }

        _isAsked = true;
    }

    /// <summary>What the model has to be asked for takes a moment, so the facts are on the page before it.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (RendererInfo.IsInteractive && _story is { } story && !_isDeep)
        {
            _isDeep = true;
            using var lease = Views.Find(story.Loan.View) ?? await AskedAsync();
            if (lease is not null && Find(lease.View) is var (shelf, row))
            {
                _story = lease.View.Number == story.Loan.View ? story : LoanStory.Of(lease.View, shelf, row, History, Navigation.Uri, _past is not null);
                await AskModelAsync(lease.View, shelf, row);
            }
        }
    }

    /// <summary>The book of today, of the past day in the address, or of the day nearest to that which is kept.</summary>
    private async Task<ViewLease?> AskedAsync()
    {
        if (_past is not { } day)
        {
            return await Views.NewestAsync(_leaving.Token);
        }

        var (lease, nearest) = await Views.PastAsync(day, _leaving.Token);
        return lease ?? (nearest is { } kept ? (await Views.PastAsync(kept, _leaving.Token)).Lease : null);
    }

    private async Task AskModelAsync(BookView view, Shelf shelf, int row)
    {
        if (_story!.IsRunning)
        {
            var drivers = await Task.Run(() => DriversView.Of(view, shelf, row, Typical.Of(view, shelf)), _leaving.Token);
            Show(drivers.Id, story => story with { Drivers = drivers });
        }

        if (shelf.IsActive(row))
        {
            var forecast = await Task.Run(() => Queries.ForecastView.Of(view, shelf, row, Months, Futures, _leaving.Token), _leaving.Token);
            Show(forecast.Id, story => story with { Forecast = forecast });
        }

        if (_story?.IsRunning == true)
        {
            var peers = await Task.Run(() => LoanPeersView.Among(view, shelf, row, LoanPeers.Most), _leaving.Token);
            Show(peers.Id, story => story with { Peers = peers });
        }
    }

    /// <summary>Unless the reader has gone on to another loan meanwhile.</summary>
    private void Show(long loan, Func<LoanStory, LoanStory> told)
    {
        if (_story is { } story && story.Loan.Loan.Id == loan)
        {
            _story = told(story);
            StateHasChanged();
        }
    }

    private (Shelf Shelf, int Row)? Find(BookView view)
        => LoanIdRoute.TryParse(Id, out var id) && view.TryFind(id, out var shelf, out var row) ? (shelf, row) : null;
}
