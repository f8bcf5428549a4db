using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Lenders;

namespace LoanTwin.Tests.Lenders;

public class CompactionTests
{
    private static readonly LenderPlan Plan = new() { Loans = 2_000, Seed = 6, YearsLived = 1, StartDay = new(2025, 7, 1) };

    [Fact]
    public void A_compacted_lender_lives_the_same_days_with_fewer_rows()
    {
        using var compacted = Lender.Found(Plan).Value;
        using var plain = Lender.Open(Plan);
        while (plain.World.Day < compacted.World.Day)
        {
            plain.LiveDay();
        }

        Assert.True(compacted.World.Book.Count < plain.World.Book.Count);
        Assert.Equal(plain.LoansEver, compacted.LoansEver);
        for (var day = 0; day < 80; day++)
        {
            var (one, other) = (compacted.LiveDay(), plain.LiveDay());
            Assert.Equal(other.Lived.Reconciliations, one.Lived.Reconciliations);
            Assert.Equal(other.Applications, one.Applications);
        }

        Assert.Equal(plain.Ledger.Balances.ToArray(), compacted.Ledger.Balances.ToArray());
        Assert.All(plain.Metrics().Zip(compacted.Metrics()), pair => Assert.Equal(pair.First.Value ?? 0, pair.Second.Value ?? 0, 9));
    }

    [Fact]
    public void Forks_keep_the_rows_they_share()
    {
        using var lender = Lender.Found(Plan).Value;
        using var fork = lender.Fork(lender.World.Key);
        var ids = fork.World.Book.Shelves[0].Fixed.Id[..fork.World.Book.Shelves[0].Count].ToArray();

        for (var day = 0; day < 30; day++)
        {
            lender.LiveDay();
        }

        lender.Compact();

        Assert.Equal(ids, fork.World.Book.Shelves[0].Fixed.Id[..fork.World.Book.Shelves[0].Count]);
        Assert.Contains(Enumerable.Range(0, fork.World.Book.Count), _ => lender.World.Book.Count != fork.World.Book.Count);
    }

    [Fact]
    public void Loans_that_wait_for_a_recovery_stay()
    {
        using var lender = Lender.Found(Plan).Value;

        Assert.All(lender.World.Book.Shelves, shelf => Assert.All(Enumerable.Range(0, shelf.Count), row => Assert.True(
            shelf.Moving.Status[row] < (byte)PaymentStatus.Default || shelf.Moving.Pending[row] != 0)));
        Assert.Contains(lender.World.Book.Shelves, shelf => Enumerable.Range(0, shelf.Count).Any(row => shelf.Moving.Status[row] == (byte)PaymentStatus.Default));
    }
}
