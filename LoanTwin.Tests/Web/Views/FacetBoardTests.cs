using LoanTwin.Simulation.Book;
using LoanTwin.Tests.Web.Queries;
using LoanTwin.Web.Views;

namespace LoanTwin.Tests.Web.Views;

[Collection(nameof(SmallTwin))]
public sealed class FacetBoardTests(SmallTwin twin)
{
    [Fact]
    public async Task Board_OfRandomFilters_CountsWhatEachClickWouldList()
    {
        using var lease = await twin.Views.NewestAsync(default);
        var (view, luck) = (lease!.View, new Random(52));
        for (var round = 0; round < 25; round++)
        {
            var filter = FilterClauses.Parse(RandomClauses.Of(luck, view)).Value;
            var board = FacetBoard.Of(view, filter);

            foreach (var facet in board.Facets)
            {
                Assert.All(facet.Buckets, bucket => Assert.True(bucket.Count == Count(view, bucket.Filter.Text), $"{filter.Text} -> {bucket.Filter.Text}"));
                var others = filter.Without(facet.Key.Field);
                Assert.Equal(Count(view, others.Text), facet.Buckets.Sum(bucket => bucket.Count));
            }

            Assert.Equal(Count(view, filter.Text), board.Picked.Count);
            Assert.Equal(Count(view, "active eq true"), board.Book.Count);
            Assert.Equal(Sum(view, filter.Text), (board.Picked.Balance, board.Picked.ExpectedLoss, board.Picked.LateBalance));
            Assert.All(board.Reliefs, relief => Assert.Equal(Count(view, relief.Filter.Text), relief.Count));
        }
    }

    [Fact]
    public async Task Board_OfAFilterThatLeavesNothing_NamesTheClauseWhoseRemovalGivesMostBack()
    {
        using var lease = await twin.Views.NewestAsync(default);
        var view = lease!.View;

        var board = FacetBoard.Of(view, FilterClauses.Parse("active eq true and score ge 600 and balance lt 0").Value);

        Assert.Equal(0, board.Picked.Count);
        Assert.Equal("balance lt 0", board.WayBack!.Clause.Text);
        Assert.Equal(Count(view, "active eq true and score ge 600"), board.WayBack.Count);
        Assert.Null(FacetBoard.Of(view, FilterClauses.Parse("balance lt 0 and score lt 0").Value).WayBack);
    }

    [Fact]
    public async Task Board_OfAFilter_TicksItsWordsAndItsBars()
    {
        using var lease = await twin.Views.NewestAsync(default);

        var board = FacetBoard.Of(lease!.View, FilterClauses.Parse("product in ('auto', 'mortgage') and score ge 580 and score lt 660").Value);

        string[] Picked(string key) => [.. board.Facets.Single(facet => facet.Key.Name == key).Buckets.Where(bucket => bucket.IsPicked).Select(bucket => bucket.Text)];
        Assert.Equal(["auto", "mortgage"], Picked("product").Order());
        Assert.All(Picked("score:20"), text => Assert.Contains(text, (string[])["580 to under 600", "600 to under 620", "620 to under 640", "640 to under 660"]));
        Assert.NotEmpty(Picked("score:20"));
        Assert.Empty(Picked("region"));
        Assert.Same(board, FacetBoard.Of(lease.View, FilterClauses.Parse("score lt 660 and score ge 580 and product in ('mortgage','auto')").Value));
    }

    private static int Count(BookView view, string filter) => Loans(view, filter).Count();

    private static (long Balance, long Loss, long Late) Sum(BookView view, string filter)
    {
        var (balance, loss, late) = (0L, 0L, 0L);
        foreach (var (shelf, row) in Loans(view, filter))
        {
            balance += shelf.Moving.Balance[row];
            loss += (long)Math.Round(view.RiskAt(shelf, row).ExpectedLoss);
            late += LoanField.DaysPastDueOf(shelf, row, view.Day) >= 30 ? shelf.Moving.Balance[row] : 0;
        }

        return (balance, loss, late);
    }

    private static IEnumerable<(Shelf Shelf, int Row)> Loans(BookView view, string filter)
    {
        var test = LoanFilter.Parse(filter).Value;
        return view.Shelves.SelectMany(shelf => Enumerable.Range(0, shelf.Count).Where(row => test(view, shelf, row)).Select(row => (shelf, row)));
    }
}
