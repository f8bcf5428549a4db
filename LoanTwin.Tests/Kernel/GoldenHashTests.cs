using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Tests.Events;

namespace LoanTwin.Tests.Kernel;

/// <summary>
/// The arithmetic and its version, held together. When a test here fails, the same inputs have come to give other figures:
/// 1. If that was not meant, it is a bug: find it.
/// 2. If it was meant, raise KernelVersion.Kernel (the arithmetic moved) or KernelVersion.Calibration (a product figure moved) in
///    LoanTwin.Simulation/Worlds/KernelVersion.cs, and put both version and the hash from the failure message into the constants below, in the
///    same commit. The hash covers the versions, so a raised version alone changes it too.
/// </summary>
public sealed class GoldenHashTests
{
    private const int Kernel = 2;
    private const int Calibration = 2;
    private const string OfADayMajorYear = "3a65a73f78693653a9c1e9e0ba164886bebb1f7177346901d1ef41c0fc5e6dc7";
    private const string OfABlockMajorYear = "4686e251e709592a2025abc9e868bb0fde8eb8a174ce1feed72fd4f69448856c";
    private const string OfAYearWithEvents = "aa6e826ad50acbe8cd8e45f230385ce2b1e202779857485bb9d1a0115f4fc8f3";

    [Fact]
    public void Versions_AreTheOnesOfTheHashes() => Assert.Equal((Kernel, Calibration), (KernelVersion.Kernel, KernelVersion.Calibration));

    [Fact]
    public void SmallWorld_LivedDayByDay_HasItsGoldenHash()
    {
        using var world = AWorld.Mixed(300);
        var flows = world.FlowTables(world.Day + 365);
        for (var day = 0; day < 365; day++)
        {
            world.Step(flows);
        }

        Holds(OfADayMajorYear, world);
    }

    [Fact]
    public void SmallWorld_ForecastByBlocks_HasItsGoldenHash()
    {
        using var world = AWorld.Mixed(300);
        using var final = Horizon.Run(world, AWorld.Plan(new(2026, 12, 31)) with { Key = RandomKey.Future(1, "golden", 0) }).Value.Final!;

        Holds(OfABlockMajorYear, final);
    }

    [Fact]
    public void SmallWorld_WithEvents_HasItsGoldenHash()
    {
        using var life = new ALife(AWorld.Mixed(300), 365);
        var events = new RandomEvents(life.World, 1);
        for (var day = 0; day < 365; day++)
        {
            Simulation.Events.OutsideDay.Live(life.World, events.OfToday(), life.Flows);
        }

        Holds(OfAYearWithEvents, life.World);
    }

    private static void Holds(string golden, World world)
    {
        var hash = StateHash.Of(world);
        Assert.True(golden == hash, $"the hash is now {hash}");
    }
}
