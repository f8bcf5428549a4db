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
    private const int Calibration = 1;
    private const string OfADayMajorYear = "0b57b7546f8f25d187abf57b9293ee0e05724475df8fda2302d5bc3692de34f1";
    private const string OfABlockMajorYear = "1796729d4f053e338f56100f95ae4d61417b274da4ca7e42b66a1e75a90c29d2";
    private const string OfAYearWithEvents = "00c56ec5992fc85247d06e05c719ce2b49d95a7faf9c877b0557750153a63515";

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
