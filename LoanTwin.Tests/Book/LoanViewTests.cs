using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Measures;
using LoanTwin.Tests.Kernel;

namespace LoanTwin.Tests.Book;

/// <summary>A loan read alone says the same as the book read whole.</summary>
public sealed class LoanViewTests
{
    [Theory]
    [InlineData(59)]
    [InlineData(120)]
    [InlineData(423)]
    public void Views_OfALivedBook_AddUpToItsFigures(int days)
    {
        using var world = AWorld.Mixed(4_000);
        var flows = world.FlowTables(world.Day + days);
        for (var day = 0; day < days; day++)
        {
            world.Step(flows);
        }

        var kpis = new BookKpis(world.Book.Catalogue.Count);
        kpis.Measure(world.Book, world.Day);
        var views = world.Book.Shelves.SelectMany(shelf => Enumerable.Range(0, shelf.Count).Select(row => LoanView.Of(shelf, row, world.Day))).ToList();

        Assert.Equal(kpis.Total.Outstanding, views.Sum(view => view.Balance));
        Assert.Equal(kpis.Total.Balance30, views.Where(view => view.DaysPastDue >= 30).Sum(view => view.Balance));
        Assert.Equal(kpis.Total.Count90, views.Count(view => view is { DaysPastDue: >= 90, Balance: > 0 }));
        Assert.Equal(kpis.Total.NonPerforming, views.Where(view => view.DefaultDay is not null && !view.IsOver).Sum(view => view.Balance));
        Assert.All(views.Where(view => view.NextDue is not null), view => Assert.Equal(SimMonth.DueDay(SimMonth.Of(view.NextDue!.Value), view.Anchor), view.NextDue));
        Assert.All(views, view => Assert.InRange(view.Dti, view.DtiAtOrigination, 3));
        Assert.True(days < 30 || views.Any(view => view.Dti > view.DtiAtOrigination));
        Assert.All(views, view => Assert.True(view.NextDue is null || view.NextDue > view.Day));
    }

    [Fact]
    public void View_OfAPerformingLoan_OwesNothingAndIsNotPastDue()
    {
        using var world = AWorld.Mixed(200);
        var view = LoanView.Of(world.Book.Shelves[1], 0, world.Day);

        Assert.Equal(("auto", PaymentStatus.OnTime, 0, 0L), (view.Product, view.Status, view.DaysPastDue, view.Arrears));
        Assert.Null(view.OldestUnpaidDue);
    }
}
