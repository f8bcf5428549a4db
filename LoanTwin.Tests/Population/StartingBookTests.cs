using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Policy;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Tests.Population;

public class StartingBookTests
{
    private static readonly DateOnly Day = new(2026, 1, 1);

    [Fact]
    public void The_book_meets_its_targets()
    {
        using var book = StartingBook.Create(60_000, 5, Day);

        var missed = TargetTable.Of(book).Where(row => !row.IsInside).ToList();

        Assert.Empty(missed);
        Assert.Equal(28, TargetTable.Of(book).Length);
    }

    [Fact]
    public void The_same_seed_gives_the_same_book_and_another_seed_another()
    {
        using var one = StartingBook.Create(3_000, 5, Day);
        using var again = StartingBook.Create(3_000, 5, Day);
        using var other = StartingBook.Create(3_000, 6, Day);

        Assert.Equal(StateHash.OfColumns(one), StateHash.OfColumns(again));
        Assert.NotEqual(StateHash.OfColumns(one), StateHash.OfColumns(other));
    }

    [Fact]
    public void A_smaller_book_is_the_beginning_of_a_larger_one()
    {
        using var small = StartingBook.OfOne("auto", 100, 5, Day);
        using var large = StartingBook.OfOne("auto", 200, 5, Day);

        var incomes = large.Shelves[1].Fixed.Income[..200].ToHashSet();

        Assert.All(small.Shelves[1].Fixed.Income[..100], income => Assert.Contains(income, incomes));
    }

    [Fact]
    public void Everybody_in_it_passes_the_policy()
    {
        using var book = StartingBook.Create(5_000, 5, Day);

        foreach (var shelf in book.Shelves)
        {
            var limits = BusinessPolicies.Default.For(shelf.Product);
            Assert.All(Enumerable.Range(0, shelf.Count), row =>
            {
                Assert.True(shelf.Fixed.Score[row] >= limits.MinScore);
                Assert.True(shelf.Fixed.Dti[row] <= limits.MaxDti);
                Assert.True(shelf.Fixed.CollateralValue[row] == 0 || (double)shelf.Fixed.Amount[row] / shelf.Fixed.CollateralValue[row] <= limits.MaxLtv + 1e-6);
            });
        }
    }

    [Fact]
    public void The_mean_risk_of_those_lent_to_is_one()
    {
        using var book = StartingBook.Create(100_000, 9, Day);

        Assert.All(book.Shelves, shelf => Assert.InRange(Enumerable.Range(0, shelf.Count).Average(row => Math.Exp(shelf.Fixed.LogRisk[row])), .97, 1.03));
    }

    [Fact]
    public void Names_say_that_nobody_real_is_meant_and_stay_with_the_customer()
    {
        using var book = StartingBook.Create(2_000, 5, Day);
        using var again = StartingBook.Create(2_000, 5, Day);

        var customers = Enumerable.Range(0, 400).Select(row => Customer.Of(book.Shelves[0], row)).ToList();

        Assert.All(customers, customer => Assert.Matches("^[A-Z][a-z]+ [A-Z][a-z]+ [0-9A-F]{4}$", customer.Name));
        Assert.Equal(customers, Enumerable.Range(0, 400).Select(row => Customer.Of(again.Shelves[0], row)));
        Assert.True(customers.DistinctBy(customer => customer.Name).Count() > 390);
        Assert.All(customers, customer => Assert.True(customer.Employment.Income > 0));
    }

    [Fact]
    public void A_business_owner_is_on_his_own_account()
    {
        using var book = StartingBook.OfOne("business", 50, 5, Day);

        Assert.All(Enumerable.Range(0, 50), row => Assert.Equal(EmploymentKind.Business, Customer.Of(book.Shelves[book.Catalogue.Find("business").Value], row).Employment.Kind));
    }
}
