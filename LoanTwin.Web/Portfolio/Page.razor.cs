using LoanTwin.Web.Shell;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.Components;

namespace LoanTwin.Web.Portfolio;

/// <summary>Where is the risk, and which loans exactly? Everything that is chosen stands in the address; each answer comes from one view of the book.</summary>
public sealed partial class Page
{
    private ExplorerAddress _address = ExplorerAddress.Of("http://x/");
    private Explored? _explored;
    private bool _isResorted;
    private string? _answered;

    [Inject] private BookViews Views { get; set; } = null!;

    protected override string Home => ExplorerAddress.Home;

    private static string WhyNothing(Explored explored)
        => WayBack(explored) is { } back ? $"No loan passes all of this. {(back.Clause.Field is { } field ? ExplorerText.Title(field) : "The expression")} leaves most of them out." : "No loan passes all of this, and no single filter is to blame.";

    private static Relief? WayBack(Explored explored) => explored.Board.WayBack is { Clause.Text: not "active eq true" } back ? back : null;

    /// <summary>False where a tidier address says the same: then that one is gone to, and read instead.</summary>
    protected override bool Look(string address)
    {
        _address = ExplorerAddress.Of(address);
        var tidy = _address.Href;
        if (_address.Wrong.IsEmpty && tidy != Navigation.ToAbsoluteUri(address).PathAndQuery && new Uri(address).Query.Contains("of=", StringComparison.Ordinal) | address.IndexOf("filter=", StringComparison.Ordinal) != address.LastIndexOf("filter=", StringComparison.Ordinal))
        {
            Navigation.NavigateTo(tidy, replace: true);
            return false;
        }

        return true;
    }

    /// <summary>Between a question and its answer there is nothing to draw: the router alone would draw the old answer once more.</summary>
    protected override bool ShouldRender() => _explored is null || _answered == Navigation.Uri;

    /// <summary>The same loans in the order of today.</summary>
    private void Resort()
    {
        _isResorted = true;
        Reload();
    }

    protected override async Task<long?> AnswerAsync(CancellationToken leaving)
    {
        var (address, uri, isResorted) = (_address, Navigation.Uri, _isResorted);
        _isResorted = false;
        using var lease = ShownAgain(address, isResorted) ?? await Views.NewestAsync(leaving);
        if (lease is null || address != _address)
        {
            return null;
        }

        _answered = uri;
        _explored = Explored.Of(lease.View, address, isResorted ? null : _explored?.List);
        return lease.View.CommitSequence;
    }

    /// <summary>Another question to the book that is on the page, while it lives: the reader sees one day change its filter, and the columns are read already.</summary>
    private ViewLease? ShownAgain(ExplorerAddress address, bool isResorted)
        => !isResorted && _explored is { } shown && shown.Address != address ? Views.Find(shown.View) : null;
}
