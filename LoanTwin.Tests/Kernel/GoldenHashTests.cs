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
    private const string OfADayMajorYear = "13263093fdcf1bddc818f7752d373a4cf5a166bfab4366ea55e08d35be9ac583";
    private const string OfABlockMajorYear = "609d57971f2e4ae16eb6fecab42b042b2022b4261d162b26e4f70bbd8dc8c043";
    private const string OfAYearWithEvents = "fd344736ae93e3a5e30eb421b634217c1ff7ef1540bf249b4e40077ce29803de";

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
