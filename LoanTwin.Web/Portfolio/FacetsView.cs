using LoanTwin.Domain.Lending;
using LoanTwin.Web.Api;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Portfolio;

/// <summary>What loans come to. Rate and pd12 are weighted by balance, score, dti and ltv are means over loans, the ltv over secured ones.</summary>
internal sealed record SumsView(int Count, decimal Balance, double Rate, double Score, double Dti, double? Ltv, decimal ExpectedLoss, double ExpectedLossRate, double Dpd30Balance, double Pd12)
{
    public static SumsView Of(LoanTally tally) => new(
        tally.Count, Cents.ToDollars(tally.Balance), Math.Round(tally.Rate, 8), Math.Round(tally.MeanScore, 4), Math.Round(tally.MeanDti, 6), tally.MeanLtv is { } ltv ? Math.Round(ltv, 6) : null,
        Cents.ToDollars(tally.ExpectedLoss), Math.Round(tally.ExpectedLossRate, 8), Math.Round(tally.LateBalanceShare, 8), Math.Round(tally.Pd12, 8));
}

internal sealed record BucketView(string Text, int Count, bool IsPicked, string Filter);

internal sealed record FacetView(string Name, string Field, bool IsHistogram, string? Clause, BucketView[] Buckets);

internal sealed record WayBackView(string Clause, int Count, string Filter);

/// <summary>The board as an answer; <paramref name="WayBack"/> where nothing is left and one clause alone is to blame.</summary>
internal sealed record FacetsView(DateOnly Day, long View, string Currency, string Filter, SumsView Picked, SumsView Book, FacetView[] Facets, WayBackView? WayBack)
{
    public static FacetsView Of(BookView view, FacetBoard board) => new(
        view.Date, view.Number, "USD", board.Filter.Text, SumsView.Of(board.Picked), SumsView.Of(board.Book),
        [.. board.Facets.Select(facet => new FacetView(facet.Key.Name, facet.Key.Field.Key, facet.IsHistogram, facet.Clause?.Text, [.. facet.Buckets.Select(bucket => new BucketView(bucket.Text, bucket.Count, bucket.IsPicked, bucket.Filter.Text))]))],
        board.WayBack is { } back ? new(back.Clause.Text, back.Count, back.Filter.Text) : null);
}

/// <summary>"7 of 27,380": counted from 1, with the neighbours.</summary>
internal sealed record PlaceView(DateOnly Day, long View, int Place, int Total, string? Previous, string? Next)
{
    /// <summary>Nothing where the loan is not in the list.</summary>
    public static PlaceView? Of(BookView view, long loan, LoanSelection list)
    {
        if (!view.TryFind(loan, out var shelf, out var row) || list.PlaceOf(new(shelf.Place, row)) is not { } place)
        {
            return null;
        }

        return new(view.Date, view.Number, place + 1, list.Total, Shown(place - 1), Shown(place + 1));

        string? Shown(int at) => at >= 0 && list.Page(at, 1) is [var there] ? LoanIdRoute.Shown(view.Shelves[there.Shelf].Fixed.Id[there.Row]) : null;
    }
}
