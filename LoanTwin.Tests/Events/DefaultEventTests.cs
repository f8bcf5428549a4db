using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Events;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Tests.Kernel;

namespace LoanTwin.Tests.Events;

public sealed class DefaultEventTests
{
    [Fact]
    public void DefaultEvents_ThatWereCounted_AreThoseThatHappened()
    {
        using var life = new ALife(AWorld.Mixed(1_200), 500);
        var events = new RandomEvents(life.World, 21, 20);
        var (happened, cancelled) = (0.0, 0.0);

        while (life.World.Day < new DateOnly(2027, 2, 28).DayNumber)
        {
            var decided = Decided(life.World);
            OutsideDay.Live(life.World, events.OfToday(), life.Flows);
            happened += All(life.World).Count(loan => loan.DefaultDay == life.World.Day);
            cancelled += decided.Except(All(life.World).Where(loan => loan.DefaultDay > 0).Select(loan => loan.Id)).Count();
            if (life.World.Day == SimMonth.LastDay(SimMonth.Of(life.World.Day)))
            {
                Assert.Equal(happened, Counted(life, SimMonth.Of(life.World.Day)));
            }
        }

        Assert.InRange(happened, 30, 10_000);
        Assert.InRange(cancelled, 5, 10_000);
    }

    [Fact]
    public void DefaultEvent_CalledOffByAPayment_LeavesNoBalanceBehind()
    {
        using var life = new ALife();
        for (var month = 2; month <= 4; month++)
        {
            life.Before(new(2026, month, 15));
            life.Live(life.Seen(life.Consumer, InstalmentsLeft.Status(month - 1, false)));
        }

        Assert.Equal((1.0, 1_000_000.0), (life.Sum(Flow.DefaultEvents), life.Sum(Flow.DefaultedBalance)));
        life.On(new(2026, 4, 20), l => l.Pay(l.Consumer, 10_000));
        Assert.Equal((1.0, 1_000_000.0), (life.Sum(Flow.DefaultEvents), life.Sum(Flow.DefaultedBalance)));
        life.On(new(2026, 4, 22), l => l.Pay(l.Consumer, 80_000));
        Assert.Equal((0.0, 0.0), (life.Sum(Flow.DefaultEvents), life.Sum(Flow.DefaultedBalance)));
    }

    private static double Counted(ALife life, int month)
        => life.Flows.Sum(table => Enumerable.Range(table.FirstMonth, month - table.FirstMonth + 1).Sum(each => table[Flow.DefaultEvents, each]));

    private static HashSet<ulong> Decided(World world) => [.. All(world).Where(loan => loan.DefaultDay > world.Day).Select(loan => loan.Id)];

    private static IEnumerable<ReferenceLoan> All(World world)
        => world.Book.Shelves.SelectMany(shelf => Enumerable.Range(0, shelf.Count).Select(row => new ReferenceLoan(shelf, row)));
}
