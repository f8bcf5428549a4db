using LoanTwin.Web.Queries;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Portfolio;

/// <summary>The other values of a field that the filter names, with all else as it is, and where its own value stands by expected-loss rate: 1 is the highest.</summary>
internal sealed record PeersView(string Field, string Value, int Rank, int Of, SegmentRow[] Peers);

/// <summary>Moves of the loans that pass the clauses of the contract; what moves from day to day cannot be asked of earlier days and is left out.</summary>
internal sealed record StoryRolls(string RestrictedTo, string LeftOut, RollPeriod[] Months, RollCell[] Cells);

/// <summary>A filtered set of active loans against the book.</summary>
internal sealed record SegmentStory(
    DateOnly Day, long View, string Currency, string Filter, SumsView Picked, SumsView Book, double ShareOfBalance, double ShareOfExpectedLoss, PeersView[] Peers, Driver[] Drivers, StoryRolls? Rolls, VintagesView Vintages)
{
    /// <summary>Closed months that the roll rates are of.</summary>
    public const int MonthsBack = 12;

    /// <summary>Nothing where no active loan passes.</summary>
    public static async Task<SegmentStory?> OfAsync(BookView view, FilterClauses asked, RollMonths months, CancellationToken leaving)
    {
        var filter = asked.And("active eq true");
        var board = FacetBoard.Of(view, filter);
        if (board.Picked.Count == 0)
        {
            return null;
        }

        var (picked, book) = (board.Picked, board.Book);
        return new(
            view.Date, view.Number, "USD", filter.Text, SumsView.Of(picked), SumsView.Of(book), Share(picked.Balance, book.Balance), Share(picked.ExpectedLoss, book.ExpectedLoss),
            [.. PeersOf(view, filter)], [.. Portfolio.Drivers.Of(view, filter)], await RollsAsync(view, asked, months, leaving), VintagesView.Of(view, "quarter", VintagesView.Defaults, asked.OfTheContract, null, null));
    }

    private static IEnumerable<PeersView> PeersOf(BookView view, FilterClauses filter)
    {
        foreach (var clause in filter.All)
        {
            if (clause is not { Field: { Key: not "active" } field, Parts: [{ Word: FieldComparison.Equal } part] } || SegmentKey.Find(field.Key) is not { } key || field.Kind is not FieldKind.Word && key.Name is not "grade")
            {
                continue;
            }

            var value = key.Text(key.PartOf(part.Values[0].Number));
            if (SegmentsView.Of(view, [key], filter.Without(field)) is { } cut && cut.Segments.OrderByDescending(row => row.ExpectedLossRate).ToArray() is var ranked
                && Array.FindIndex(ranked, row => row.Keys[key.Name] == value) is >= 0 and var place)
            {
                yield return new(field.Key, value, place + 1, ranked.Length, ranked);
            }
        }
    }

    private static async Task<StoryRolls?> RollsAsync(BookView view, FilterClauses filter, RollMonths months, CancellationToken leaving)
    {
        var contract = filter.OfTheContract;
        var closed = await months.BetweenAsync(view.Date.AddMonths(-MonthsBack), view.Date, contract, leaving);
        return closed.Count == 0 ? null : new(
            contract.Text, string.Join(" and ", filter.All.Except(contract.All).Select(clause => clause.Text)), [.. closed.Select(month => new RollPeriod(month.From, month.To))],
            RollRatesView.Of(view.Date, RollRatesView.AllProducts, closed).Cells);
    }

    private static double Share(double part, double whole) => whole == 0 ? 0 : Math.Round(part / whole, 8);
}
