using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 1: the pass column of the speed table, and that the timed run's state is the reference's.</summary>
internal static class SpeedEvidence
{
    public static EvidenceLine Line(Options options)
    {
        var figures = KernelFigures.Measure(options.Seed).ToList();
        var (fast, reference) = Hashes(options.Seed);
        var rates = figures.Where(figure => figure.Name == "sampled_loan_months_per_s").Select(figure => figure.Value).ToArray();
        return new(
            1,
            "pass column of the speed table; state hash of the timed run equals the reference's",
            new
            {
                figures = figures.Select(figure => new { figure.Name, figure.Value, figure.Unit, figure.Threads, figure.Loans, figure.Passes }),
                twoThreadsOverOne = rates[1] / rates[0],
                stateHash = fast,
                referenceHash = reference,
                machine = Machine.Describe(),
            },
            new { figures = figures.Select(figure => new { figure.Name, pass = figure.Target, goFor = figure.Goal }), hashes = "equal" },
            figures.All(figure => figure.Passes) && fast == reference);
    }

    /// <summary>The run of the speed figure over a book the reference can follow: same plan, same entry point.</summary>
    private static (string Fast, string Reference) Hashes(ulong seed)
    {
        using var world = KernelFigures.AWorld(20_000, seed);
        var last = new DateOnly(2028, 3, 31);
        var plan = new HorizonPlan { Question = "speed", LastDay = last, Threads = 1, KeepState = true };
        using var final = Horizon.Run(world, plan).Value.Final!;
        using var book = world.Book.Fork();
        var key = RandomKey.Future(seed, "speed", 0);
        var month = SimMonth.Of(world.Day);
        var latent = LatentPath.Sample(key, month, SimMonth.Of(last.DayNumber) - month + 1, world.LatentLevels);
        new ReferenceRun(book, world.Market, key, latent, world.Risk, TransitionMatrix.Published).Run(world.Day, last.DayNumber);
        return (StateHash.Of(final), StateHash.Of(world.At(last.DayNumber, book, world.Market, key, latent.LevelsAt(SimMonth.Of(last.DayNumber)))));
    }
}
