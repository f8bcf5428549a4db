using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Events;
using LoanTwin.Simulation.Kernel.Reference;
using LoanTwin.Simulation.Measures;
using LoanTwin.Simulation.Worlds;
using LoanTwin.Tests.Events;
using LoanTwin.Tests.Kernel;

namespace LoanTwin.Tests.Measures;

public sealed class BookKpisTests
{
    [Fact]
    public void Figures_OfALivedBook_EqualThoseLoanByLoan()
    {
        using var world = AWorld.Mixed(3_000);
        var kpis = new BookKpis(world.Book.Shelves.Length);
        var flows = world.FlowTables(new DateOnly(2028, 3, 2).DayNumber);
        var random = new Random(1);
        var (compared, bands) = (0, 0L);

        while (world.Day < new DateOnly(2028, 3, 1).DayNumber)
        {
            world.Step(flows);
            var day = DateOnly.FromDayNumber(world.Day);
            if (random.Next(25) == 0 || day.AddDays(1).Day == 1 || (day.Month == 2 && day.Day > 26))
            {
                Compare(world, kpis, day);
                compared++;
                bands |= (kpis.Total.Count30 > kpis.Total.Count60 ? 1L : 0) | (kpis.Total.Count60 > kpis.Total.Count90 ? 2L : 0) | (kpis.Total.NonPerforming > 0 ? 4L : 0);
            }
        }

        Assert.InRange(compared, 50, 200);
        Assert.Equal(7, bands);
    }

    [Fact]
    public void Figures_OfABookWithEvents_EqualThoseLoanByLoan()
    {
        using var life = new ALife(AWorld.Mixed(700), 400);
        var kpis = new BookKpis(life.World.Book.Shelves.Length);
        var events = new RandomEvents(life.World, 4, 8);

        for (var day = 0; day < 200; day++)
        {
            OutsideDay.Live(life.World, events.OfToday(), life.Flows);
            Compare(life.World, kpis, DateOnly.FromDayNumber(life.World.Day));
        }
    }

    [Fact]
    public void Measure_AgainAndAgain_AllocatesNothing()
    {
        using var world = AWorld.Mixed(5_000);
        var kpis = new BookKpis(world.Book.Shelves.Length);
        kpis.Measure(world.Book, world.Day);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            kpis.Measure(world.Book, world.Day);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }

    [Theory]
    [InlineData(29, 0, 0)]
    [InlineData(30, 1, 0)]
    [InlineData(89, 1, 0)]
    [InlineData(90, 1, 1)]
    public void DaysPastDue_AtTheEdges_FallIntoTheirBand(int days, int count30, int count90)
    {
        using var life = new ALife();
        LiveLate(life, new DateOnly(2026, 2, 15).AddDays(days));
        var kpis = new BookKpis(life.World.Book.Shelves.Length);

        kpis.Measure(life.World.Book, life.World.Day);

        Assert.Equal((count30, count90), (kpis.Products[0].Count30, kpis.Products[0].Count90));
    }

    /// <summary>Nothing is ever paid on the instalment loan.</summary>
    private static void LiveLate(ALife life, DateOnly evening)
    {
        while (life.World.Day < evening.DayNumber)
        {
            var loan = life.Of(life.Consumer);
            var isDue = ReferenceStep.IsDue(loan, life.World.Day + 1);
            life.Live(isDue ? [life.Seen(life.Consumer, InstalmentsLeft.Status(loan.Outcome.InstalmentsOwed() + 1, false))] : []);
        }
    }

    private static void Compare(World world, BookKpis kpis, DateOnly day)
    {
        kpis.Measure(world.Book, world.Day);
        var total = default(KpiFigures);
        foreach (var shelf in world.Book.Shelves)
        {
            var expected = ReferenceKpis.Of(shelf, day);
            Assert.True(expected == kpis.Products[shelf.Place], $"{shelf.Product.Key} on {day}: loan by loan {expected}, columns {kpis.Products[shelf.Place]}");
            total += expected;
        }

        Assert.Equal(total, kpis.Total);
    }
}
