using System.Collections.Immutable;
using LoanTwin.Web.Api;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;

namespace LoanTwin.Web.Portfolio;

/// <summary>
/// The loans, as many as there are: a stretch is read when it comes near, out of the newest view and under a lease of its own. Rows keep the
/// places that they had when they were listed, whatever the days do to them.
/// </summary>
public sealed partial class LoanTable
{
    private static readonly LoanField Id = LoanField.Find("id")!;

    private Virtualize<Placed>? _rows;
    private Explored? _read;
    private LoanList _list = null!;
    private ImmutableArray<LoanField> _columns = [];
    private ImmutableHashSet<long> _selected = [];
    private bool _isBusy;
    private string _unselected = "";
    private string _from = "";

    /// <summary>The list is to be made anew, in the order of now.</summary>
    [Parameter] public EventCallback OnResort { get; set; }

    /// <summary>Marks have been changed.</summary>
    [Parameter] public EventCallback OnMarked { get; set; }

    [Inject] private BookViews Views { get; set; } = null!;

    [CascadingParameter] private Explored Explored { get; set; } = null!;

    private ExplorerAddress Address => Explored.Address;

    /// <summary>The rows of another question are read before anything of it is drawn: page and rows reach the reader in one drawing.</summary>
    protected override async Task OnParametersSetAsync()
    {
        var explored = Explored;
        (_list, _columns, _selected) = (explored.List!, explored.Columns, [.. Address.Selected]);
        (_unselected, _from) = (Address.HrefUnselected, $"filter={Uri.EscapeDataString(Address.Filter.Text)}&sort={Uri.EscapeDataString(Address.OrderText)}");
        if (_rows is not null && !ReferenceEquals(_read, explored))
        {
            _isBusy = true;
            await _rows.RefreshDataAsync();
            _isBusy = !ReferenceEquals(explored, Explored);
        }

        _read = explored;
    }

    private async ValueTask<ItemsProviderResult<Placed>> RowsAsync(ItemsProviderRequest request)
    {
        var (list, columns) = (_list, _columns);
        var (from, to) = (Math.Min(request.StartIndex, list.Ids.Length), Math.Min(request.StartIndex + request.Count, list.Ids.Length));
        using var lease = Views.Find(Explored.View) ?? await Views.NewestAsync(request.CancellationToken);
        return new(lease is null ? [] : [.. Enumerable.Range(from, to - from).Select(place => new Placed(place, ListedLoan.Of(lease.View, list.Ids[place], columns)))], list.Ids.Length);
    }

    /// <summary>The probability of default brings its own line along.</summary>
    private bool HasTrail => Address.Columns.Contains("pd12");

    private int Width => _columns.Length + (HasTrail ? 3 : 2);

    private static bool IsRight(LoanField field) => ExplorerText.IsNumber(field);

    private string? SortOf(LoanField field) => Address.Order.Keys[0] is var key && key.Field == field ? key.IsDown ? "descending" : "ascending" : "none";

    private string LoanHref(long loan) => $"/loans/{LoanIdRoute.Shown(loan)}?{_from}";

    private string SelectHref(long loan)
    {
        var selected = Address.Toggled(loan).Selected;
        return selected.IsEmpty ? _unselected : $"{_unselected}{(_unselected.Contains('?', StringComparison.Ordinal) ? '&' : '?')}sel={string.Join(',', selected)}";
    }

    /// <summary>The figures of the strip again, below their columns.</summary>
    private (string? Key, double? Value) Total(string field) => field switch
    {
        "balance" => ("balance", (double)Explored.Picked.Balance),
        "rate" => ("rate", Explored.Picked.Rate),
        "score" => ("score", Explored.Picked.Score),
        "dti" => ("dti", Explored.Picked.Dti),
        "ltv" => ("ltv", Explored.Picked.Ltv),
        "pd12" => ("pd12", Explored.Picked.Pd12),
        "expectedLoss" => ("expectedLoss", (double)Explored.Picked.ExpectedLoss),
        _ => (null, null),
    };

    /// <summary>A loan in its place, counted from 0.</summary>
    private sealed record Placed(int Place, ListedLoan? Loan);
}
