using LoanTwin.Tests.Web.Queries;
using LoanTwin.Web.Views;

namespace LoanTwin.Tests.Web.Views;

[Collection(nameof(SmallTwin))]
public sealed class BookViewsTests(SmallTwin twin)
{
    [Fact]
    public async Task View_OfTheSameDay_IsSharedAndGivenBack()
    {
        using (var one = await twin.Views.NewestAsync(default))
        using (var other = await twin.Views.NewestAsync(default))
        {
            Assert.Same(one!.View, other!.View);
            Assert.Equal(2, twin.Views.Leased);
        }

        Assert.Equal(0, twin.Views.Leased);
    }

    [Fact]
    public async Task Views_WhileDaysGoBy_AreAtMostFourAndKeepTheirDay()
    {
        using var first = await twin.Views.NewestAsync(default);
        var (day, number, balance) = (first!.View.Day, first.View.Number, SumOf(first.View));
        for (var i = 0; i < 6; i++)
        {
            await twin.StepAsync(1);
            using var newest = await twin.Views.NewestAsync(default);
            Assert.Equal(twin.Feed.Latest!.Day, newest!.View.Date);
            Assert.InRange(twin.Views.Alive, 1, BookViews.MostAlive);
        }

        Assert.Equal((day, balance), (first.View.Day, SumOf(first.View)));
        using var again = twin.Views.Find(number);
        Assert.Same(first.View, again!.View);
    }

    [Fact]
    public async Task Views_AllBeingRead_LetTheNewestDo()
    {
        var leases = new List<ViewLease>();
        for (var i = 0; i < BookViews.MostAlive; i++)
        {
            leases.Add((await twin.Views.NewestAsync(default))!);
            await twin.StepAsync(1);
        }

        using var late = await twin.Views.NewestAsync(default);
        Assert.Same(leases[^1].View, late!.View);
        leases.ForEach(lease => lease.Dispose());
        leases.ForEach(lease => lease.Dispose());
        Assert.Equal(1, twin.Views.Leased);
    }

    [Fact]
    public async Task Lease_GivenBack_IsOver()
    {
        var lease = await twin.Views.NewestAsync(default);
        lease!.Dispose();

        Assert.Throws<ObjectDisposedException>(() => lease.View);
    }

    [Fact]
    public async Task ManyReaders_WhileDaysGoBy_LeaveNoLeaseBehind()
    {
        var stepping = twin.StepAsync(20);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(reader => Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
            {
                using var lease = await twin.Views.NewestAsync(default);
                Assert.Equal(SumOf(lease!.View), SumOf(lease.View));
            }
        })));
        await stepping;

        Assert.Equal(0, twin.Views.Leased);
        Assert.InRange(twin.Views.Alive, 1, BookViews.MostAlive);
    }

    private static long SumOf(BookView view) => view.Shelves.Sum(shelf => shelf.Moving.Balance[..shelf.Count].ToArray().Sum());
}
