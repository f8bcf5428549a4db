using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace LoanTwin.Web.Portfolio;

/// <summary>Is this part of the book earning its risk? Its figures against the book, what explains the difference, how its loans move and age.</summary>
public sealed partial class SegmentPage
{
    private static readonly (string Name, string Key, MetricUnit Unit, Func<SumsView, double?> Read)[] Rows =
    [
        ("Loans", "count", MetricUnit.Count, sums => sums.Count), ("Balance", "balance", MetricUnit.Usd, sums => (double)sums.Balance), ("Rate", "rate", MetricUnit.Fraction, sums => sums.Rate),
        ("Score", "score", MetricUnit.Points, sums => sums.Score), ("DTI", "dti", MetricUnit.Ratio, sums => sums.Dti), ("LTV", "ltv", MetricUnit.Fraction, sums => sums.Ltv), ("PD 12 m", "pd12", MetricUnit.Fraction, sums => sums.Pd12),
        ("Expected loss", "expectedLoss", MetricUnit.Usd, sums => (double)sums.ExpectedLoss), ("Expected loss, % of balance", "expectedLossRate", MetricUnit.Fraction, sums => sums.ExpectedLossRate), ("30+ days late, % of balance", "dpd30Balance", MetricUnit.Fraction, sums => sums.Dpd30Balance),
    ];

    private readonly CancellationTokenSource _leaving = new();
    private ExplorerAddress _address = ExplorerAddress.Of("http://x/");
    private SegmentStory? _story;
    private HeatGrid? _rolls;
    private double _most = 1;
    private long? _drawn;
    private bool _isAsked;

    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private BookViews Views { get; set; } = null!;
    [Inject] private RollMonths Months { get; set; } = null!;

    protected override TimeSpan Rest => TimeSpan.FromSeconds(4);

    private string Source => "/api/segments/story?filter=" + Uri.EscapeDataString(_address.Asked.Text);

    private string VintageSource => "/api/vintages?by=quarter&filter=" + Uri.EscapeDataString(_address.Asked.OfTheContract.Text);

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Move;
        _address = ExplorerAddress.Of(Navigation.Uri);
        await LoadAsync();
    }

    protected override object? Read() => Viewer.IsPaused ? _drawn : Viewer.Shown?.CommitSequence;

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

    private static string DriverName(string field) => field == Portfolio.Drivers.Within ? "What is left inside" : ExplorerText.Title(SegmentKey.Find(field)!.Field);

    private void Move(object? sender, LocationChangedEventArgs move)
    {
        if (new Uri(move.Location).AbsolutePath == ExplorerAddress.Segment)
        {
            _address = ExplorerAddress.Of(move.Location);
            Reload();
        }
    }

    private void Reload() => _ = InvokeAsync(async () =>
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
        using var lease = await Views.NewestAsync(_leaving.Token);
        if (lease is null)
        {
            return;
        }

        (_story, _isAsked) = (await SegmentStory.OfAsync(lease.View, _address.Asked, Months, _leaving.Token), true);
        _drawn ??= lease.View.CommitSequence;
        _most = Math.Max(1e-9, _story?.Drivers.Max(driver => Math.Abs(driver.Difference)) ?? 0);
        _rolls = _story?.Rolls is { Cells.Length: > 0 } rolls ? Grid(rolls.Cells, _story.Day) : null;
    }

    /// <summary>From each state down to each state across; a cell opens the loans that are in its state now.</summary>
    private HeatGrid Grid(RollCell[] cells, DateOnly day)
    {
        var grid = HeatGrid.BySize(
            "From", MetricUnit.Fraction, [.. LoanField.Statuses.Select((_, place) => ExplorerText.StateName(place))],
            [.. cells.GroupBy(cell => cell.From).Select(row => (ExplorerText.StateName(LoanField.Statuses.IndexOf(row.Key)), (IReadOnlyList<double?>)[.. row.Select(cell => (double?)cell.Share)]))]);
        var at = 0;
        return grid with { Day = day, Rows = [.. grid.Rows.Select(row => row with { Cells = [.. row.Cells.Select(cell => cell with { Key = $"{Source}#/rolls/cells/{at}/share", Href = Href(cells[at++].To) })] })] };
    }

    /// <summary>Loans that are over are not in the explorer's list.</summary>
    private string? Href(string state) => state is "paid_off" or "prepaid" ? null : _address.Filtered(_address.Asked.Instead($"status eq '{state}'")).Href;
}
