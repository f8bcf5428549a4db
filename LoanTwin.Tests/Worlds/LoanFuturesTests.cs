using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Tests.Worlds;

public class LoanFuturesTests
{
    private const int Months = 6;
    private const int Futures = 5;

    [Fact]
    public void Futures_OfEveryLoanTogether_AreTheHorizonOfTheBook()
    {
        using var lender = Lender.Found(new LenderPlan { Loans = 120, Seed = 8, YearsLived = 1 }).Value;
        var world = lender.World;
        var last = SimMonth.Of(world.Day + 1) + Months - 1;
        var plan = new HorizonPlan { Question = "one by one", LastDay = DateOnly.FromDayNumber(SimMonth.LastDay(last)), Futures = Futures, Economy = EconomyAhead.Sampled, Threads = 1 };
        var whole = Horizon.Run(world, plan).Value;
        foreach (var shelf in world.Book.Shelves)
        {
            var loss = 0.0;
            for (var row = 0; row < shelf.Count; row++)
            {
                var months = LoanFutures.Of(world, shelf, row, plan.Question, Months, Futures);
                loss += months[^1].LossBooked.Mean * Futures;
                Assert.All(months, month => Assert.Equal(1, month.States.Sum(), 1e-9));
            }

            var expected = 0.0;
            for (var future = 0; future < Futures; future++)
            {
                for (var month = whole.FirstMonth; month <= last; month++)
                {
                    expected += whole.Of(future, shelf.Place, Flow.LossBooked, month);
                }
            }

            Assert.Equal(expected, loss, .01);
        }
    }

    [Fact]
    public void Balance_OfALoanInItsFutures_IsTheBalanceOfTheBookAddedUp()
    {
        using var lender = Lender.Found(new LenderPlan { Loans = 60, Seed = 9, YearsLived = 1 }).Value;
        var world = lender.World;
        var last = SimMonth.Of(world.Day + 1) + Months - 1;
        var plan = new HorizonPlan { Question = "balances", LastDay = DateOnly.FromDayNumber(SimMonth.LastDay(last)), Futures = Futures, Economy = EconomyAhead.Sampled, Threads = 1 };
        var whole = Horizon.Run(world, plan).Value;
        foreach (var shelf in world.Book.Shelves)
        {
            var balance = Enumerable.Range(0, shelf.Count).Sum(row => LoanFutures.Of(world, shelf, row, plan.Question, Months, Futures)[^1].Balance.Mean);

            Assert.Equal(whole.Mean(shelf.Place, Flow.Balance, last).Mean, balance, .01);
        }
    }
}
