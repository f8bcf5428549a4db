using LoanTwin.Tests.Web.Queries;
using LoanTwin.Web.Views;

namespace LoanTwin.Tests.Web.Views;

[Collection(nameof(SmallTwin))]
public sealed class FilterClausesTests(SmallTwin twin)
{
    [Fact]
    public async Task RandomFilters_TakenApartAndPrinted_PickTheSameLoansAndPrintTheSame()
    {
        using var lease = await twin.Views.NewestAsync(default);
        var (view, luck) = (lease!.View, new Random(41));
        for (var round = 0; round < 500; round++)
        {
            var text = RandomClauses.Of(luck, view, 6);
            var clauses = FilterClauses.Parse(text).Value;

            Assert.True(LoanFilter.Parse(clauses.Text).IsSuccess, clauses.Text);
            Assert.Equal(clauses.Text, FilterClauses.Parse(clauses.Text).Value.Text);
            Assert.True(Picked(view, LoanFilter.Parse(text).Value).SequenceEqual(Picked(view, LoanFilter.Parse(clauses.Text).Value)), $"{text} became {clauses.Text}");
            Assert.True(Picked(view, LoanFilter.Parse(text).Value).SequenceEqual(Ids(view, LoanSelection.In(view, clauses, LoanOrder.Parse(null).Value))), text);
            Assert.Equal(clauses.All.Length, clauses.All.Select(clause => clause.Field?.Key ?? clause.Text).Distinct().Count());
        }
    }

    [Theory]
    [InlineData("score lt 660 and product eq 'auto' and score ge 580", "product eq 'auto' and score ge 580 and score lt 660")]
    [InlineData("product in ('creditCard','auto','auto')", "product in ('auto', 'creditCard')")]
    [InlineData("product in ('auto','mortgage') and product in ('mortgage','consumer')", "product eq 'mortgage'")]
    [InlineData("score ge 580 and score ge 600 and score gt 600", "score gt 600")]
    [InlineData("((score ge 580 and (rate lt 0.1)))", "rate lt 0.1 and score ge 580")]
    [InlineData("score lt 580 or score ge 660", "(score lt 580 or score ge 660)")]
    [InlineData("tag eq 'it''s' and tag eq 'review'", "tag eq 'it''s' and tag eq 'review'")]
    [InlineData("id eq 'L-0000012'", "id eq 12")]
    [InlineData("", "")]
    public void Filter_TakenApart_HasOneClauseAField(string text, string canonical) => Assert.Equal(canonical, FilterClauses.Parse(text).Value.Text);

    [Theory]
    [InlineData("score lt 640 and colour eq 'red' and product eq 'auto'", "product eq 'auto' and score lt 640", "colour")]
    [InlineData("score lt 640 and product eq 'boat' and rate ~ 3", "score lt 640", "boat", "~ (letter 45)")]
    [InlineData("score lt 640 and", "score lt 640", "the end (letter 17)")]
    [InlineData("(score lt 640", "", "the end (letter 14)")]
    public void Filter_ThatIsBadInPart_KeepsTheRestAndNamesThePart(string text, string kept, params string[] values)
    {
        var read = FilterClauses.Read(text, out var faults);

        Assert.Equal(kept, read.Text);
        Assert.Equal(values, faults.Select(fault => fault.Value));
    }

    [Fact]
    public void RandomText_TakenApart_NeverThrowsAndNeverLosesAFault()
    {
        string[] parts = ["score", "product", "and", "or", "not", "in", "eq", "lt", "(", ")", ",", "'auto'", "'", "640", "null", "true", "\u2603", " ", "''", "score lt 640", "product eq 'auto'"];
        var luck = new Random(78);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Join(luck.Next(4) == 0 ? "" : " ", Enumerable.Range(0, luck.Next(1, 14)).Select(_ => parts[luck.Next(parts.Length)]));

            var read = FilterClauses.Read(text, out var faults);

            Assert.Equal(LoanFilter.Parse(text).IsSuccess, faults.IsEmpty);
            Assert.True(LoanFilter.Parse(read.Text).IsSuccess, $"{text} became {read.Text}");
        }
    }

    [Fact]
    public void Clause_ToggledReplacedAndTakenAway_GivesTheFilterThatAClickMeans()
    {
        var (product, score) = (LoanField.Find("product")!, LoanField.Find("score")!);
        var filter = FilterClauses.Parse("product eq 'auto' and score ge 580 and score lt 660").Value;

        var both = filter.Toggled(product, FieldValue.Of(product, 3));
        Assert.Equal($"product in ('auto', '{product.Words[3]}') and score ge 580 and score lt 660", both.Text);
        Assert.Equal(filter.Text, both.Toggled(product, FieldValue.Of(product, 3)).Text);
        Assert.Equal("score ge 580 and score lt 660", filter.Toggled(product, FieldValue.Of(product, product.Words.IndexOf("auto"))).Text);
        Assert.Equal("product eq 'auto' and score ge 700", filter.Instead("score ge 700").Text);
        Assert.Equal("product eq 'auto'", filter.Without(score).Text);
        Assert.Equal((580.0, 660.0), filter.Of(score)!.Range);
        Assert.True(filter.Of(product)!.Names(FieldValue.Of(product, product.Words.IndexOf("auto"))));
    }

    private static List<long> Picked(BookView view, LoanTest test)
        => [.. view.Shelves.SelectMany(shelf => Enumerable.Range(0, shelf.Count).Where(row => test(view, shelf, row)).Select(row => shelf.Fixed.Id[row])).Order()];

    private static List<long> Ids(BookView view, LoanSelection selection) => [.. selection.Page(0, int.MaxValue).ToArray().Select(place => view.Shelves[place.Shelf].Fixed.Id[place.Row])];
}
