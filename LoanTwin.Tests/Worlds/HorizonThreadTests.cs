using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Tests.Kernel;

namespace LoanTwin.Tests.Worlds;

/// <summary>However many threads share the work, every future keeps its own sums.</summary>
public sealed class HorizonThreadTests
{
    private static readonly DateOnly OneYear = new(2026, 12, 31);

    [Fact]
    public void Outcome_OfOneThread_EqualsTwoThreads()
    {
        var one = HashOfYear(threads: 1);

        Assert.Equal(one, HashOfYear(threads: 2));
        Assert.NotEqual(one, HashOfYear(threads: 1, firstFuture: 1)); // the hash does see whose futures they are
    }

    /// <summary>Five futures over blocks so small that every thread owns many.</summary>
    private static string HashOfYear(int threads, int firstFuture = 0)
    {
        using var world = AWorld.Mixed(1_000);
        var plan = new HorizonPlan { Question = "threads", LastDay = OneYear, Futures = 5, FirstFuture = firstFuture, Chunk = 64, Threads = threads };
        return HashOf(Horizon.Run(world, plan).Value);
    }

    private static string HashOf(HorizonOutcome outcome)
    {
        var sums = from future in Enumerable.Range(0, outcome.Futures)
                   from product in Enumerable.Range(0, ProductCatalogue.Default.Count)
                   from flow in Enum.GetValues<Flow>()
                   from month in Enumerable.Range(outcome.FirstMonth, outcome.Months)
                   select outcome.Of(future, product, flow, month);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(sums.ToArray().AsSpan())));
    }
}
