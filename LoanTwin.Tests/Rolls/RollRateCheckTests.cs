using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Rolls;

namespace LoanTwin.Tests.Rolls;

public class RollRateCheckTests
{
    private static readonly RollRatePlan Plan = new() { Books = 16, Loans = 500, Months = 6, Threads = 2 };

    [Fact]
    public void Interval_OverSimulatedBooks_HoldsTheMeanOfTheLoansOwnRows()
    {
        var check = RollRateCheck.Run(Plan);

        Assert.All(check.Coverages, coverage => Assert.InRange(coverage.Share, .86, .98));
        Assert.All(check.Coverages, coverage => Assert.InRange(coverage.Cells, 300, int.MaxValue));
    }

    [Fact]
    public void OwnRows_OverSimulatedBooks_SayOnAverageWhatHappens()
        => Assert.InRange(RollRateCheck.Run(Plan).MeanScore, -4 / Math.Sqrt(Plan.Books), 4 / Math.Sqrt(Plan.Books));

    [Fact]
    public void Check_OnAnyNumberOfThreads_IsTheSame()
    {
        var few = Plan with { Books = 3, Months = 2 };

        Assert.Equal(RollRateCheck.Run(few with { Threads = 1 }).Coverages, RollRateCheck.Run(few).Coverages);
    }

    [Fact]
    public void Moves_OfAMonth_AgreeWithLoansFollowedOneByOne()
    {
        using var lender = Lender.Open(new() { Loans = 800, Seed = 3 });
        for (var day = 0; day < 180; day++)
        {
            lender.LiveDay();
        }

        using var before = lender.World.Book.Fork();
        for (var day = 0; day < 31; day++)
        {
            lender.LiveDay();
        }

        var moves = StateMoves.Of(before, lender.World.Book);
        var slow = new Dictionary<(int Place, int From, int To), (int Count, long Balance)>();
        foreach (var shelf in before.Shelves)
        {
            var then = lender.World.Book.Shelves[shelf.Place];
            foreach (var row in Enumerable.Range(0, shelf.Count).Where(row => shelf.Moving.Status[row] < 5))
            {
                var at = Array.IndexOf(then.Fixed.Id, shelf.Fixed.Id[row], 0, then.Count);
                var key = (shelf.Place, (int)shelf.Moving.Status[row], (int)then.Moving.Status[at]);
                var (count, balance) = slow.GetValueOrDefault(key);
                slow[key] = (count + 1, balance + shelf.Moving.Balance[row]);
            }
        }

        Assert.True(slow.Count > 15);
        for (var place = 0; place < before.Shelves.Length; place++)
        {
            for (var from = 0; from < StateMoves.States; from++)
            {
                for (var to = 0; to < StateMoves.States; to++)
                {
                    Assert.Equal(slow.GetValueOrDefault((place, from, to)), (moves.Counts[place, from, to], moves.Balances[place, from, to]));
                }
            }
        }
    }
}
