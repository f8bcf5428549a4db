using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Tests.Kernel;

/// <summary>Worlds with sensible defaults for the kernel's tests.</summary>
internal static class AWorld
{
    public static readonly DateOnly Start = new(2026, 1, 1);

    public static World Of(LoanBook book, DateOnly day, bool hasLatent = true) => new(book, MarketPath.Neutral(2025 * 12, 240), 1, day.DayNumber, hasLatent: hasLatent);

    /// <summary>The seed of campaigns: fixed, unless an outside check brings its own in LOANTWIN_SEED.</summary>
    public static readonly ulong CampaignSeed = ulong.TryParse(Environment.GetEnvironmentVariable("LOANTWIN_SEED"), out var seed) ? seed : 7;

    /// <summary>A mixed book whose loans and luck both follow the campaign's seed.</summary>
    public static World Campaign(int loans)
        => new(StartingBook.Create(loans, CampaignSeed, Start), MarketPath.Neutral(2025 * 12, 240), CampaignSeed, Start.DayNumber);

    public static World Mixed(int loans, ulong seed = 7) => Of(StartingBook.Create(loans, seed, Start), Start);

    /// <summary>One sampled future that keeps its state.</summary>
    public static HorizonPlan Plan(DateOnly lastDay) => new() { Question = "test", LastDay = lastDay, Threads = 1, KeepState = true };

    /// <summary>The reference over the same luck as the plan's first future.</summary>
    public static ReferenceRun Reference(World world, DateOnly lastDay, string question = "test")
    {
        var key = RandomKey.Future(world.Seed, question, 0);
        return new(world.Book, world.Market, key, Latent(world, key, lastDay), world.Risk, TransitionMatrix.Published);
    }

    public static LatentPath Latent(World world, RandomKey key, DateOnly lastDay)
    {
        var current = SimMonth.Of(world.Day);
        return world.HasLatent ? LatentPath.Sample(key, current, SimMonth.Of(lastDay.DayNumber) - current + 1, world.LatentLevels) : LatentPath.None;
    }
}
