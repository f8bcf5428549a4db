using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Numerics;
using LoanTwin.Simulation.Population;
using LoanTwin.Simulation.Worlds;
using Xunit;

namespace LoanTwin.Tests.Kernel;

/// <summary>The fast columns against the obvious reference, and every way of driving against every other: to the cent and to the draw, as state hashes.</summary>
public sealed class ParityTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);
    private static readonly DateOnly FiveYears = new(2030, 12, 31);

    public static TheoryData<string> Products => [.. ProductCatalogue.Default.Products.Select(product => product.Key)];

    [Theory]
    [MemberData(nameof(Products))]
    public void Horizon_Of60Months_EqualsTheReference(string product)
    {
        using var world = AWorld.Of(StartingBook.OfOne(product, 10_000, 7, Start), Start);
        using var reference = world.Fork(world.Key);

        var outcome = Horizon.Run(world, AWorld.Plan(FiveYears)).Value;
        using var final = outcome.Final!;
        var flows = AWorld.Reference(reference, FiveYears).Run(Start.DayNumber, FiveYears.DayNumber);

        Assert.Equal(StateHash.OfColumns(reference.Book), StateHash.OfColumns(final.Book));
        var place = ProductCatalogue.Default.Find(product).Value;
        for (var month = outcome.FirstMonth; month < outcome.FirstMonth + outcome.Months; month++)
        {
            foreach (var flow in Enum.GetValues<Flow>())
            {
                Assert.True(flows[place][flow, month] == outcome.Of(0, place, flow, month), $"{flow} in month {month - outcome.FirstMonth}: reference {flows[place][flow, month]}, fast {outcome.Of(0, place, flow, month)}");
            }
        }
    }
}
