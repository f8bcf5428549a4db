using LoanTwin.Simulation.Book;
using LoanTwin.Web.Api;
using LoanTwin.Web.Design;
using LoanTwin.Web.Shell;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.WebUtilities;

namespace LoanTwin.Web.Loans;

/// <summary>The list that the reader came from, as the address says it: "7 of 27,380", with the way to the neighbours.</summary>
/// <param name="Place">From 1; nothing where the loan is no longer in the list.</param>
/// <param name="Key">Where the place is told over HTTP.</param>
internal sealed record LoanWay(int? Place, int Total, string? Previous, string? Next, string Key)
{
    /// <summary>Nothing where no list is named, or none that can be read.</summary>
    public static LoanWay? Of(BookView view, Shelf shelf, int row, string address)
    {
        var query = new Uri(address).Query;
        var asked = QueryHelpers.ParseQuery(query);
        var (filter, order) = (FilterClauses.Parse(asked.GetValueOrDefault("filter").ToString()), LoanOrder.Parse(asked.TryGetValue("sort", out var sort) ? sort.ToString() : null));
        if (!asked.ContainsKey("filter") || !filter.IsSuccess || !order.IsSuccess)
        {
            return null;
        }

        var list = LoanSelection.In(view, filter.Value, order.Value);
        var place = list.PlaceOf(new(shelf.Place, row));
        return new(place + 1, list.Total, HrefAt(place - 1), HrefAt(place + 1), $"{QueryHelpers.AddQueryString("/api/loans/place", new Dictionary<string, string?> { ["loan"] = $"{shelf.Fixed.Id[row]}", ["filter"] = filter.Value.Text, ["sort"] = order.Value.Text, ["asOf"] = PageTime.Of(address, out _).AsOf is null ? null : FigureText.Iso(view.Date) })}#/place");

        string? HrefAt(int? at) => at is >= 0 and var there && list.Page(there, 1) is [var loan] ? $"/loans/{LoanIdRoute.Shown(view.Shelves[loan.Shelf].Fixed.Id[loan.Row])}{query}" : null;
    }
}
