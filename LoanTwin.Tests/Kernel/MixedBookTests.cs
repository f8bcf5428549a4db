using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Kernel;
using LoanTwin.Simulation.Worlds;

namespace LoanTwin.Tests.Kernel;

/// <summary>A small book of every product over three years: to the cent and to the draw what the reference says, and no cent made or lost.</summary>
public sealed class MixedBookTests
{
    private static readonly DateOnly ThreeYears = new(2028, 12, 31);

    [Fact]
    public void Columns_OfAMixedBook_EqualTheReference()
    {
        using var world = AWorld.Mixed(2_000);
        using var reference = world.Fork(world.Key);

        using var final = Horizon.Run(world, AWorld.Plan(ThreeYears)).Value.Final!;
        AWorld.Reference(reference, ThreeYears).Run(AWorld.Start.DayNumber, ThreeYears.DayNumber);

        Assert.Equal(StateHash.OfColumns(reference.Book), StateHash.OfColumns(final.Book));
    }

    [Fact]
    public void Flows_OfAMixedBook_EqualTheReference()
    {
        using var world = AWorld.Mixed(2_000);
        using var reference = world.Fork(world.Key);

        var outcome = Horizon.Run(world, AWorld.Plan(ThreeYears) with { KeepState = false }).Value;
        var expected = AWorld.Reference(reference, ThreeYears).Run(AWorld.Start.DayNumber, ThreeYears.DayNumber);

        Assert.All([Flow.LossBooked, Flow.ChargeOffs, Flow.Suspended, Flow.CapitalisedFees], flow => Assert.True(outcome.Total(0, flow) > 0));
        foreach (var (place, flow, month) in Cells(outcome))
        {
            var (slow, fast) = (expected[place][flow, month], outcome.Of(0, place, flow, month));
            Assert.True(slow == fast, $"product {place}, {flow} in month {month - outcome.FirstMonth}: reference {slow}, fast {fast}");
        }
    }

    [Fact]
    public void Balances_AtTheEnd_AreOpeningBalancesAndEveryFlow()
    {
        using var world = AWorld.Mixed(2_000);
        var opening = BalancesOf(world.Book);

        var outcome = Horizon.Run(world, AWorld.Plan(ThreeYears)).Value;
        using var final = outcome.Final!;

        Assert.Equal(opening.Select((balance, place) => balance + Change(outcome, place)), BalancesOf(final.Book).Select(balance => (double)balance));
    }

    private static List<long> BalancesOf(LoanBook book) => [.. book.Shelves.Select(shelf => Sum(shelf.Moving.Balance[..shelf.Count]))];

    private static long Sum(ReadOnlySpan<long> cents)
    {
        var sum = 0L;
        foreach (var loan in cents)
        {
            sum += loan;
        }

        return sum;
    }

    /// <summary>All that came onto the balances of a product less all that left them.</summary>
    private static double Change(HorizonOutcome outcome, int place)
        => Cells(outcome).Where(cell => cell.Place == place).Sum(cell => SignOf(cell.Flow) * outcome.Of(0, place, cell.Flow, cell.Month));

    private static int SignOf(Flow flow) => flow switch
    {
        Flow.Purchases or Flow.Capitalised => 1,
        Flow.PrincipalPaid or Flow.PaidEarly or Flow.ChargedOff => -1,
        _ => 0,
    };

    private static IEnumerable<(int Place, Flow Flow, int Month)> Cells(HorizonOutcome outcome)
        => from place in Enumerable.Range(0, ProductCatalogue.Default.Count)
           from flow in Enum.GetValues<Flow>()
           from month in Enumerable.Range(outcome.FirstMonth, outcome.Months)
           select (place, flow, month);
}
