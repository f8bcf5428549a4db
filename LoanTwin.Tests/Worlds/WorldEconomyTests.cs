using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Tests.Kernel;

namespace LoanTwin.Tests.Worlds;

/// <summary>A world whose economy goes on by the market model.</summary>
public sealed class WorldEconomyTests
{
    private static readonly DateOnly YearEnd = new(2026, 12, 31);

    [Fact]
    public void DayMajorAndBlockMajor_UnderASampledEconomy_AreTheSameWorld()
    {
        using var world = Create(1_500);
        var plan = AWorld.Plan(YearEnd) with { Key = world.Key, Economy = EconomyAhead.Sampled };
        using var block = Horizon.Run(world, plan).Value.Final!;
        Live(world, YearEnd.DayNumber - world.Day);

        Assert.Equal(StateHash.Of(world), StateHash.Of(block));
        Assert.Equal(world.Market.States, block.Market.States);
        Assert.Equal((2026 * 12) + 11, world.Market.LastMonth);
    }

    [Fact]
    public void Fork_OfAWorldWithAnEconomy_LivesTheSameMonths()
    {
        using var world = Create(200);
        Live(world, 45);
        using var fork = world.Fork(world.Key);
        Live(world, 60);
        Live(fork, 60);

        Assert.Equal(StateHash.Of(world), StateHash.Of(fork));
        Assert.Same(world.Economy, fork.Economy);
    }

    [Fact]
    public void WithoutAModel_ThePathHolds()
    {
        using var world = new World(StartingBook.Create(50, 7, AWorld.Start), History.Path, 7, AWorld.Start.DayNumber);
        Live(world, 60);

        Assert.Same(History.Path, world.Market);
    }

    [Fact]
    public void Futures_UnderASampledEconomy_DifferEvenWithoutLuckOfTheLoans()
    {
        using var world = Create(200);
        var plan = new HorizonPlan { Question = "economies", LastDay = YearEnd, Behaviour = Behaviour.Expected, Futures = 3, Threads = 1, HasLatent = false };
        var sampled = Horizon.Run(world, plan with { Economy = EconomyAhead.Sampled }).Value;
        var expected = Horizon.Run(world, plan with { Economy = EconomyAhead.Expected }).Value;

        Assert.Equal(3, Losses(sampled).Distinct().Count());
        Assert.Single(Losses(expected).Distinct());
    }

    [Fact]
    public void Economy_WithoutAModel_IsRefusedByItsName()
    {
        using var world = AWorld.Mixed(10);

        Assert.Equal("economy", Assert.Single(Horizon.Run(world, AWorld.Plan(YearEnd) with { Economy = EconomyAhead.Sampled }).Problem!.Faults).Field);
    }

    [Fact]
    public void Hash_OfTheSameBook_KnowsTheModelOfTheEconomy()
    {
        using var held = new World(StartingBook.Create(50, 7, AWorld.Start), History.Path, 7, AWorld.Start.DayNumber);
        using var moving = new World(held.Book.Fork(), History.Path, 7, AWorld.Start.DayNumber) { Economy = MarketModel.Default };
        using var other = new World(held.Book.Fork(), History.Path, 7, AWorld.Start.DayNumber) { Economy = MarketModel.Default with { Version = "other" } };

        Assert.Equal(3, new[] { held, moving, other }.Select(StateHash.Of).Distinct().Count());
    }

    private static World Create(int loans)
        => new(StartingBook.Create(loans, 7, AWorld.Start), History.Path, 7, AWorld.Start.DayNumber) { Economy = MarketModel.Default };

    private static IEnumerable<double> Losses(HorizonOutcome outcome) => Enumerable.Range(0, outcome.Futures).Select(future => outcome.Total(future, Flow.LossBooked));

    private static void Live(World world, int days)
    {
        var flows = world.FlowTables(world.Day + days);
        for (var day = 0; day < days; day++)
        {
            world.Step(flows, false);
        }
    }
}
