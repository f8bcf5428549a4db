using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Tests.Kernel;

/// <summary>Users add products in any order, so a card may stand before an instalment product.</summary>
public sealed class ProductOrderTests
{
    private static readonly DateOnly YearEnd = new(2026, 12, 31);

    [Fact]
    public void Flows_WithCardsBeforeLoans_EqualTheReference()
    {
        using var world = AWorld.Of(CardsFirst(), AWorld.Start);
        using var reference = world.Fork(world.Key);
        var outcome = Horizon.Run(world, AWorld.Plan(YearEnd) with { KeepState = false }).Value;
        var flows = AWorld.Reference(reference, YearEnd).Run(AWorld.Start.DayNumber, YearEnd.DayNumber);

        for (var month = outcome.FirstMonth; month < outcome.FirstMonth + outcome.Months; month++)
        {
            Assert.Equal(flows[1][Flow.InterestPaid, month], outcome.Of(0, 1, Flow.InterestPaid, month));
            Assert.Equal(flows[0][Flow.InterestPaid, month], outcome.Of(0, 0, Flow.InterestPaid, month));
        }
    }

    private static LoanBook CardsFirst()
    {
        var products = ProductCatalogue.Default.Products;
        var book = new LoanBook(ProductCatalogue.Create([products[4], products[0]]).Value);
        foreach (var (key, place) in new[] { ("creditCard", 0), ("consumer", 1) })
        {
            using var source = StartingBook.OfOne(key, 2_000, 5, AWorld.Start);
            var shelf = source.Shelves.Single(shelf => shelf.Count > 0);
            for (var row = 0; row < shelf.Count; row++)
            {
                Assert.True(book.Add(Again(shelf, row, place)).IsSuccess);
            }
        }

        return book;
    }

    private static NewLoan Again(Shelf shelf, int row, int place)
    {
        var (terms, moving) = (shelf.Fixed, shelf.Moving);
        return new()
        {
            Id = LoanId.Of(terms.OriginationDay[row], place, row),
            Product = place,
            OriginationDay = terms.OriginationDay[row],
            Anchor = terms.Anchor[row],
            Amount = terms.Amount[row],
            AnnualRate = moving.Rate[row],
            Term = terms.Term[row],
            Payment = moving.Payment[row],
            CreditLimit = terms.CreditLimit[row],
            MonthlySpend = terms.MonthlySpend[row],
            IsTransactor = shelf.Product.Card is not null,
            Score = terms.Score[row],
            Dti = terms.Dti[row],
            Grade = terms.Grade[row],
            Income = terms.Income[row],
            Age = moving.Age[row],
            Balance = moving.Balance[row],
        };
    }
}
