using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Attribution;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Design;
using LoanTwin.Web.Insights;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Overview;

/// <summary>What moved the expected loss since the day compared with, and where it sits. Both read the loans themselves, so they come a moment after the rest.</summary>
public sealed partial class LossMovePanels
{
    private const double OnPlan = .001;
    private const double FarOff = .009;
    private static readonly (int Step, string Words)[] Legend = [(2, "lower"), (3, "as before"), (4, "higher"), (5, "▲ 0.9 pp or more higher")];

    private readonly CancellationTokenSource _leaving = new();
    private LossMove? _move;
    private BridgeSteps? _steps;
    private HeatGrid? _grid;
    private IReadOnlyList<FigureSource> _sources = [];
    private (DateOnly Day, string Baseline) _asked;
    private bool _isAsked;

    [Inject] private LossMoves Moves { get; set; } = null!;
    [Inject] private Photos Photos { get; set; } = null!;

    protected override TimeSpan Rest => Reading;

    private string Since => _move is { } move ? $"since {FigureText.Day(move.Bridge.From)}{(move.IsLater ? ", the first day whose loans are kept" : "")}" : "";

    private string Why => Picture is null ? "The lender is being founded."
        : _move is null ? $"Loans are kept one by one from {FigureText.Day(Photos.FirstDay ?? Picture.Day)} on: nothing can be said loan by loan of an earlier day."
        : "Nothing has moved yet: the first day whose loans are kept is this one.";

    protected override object? Read() => (base.Read(), _move);

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        if (RendererInfo.IsInteractive && Picture is { } picture && _asked != (picture.Day, Days.Baseline))
        {
            _asked = (picture.Day, Days.Baseline);
            _ = AskAsync();
        }
    }

    protected override void OnLeave()
    {
        base.OnLeave();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task AskAsync()
    {
        try
        {
            var move = await Moves.OfAsync(Days.AsOf, Days.Baseline, _leaving.Token);
            await InvokeAsync(() => Show(move));
        }
        catch (OperationCanceledException)
        {
            // The reader has left.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private void Show(LossMove? move)
    {
        (_isAsked, _move) = (true, move);
        if (move is not null)
        {
            var view = $"/api/expected-loss/{{0}}?asOf={FigureText.Iso(move.Day)}&baseline={Days.Baseline}#";
            _steps = BridgeSteps.Of(
                MetricUnit.Fraction, FigureText.Day(move.Bridge.From)[..^5], move.Bridge.Start, [.. move.Bridge.Steps.Select(step => new Charts.BridgeStep(Words(step.Mover), step.Rate))], "Now", move.Bridge.End);
            var bridge = string.Format(System.Globalization.CultureInfo.InvariantCulture, view, "bridge");
            _sources = [new(bridge + "/start", move.Bridge.Start), .. move.Bridge.Steps.Select((step, place) => new FigureSource($"{bridge}/steps/{place}/rate", step.Rate)), new(bridge + "/end", move.Bridge.End)];
            _grid = Grid(move, string.Format(System.Globalization.CultureInfo.InvariantCulture, view, "heat"));
        }

        StateHasChanged();
    }

    private static HeatGrid Grid(LossMove move, string address)
    {
        var cells = move.Heat.Select((cell, place) => (Cell: cell, Key: $"{address}/cells/{place}/rate")).ToList();
        List<int> bands = [.. Enumerable.Range(0, LossHeat.Bands).Where(band => Total(null, band).Rate is not null)]; // a band that nobody is in would be a column of dashes
        return new()
        {
            RowsName = "Product",
            Unit = MetricUnit.Fraction,
            IsDiverging = true,
            Columns = [.. bands.Select(BandName)],
            Day = move.Day,
            Rows =
            [
                .. LoanField.Products.Select((key, product) => new HeatRow(
                    FigureText.ProductTitle(key),
                    [.. cells.Where(entry => entry.Cell.Product == product && entry.Cell.Band is { } band && bands.Contains(band)).Select(entry => HeatGrid.AgainstPlan(entry.Cell.Rate, entry.Cell.RateBefore, OnPlan, FarOff, GoodDirection.Down) with { Key = entry.Key, Href = LoansOf(entry.Cell) })],
                    Total(product, null).Rate) { TotalKey = KeyOf(product, null) }),
            ],
            Totals = [.. bands.Select(band => Total(null, band).Rate)],
            TotalKeys = [.. bands.Select(band => KeyOf(null, band))],
            GrandTotal = Total(null, null).Rate,
            GrandTotalKey = KeyOf(null, null),
        };

        Simulation.Attribution.HeatCell Total(int? product, int? band) => cells.Single(entry => entry.Cell.Product == product && entry.Cell.Band == band).Cell;
        string KeyOf(int? product, int? band) => cells.Single(entry => entry.Cell.Product == product && entry.Cell.Band == band).Key;
    }

    /// <summary>The loans behind a cell, as the explorer lists them.</summary>
    private static string LoansOf(Simulation.Attribution.HeatCell cell)
    {
        var product = $"product eq '{LoanField.Products[cell.Product!.Value]}'";
        var from = cell.Band > 0 ? $" and score ge {LossHeat.BandFrom[cell.Band.Value - 1]}" : "";
        var under = cell.Band < LossHeat.BandFrom.Length ? $" and score lt {LossHeat.BandFrom[cell.Band.Value]}" : "";
        return "/portfolio?filter=" + Uri.EscapeDataString(product + from + under);
    }

    private static string BandName(int band) => band == 0 ? $"< {LossHeat.BandFrom[0]}" : band == LossHeat.BandFrom.Length ? $"{LossHeat.BandFrom[^1]} +" : $"{LossHeat.BandFrom[band - 1]}–{LossHeat.BandFrom[band] - 1}";

    private static string Words(LossMover mover) => mover switch
    {
        LossMover.NewLoans => "New",
        LossMover.LoansGone => "Gone",
        LossMover.Balances => "Balance",
        LossMover.Worsened => "Later",
        LossMover.Cured => "Cures",
        LossMover.Ageing => "Ageing",
        LossMover.Economy => "Macro",
        _ => "LGD",
    };
}
