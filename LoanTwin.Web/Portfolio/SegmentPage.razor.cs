using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace LoanTwin.Web.Portfolio;

/// <summary>Is this part of the book earning its risk? Its figures against the book, what explains the difference, how its loans move and age.</summary>
public sealed partial class SegmentPage
{
    private const int MostMoves = 100;
    private const double LeastTold = .00005;

    private ExplorerAddress _address = ExplorerAddress.Of("http://x/");
    private SegmentStory? _story;
    private HeatGrid? _rolls;
    private double _most = 1;
    private bool _isAsked;
    private (string From, string To)? _cell;
    private MovesView? _moves;

    [Inject] private BookViews Views { get; set; } = null!;
    [Inject] private RollMonths Months { get; set; } = null!;
    [Inject] private RollMoves Moves { get; set; } = null!;

    protected override string Home => ExplorerAddress.Segment;

    private string Source => "/api/segments/story?filter=" + Uri.EscapeDataString(_address.Asked.Text);

    private string VintageSource => "/api/vintages?by=quarter&filter=" + Uri.EscapeDataString(_address.Asked.OfTheContract.Text);

    private static bool Tells(Driver driver) => Math.Abs(driver.Difference) >= LeastTold;

    private static string DriverName(string field) => field == Portfolio.Drivers.Within ? "What is left inside" : ExplorerText.Title(SegmentKey.Find(field)!.Field);

    /// <summary>A cell of the matrix is named by its two states; one that makes no sense is left out.</summary>
    protected override bool Look(string address)
    {
        _address = ExplorerAddress.Of(address);
        _cell = QueryHelpers.ParseQuery(new Uri(address).Query).GetValueOrDefault("cell").ToString().Split(',') is [var from, var to] && from != to && LoanField.Statuses.Contains(from) && LoanField.Statuses.Contains(to) ? (from, to) : null;
        return true;
    }

    protected override async Task<long?> AnswerAsync(CancellationToken leaving)
    {
        using var lease = await Views.NewestAsync(leaving);
        if (lease is null)
        {
            return null;
        }

        (_story, _isAsked) = (await SegmentStory.OfAsync(lease.View, _address.Asked, Months, leaving), true);
        _moves = _cell is { } cell ? await MovesView.OfAsync(lease.View, _address.Asked, cell, MostMoves, Moves, leaving) : null;
        _most = Math.Max(1e-9, _story?.Drivers.Max(driver => Math.Abs(driver.Difference)) ?? 0);
        _rolls = _story?.Rolls is { Cells.Length: > 0 } rolls ? Grid(rolls.Cells, _story.Day) : null;
        return lease.View.CommitSequence;
    }

    /// <summary>From each state down to each state across; a cell opens the loans that moved so, or those that are in the state where they stayed.</summary>
    private HeatGrid Grid(RollCell[] cells, DateOnly day)
    {
        var grid = HeatGrid.BySize(
            "From", MetricUnit.Fraction, [.. LoanField.Statuses.Select((_, place) => ExplorerText.StateName(place))],
            [.. cells.GroupBy(cell => cell.From).Select(row => (ExplorerText.StateName(LoanField.Statuses.IndexOf(row.Key)), (IReadOnlyList<double?>)[.. row.Select(cell => (double?)cell.Share)]))]);
        var at = 0;
        return grid with { Day = day, Rows = [.. grid.Rows.Select(row => row with { Cells = [.. row.Cells.Select(cell => cell with { Key = $"{Source}#/rolls/cells/{at}/share", Href = Href(cells[at++]) })] })] };
    }

    private string? Href(RollCell cell) => cell.Count == 0 ? null
        : cell.From == cell.To ? _address.Filtered(_address.Asked.Instead($"status eq '{cell.To}'")).Href
        : $"{ExplorerAddress.Segment}?filter={Uri.EscapeDataString(_address.Asked.Text)}&cell={cell.From},{cell.To}#moves";

    private string MovesSource(MovesView moves) => $"/api/segments/moves?filter={Uri.EscapeDataString(_address.Asked.Text)}&from={moves.From}&to={moves.To}";

    private static string StateOf(string state) => ExplorerText.StateName(LoanField.Statuses.IndexOf(state));
}
