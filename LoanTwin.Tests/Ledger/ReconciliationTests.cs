using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Events;
using LoanTwin.Simulation.Ledger;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Tests.Events;
using LoanTwin.Tests.Kernel;

namespace LoanTwin.Tests.Ledger;

public sealed class ReconciliationTests
{
    [Fact]
    public void TenThousandRandomDays_WithEventsOfEveryKind_CloseToTheCent()
    {
        using var start = Lived();
        var applied = new Dictionary<(string Kind, bool IsCard), int>();
        var days = 0;
        for (var world = 0; world < 50; world++)
        {
            using var life = new ALife(start.Fork(Simulation.Chance.RandomKey.Future(AWorld.CampaignSeed, "random days", world)), 220);
            var random = new RandomEvents(life.World, world, 6);
            for (var day = 0; day < 200; day++, days++)
            {
                var events = random.OfToday();
                var lived = OutsideDay.Live(life.World, events, life.Flows);
                Assert.All(lived.Reconciliations, closed => Assert.Equal(0, closed.Difference));
                Count(applied, events, lived);
                Sound.Check(life.World);
            }
        }

        Assert.Equal(10_000, days);
        Assert.All(Kinds, kind => Assert.InRange(applied.GetValueOrDefault((kind.Name, false)), 20, int.MaxValue));
        Assert.All(Kinds.Except([typeof(RateChanged), typeof(LoanRestructured)]), kind => Assert.InRange(applied.GetValueOrDefault((kind.Name, true)), 20, int.MaxValue));
        Assert.Equal(0, applied.GetValueOrDefault((nameof(RateChanged), true)) + applied.GetValueOrDefault((nameof(LoanRestructured), true)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void LostCent_IsCaughtTheSameDay(int place)
    {
        using var world = AWorld.Mixed(400);
        var flows = world.FlowTables(world.Day + 60);
        for (var day = 0; day < 20; day++)
        {
            world.StepReconciled(flows);
        }

        world.Book.Shelves[place].Moving.Balance[0]--;
        var broken = Assert.Throws<UnbalancedDayException>(() => world.StepReconciled(flows));

        Assert.Equal((world.Book.Shelves[place].Product.Key, world.Day, -1L), (broken.Reconciliation.Product, broken.Reconciliation.Day, broken.Reconciliation.Difference));
        Assert.Contains("difference -1", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CentThatMovesWithoutAPosting_IsCaughtToo()
    {
        using var world = AWorld.Mixed(400);
        var flows = world.FlowTables(world.Day + 60);

        Assert.Throws<UnbalancedDayException>(() => world.StepReconciled(flows, () => flows[1].Add(Simulation.Kernel.Flow.Purchases, flows[1].FirstMonth, 1)));
    }

    private static Type[] Kinds => [.. typeof(OutsideEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(OutsideEvent)))];

    private static void Count(Dictionary<(string, bool), int> applied, IReadOnlyList<OutsideEvent> events, LivedDay lived)
    {
        foreach (var (e, answer) in events.Zip(lived.Answers).Where(pair => pair.Second.IsApplied))
        {
            var key = (e.GetType().Name, Simulation.Book.LoanId.Product(e.LoanId) == 4);
            applied[key] = applied.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>A small book that has lived long enough to hold every state.</summary>
    private static World Lived()
    {
        var world = AWorld.Campaign(400);
        var flows = world.FlowTables(world.Day + 400);
        for (var day = 0; day < 300; day++)
        {
            world.Step(flows);
        }

        return world;
    }
}
