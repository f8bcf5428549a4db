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
    private const int Kernel = 1;
    private const int Calibration = 1;
    private const string OfADayMajorYear = "e0b9fa7c200f7e8404f3cfa23e24bfbaf9c8bf3dcf8c9bc28d45585af3d5f601";
    private const string OfABlockMajorYear = "044c9b1068d740e184b6f08e9f5d635568c3b977f53ac129903fa3b70daefd58";
    private const string OfAYearWithEvents = "8a8748384a69efca2134311e42ea0066c4451a6f0ae4d3e31c05cc7595f96960";

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
