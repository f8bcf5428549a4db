using LoanTwin.Tests.Web.Storage;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;

namespace LoanTwin.Tests.Web.Twin;

public sealed class RetentionTests
{
    private static readonly int Old = Day(2026, 1, 30);

    [Theory]
    [InlineData(2029, 1, 30, 4, 3, 3)]
    [InlineData(2029, 1, 31, 2, 3, 3)]
    [InlineData(2036, 1, 31, 1, 2, 2)]
    [InlineData(2036, 1, 30, 4, 3, 3)]
    public async Task MonthEnd_LetsGoOfWhatIsTooOldAndLeavesTheSealsWhole(int year, int month, int day, int payments, int metrics, int factors)
    {
        await using var store = AStore.Open();
        await store.Store.Writer.WriteDayAsync(Old, scope => Fill(scope));

        await store.Store.Writer.WriteDayAsync(Day(year, month, day), scope => Retention.Apply(scope, Day(year, month, day)));

        Assert.Equal((payments, metrics, factors), (store.Count("repayments"), store.Count("metric_rows"), store.Count("market_rows")));
        Assert.Equal(1, store.Count("repayments WHERE kind = 'chargeOff'"));
        Assert.Equal(1, store.Count($"metric_rows WHERE day = {Day(2026, 1, 31)}"));
        Assert.Empty(store.Verify());
    }

    [Fact]
    public void FirstKeptDays_MoveWithMonthEnds()
    {
        Assert.Equal(Day(2026, 1, 1), Retention.FirstPaymentDay(Day(2029, 1, 30)));
        Assert.Equal(Day(2026, 2, 1), Retention.FirstPaymentDay(Day(2029, 1, 31)));
        Assert.Equal(Day(2026, 2, 1), Retention.FirstPaymentDay(Day(2029, 2, 1)));
        Assert.Equal(Day(2026, 2, 1), Retention.FirstFigureDay(Day(2036, 1, 31)));
    }

    /// <summary>Payments and figures of two days of January, of a day of February, and a charge-off.</summary>
    private static void Fill(WriteScope scope)
    {
        scope.Table("customers").Insert(1, "Ada", "north", "rent", 700, 730_000);
        scope.Table("loans").Insert(1, 1, Cell.Nothing, "consumer", "north", "general", Old, 36, 1_000_000, 950_000, 700, "on_time", 0, 1_000_000, Cell.Nothing);
        scope.Table("repayments").Insert(1, Old, 1, "chargeOff", 0, 1, 1, 0);
        foreach (var (day, number) in new[] { (Old, 2), (Day(2026, 1, 31), 1), (Day(2026, 2, 1), 1) })
        {
            scope.Table("repayments").Insert(1, day, number, "scheduled", 3, 2, 1, 0);
            scope.Table("metric_rows").Insert(day, "outstanding", "lender", 5.0, 1);
            scope.Table("market_rows").Insert(day, "baseRate", .04, 1);
        }
    }

    private static int Day(int year, int month, int day) => new DateOnly(year, month, day).DayNumber;
}
