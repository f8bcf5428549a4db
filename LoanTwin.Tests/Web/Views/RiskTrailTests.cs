using LoanTwin.Simulation.Market;
using LoanTwin.Tests.Web.Queries;
using LoanTwin.Web.Views;

namespace LoanTwin.Tests.Web.Views;

/// <summary>What a loan's risk was at the month ends before, against the book of those days itself.</summary>
[Collection(nameof(SmallTwin))]
public sealed class RiskTrailTests(SmallTwin twin)
{
    [Fact]
    public async Task Change_SinceTheMonthEnd_IsTheDifferenceOfTheTwoBooks()
    {
        await twin.StepAsync(40);
        using var now = await twin.Views.NewestAsync(default);
        var end = SimMonth.FirstDay(SimMonth.Of(now!.View.Day)) - 1;
        var (then, _) = await twin.Views.PastAsync(DateOnly.FromDayNumber(end), default);
        using var lease = then!;

        var (compared, moved) = (0, 0);
        foreach (var shelf in now.View.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                var change = LoanField.Find("expectedLossChange")!.Read(now.View, shelf, row);
                var isOld = lease.View.TryFind(shelf.Fixed.Id[row], out var oldShelf, out var oldRow) && oldShelf.IsActive(oldRow);
                Assert.Equal(!isOld, double.IsNaN(change));
                if (isOld)
                {
                    var (before, after) = (LoanField.RiskOf(lease.View, oldShelf!, oldRow), LoanField.RiskOf(now.View, shelf, row));
                    Assert.Equal(after.ExpectedLoss - before.ExpectedLoss, change, .0051);
                    Assert.Equal(before.Pd12, now.View.Trail.Pd12Of(shelf.Fixed.Id[row], now.View.Day).Last()!.Value, 1e-6);
                    (compared, moved) = (compared + 1, moved + (change != 0 ? 1 : 0));
                }
            }
        }

        Assert.True(compared > 100 && moved > 20, $"{compared} compared, {moved} moved");
    }

    [Fact]
    public async Task Loans_WhoseLossHasRisen_AreFoundAndSortedByIt()
    {
        await twin.StepAsync(40);
        var answer = await twin.GetAsync("/api/loans?limit=1000&filter=expectedLossChange%20gt%200&sort=-expectedLossChange");
        var changes = answer.GetProperty("loans").EnumerateArray().Select(loan => loan.GetProperty("expectedLossChange").GetDouble()).ToList();

        Assert.NotEmpty(changes);
        Assert.Equal(answer.GetProperty("total").GetInt32(), changes.Count);
        Assert.All(changes, change => Assert.True(change > 0));
        Assert.Equal(changes.OrderDescending(), changes);
    }
}
