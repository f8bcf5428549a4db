using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Numerics;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Tests.Kernel;

namespace LoanTwin.Tests.Worlds;

/// <summary>One world, however it is driven, cut or copied.</summary>
public sealed class WorldTests
{
    private static readonly DateOnly YearEnd = new(2026, 12, 31);

    [Fact]
    public void Fork_UnderTheSameKeyAndPolicy_EqualsTheOriginalAfterAYear()
    {
        using var world = AWorld.Mixed(2_000);
        Live(world, 40);
        using var fork = world.Fork(world.Key);

        Live(world, 365);
        Live(fork, 365);

        Assert.Equal(StateHash.Of(world), StateHash.Of(fork));
    }

    [Fact]
    public void Fork_ThatLives_LeavesTheOriginalAsItWas()
    {
        using var world = AWorld.Mixed(1_000);
        var before = StateHash.Of(world);
        using var fork = world.Fork(world.Key);

        Live(fork, 60);

        Assert.Equal(before, StateHash.Of(world));
        Assert.NotEqual(before, StateHash.Of(fork));
    }

    [Fact]
    public void Forecasts_OfAWholeBook_NeverHaveTheStateOfWhatLaterHappened()
    {
        using var world = AWorld.Mixed(500);
        var last = new DateOnly(2026, 3, 31);
        var forecasts = Enumerable.Range(0, 100).Select(path =>
        {
            using var final = Horizon.Run(world, AWorld.Plan(last) with { FirstFuture = path }).Value.Final!;
            return StateHash.OfColumns(final.Book);
        }).ToList();

        Live(world, last.DayNumber - world.Day);

        Assert.DoesNotContain(StateHash.OfColumns(world.Book), forecasts);
        Assert.Equal(forecasts.Count, forecasts.Distinct().Count());
    }

    [Fact]
    public void DayMajorAndBlockMajor_OnRunOff_AreTheSameWorld()
    {
        using var world = AWorld.Mixed(3_000);
        var outcome = Horizon.Run(world, AWorld.Plan(YearEnd) with { Key = world.Key }).Value;
        using var block = outcome.Final!;
        var flows = Live(world, YearEnd.DayNumber - world.Day, false);

        Assert.Equal(StateHash.Of(world), StateHash.Of(block));
        foreach (var flow in Enum.GetValues<Flow>().Except([Flow.Balance, Flow.Active]))
        {
            foreach (var table in flows)
            {
                var place = Array.IndexOf(flows, table);
                Assert.All(Enumerable.Range(outcome.FirstMonth, outcome.Months), month => Assert.Equal(table[flow, month], outcome.Of(0, place, flow, month)));
            }
        }
    }

    [Fact]
    public void ChunksOf7_InBothDrivers_GiveTheWorldOf4096()
    {
        Assert.Equal(DayMajor(new(Chunk: 4096)), DayMajor(new(Chunk: 7)));
        Assert.Equal(BlockMajor(plan => plan with { Chunk = 4096 }), BlockMajor(plan => plan with { Chunk = 7 }));
    }

    [Fact]
    public void TwoThreads_GiveTheWorldOfOne()
        => Assert.Equal(BlockMajor(plan => plan with { Threads = 1, Chunk = 64 }), BlockMajor(plan => plan with { Threads = 2, Chunk = 64 }));

    [Theory]
    [InlineData(LaneWidth.Four)]
    [InlineData(LaneWidth.Eight)]
    public void WiderRegisters_GiveTheWorldOfOneLoanAtATime(LaneWidth width)
    {
        Assert.Equal(DayMajor(new(Width: LaneWidth.One)), DayMajor(new(Width: width)));
        Assert.Equal(BlockMajor(plan => plan with { Width = LaneWidth.One }), BlockMajor(plan => plan with { Width = width }));
    }

    [Fact]
    public void Tick_InTheSteadyState_AllocatesNothingForALoan()
    {
        var (small, large) = (BytesOfAQuietMonth(5_000), BytesOfAQuietMonth(50_000));

        Assert.InRange(large, 0, 64 * 1024);
        Assert.InRange(Math.Abs(large - small), 0, 4 * 1024);
    }

    /// <summary>Bytes of the middle days of a month, after a month has filled every buffer.</summary>
    private static long BytesOfAQuietMonth(int loans)
    {
        using var world = AWorld.Mixed(loans);
        var flows = Live(world, 40, days: 80);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var day = 0; day < 10; day++)
        {
            world.Step(flows);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string DayMajor(Driving driving)
    {
        using var plain = AWorld.Mixed(700);
        using var world = new World(plain.Book.Fork(), plain.Market, plain.Seed, plain.Day, driving: driving);
        Live(world, 200);
        return StateHash.Of(world);
    }

    private static string BlockMajor(Func<HorizonPlan, HorizonPlan> with)
    {
        using var world = AWorld.Mixed(700);
        using var final = Horizon.Run(world, with(AWorld.Plan(YearEnd))).Value.Final!;
        return StateHash.Of(final);
    }

    private static FlowTable[] Live(World world, int count, bool measuresDrift = true, int days = 0)
    {
        var flows = world.FlowTables(world.Day + Math.Max(count, days));
        for (var day = 0; day < count; day++)
        {
            world.Step(flows, measuresDrift);
        }

        return flows;
    }
}
