using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 2: parity to the cent and to the draw, as state hashes.</summary>
internal static class ParityEvidence
{
    private static readonly DateOnly Start = new(2026, 1, 1);
    private static readonly DateOnly FiveYears = new(2030, 12, 31);

    public static EvidenceLine Line(Options options)
    {
        var checks = ProductCatalogue.Default.Products.Select(product => Reference(product.Key, options.Seed)).ToList();
        using var world = KernelFigures.AWorld(10_000, options.Seed);
        var plan = new HorizonPlan { Question = "parity", LastDay = FiveYears, KeepState = true, Threads = 1 };
        checks.Add(Check("chunk 7 = chunk 4096", Run(world, plan with { Chunk = 7 }), Run(world, plan with { Chunk = 4096 })));
        checks.Add(Check("one thread = two", Run(world, plan), Run(world, plan with { Threads = 2 })));
        checks.Add(Check("one wide = widest", Run(world, plan with { Width = LaneWidth.One }), Run(world, plan)));
        checks.Add(Check("four wide = widest", Run(world, plan with { Width = LaneWidth.Four }), Run(world, plan)));
        checks.Add(Check("wider instruction sets off = on", NarrowProcess(options.Seed), Narrow(options.Seed)));
        checks.Add(DayMajor(world));
        checks.Add(Fork(options.Seed));
        return new(2, "parity as state hashes", checks, "all pairs equal", checks.TrueForAll(check => check.Equal));
    }

    /// <summary>The hash that the process without AVX-512 and AVX2 must print too.</summary>
    public static string Narrow(ulong seed)
    {
        using var world = KernelFigures.AWorld(2_000, seed);
        return Run(world, new HorizonPlan { Question = "parity", LastDay = FiveYears, KeepState = true, Threads = 1 });
    }

    private static string NarrowProcess(ulong seed)
        => Child.Run(
            Environment.ProcessPath!,
            [Environment.GetCommandLineArgs()[0], "narrow-hash", "--seed", $"{seed}"],
            new() { ["DOTNET_EnableAVX512F"] = "0", ["DOTNET_EnableAVX512"] = "0", ["DOTNET_EnableAVX2"] = "0", ["DOTNET_EnableHWIntrinsic"] = "0" }).Output.Trim();

    private static HashCheck Reference(string product, ulong seed)
    {
        using var world = new World(StartingBook.OfOne(product, 10_000, seed, Start), MarketPath.Neutral(2025 * 12, 240), seed, Start.DayNumber);
        using var book = world.Book.Fork();
        var fast = RunColumns(world, new HorizonPlan { Question = "parity", LastDay = FiveYears, KeepState = true });
        var key = RandomKey.Future(seed, "parity", 0);
        var month = SimMonth.Of(world.Day);
        var latent = LatentPath.Sample(key, month, SimMonth.Of(FiveYears.DayNumber) - month + 1, world.LatentLevels);
        new ReferenceRun(book, world.Market, key, latent, world.Risk, TransitionMatrix.Published).Run(world.Day, FiveYears.DayNumber);
        return Check($"fast = reference, {product}, 10,000 loans x 60 months", fast, StateHash.OfColumns(book));
    }

    private static HashCheck DayMajor(World world)
    {
        using var live = world.Fork(world.Key);
        var flows = live.FlowTables(FiveYears.DayNumber);
        while (live.Day < FiveYears.DayNumber)
        {
            live.Step(flows, measuresDrift: false);
        }

        var plan = new HorizonPlan { Question = "parity", LastDay = FiveYears, KeepState = true, Key = world.Key };
        return Check("day-major = block-major on run-off", StateHash.Of(live), Run(world, plan));
    }

    private static HashCheck Fork(ulong seed)
    {
        using var world = KernelFigures.AWorld(10_000, seed);
        using var fork = world.Fork(world.Key);
        var (ours, theirs) = (world.FlowTables(world.Day + 365), fork.FlowTables(world.Day + 365));
        for (var day = 0; day < 365; day++)
        {
            world.Step(ours);
        }

        for (var day = 0; day < 365; day++)
        {
            fork.Step(theirs);
        }

        return Check("fork with the same key and policy = original after 365 days", StateHash.Of(fork), StateHash.Of(world));
    }

    private static string Run(World world, HorizonPlan plan)
    {
        using var final = Horizon.Run(world, plan).Value.Final!;
        return StateHash.Of(final);
    }

    private static string RunColumns(World world, HorizonPlan plan)
    {
        using var final = Horizon.Run(world, plan).Value.Final!;
        return StateHash.OfColumns(final.Book);
    }

    private static HashCheck Check(string what, string left, string right) => new(what, left, right, left == right);

    private sealed record HashCheck(string What, string Left, string Right, bool Equal);
}
