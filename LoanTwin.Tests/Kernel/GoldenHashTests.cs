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
    private const string OfADayMajorYear = "b6a805b6e2cd1f101b98a5b220c832afd22b8b24d18be4058420c5dc07f19f57";
    private const string OfABlockMajorYear = "72390de69be1c1753d4d419c9cddebc02d94e44788c059ddbecdd26afd92852b";
    private const string OfAYearWithEvents = "4f9f0f2879a461e69815899d0092cbb4c881f9c6f96586ead7cb76890a0cab4e";

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
