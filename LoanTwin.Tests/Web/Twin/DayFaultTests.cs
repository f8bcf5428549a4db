using LoanTwin.Simulation.Lenders;
using LoanTwin.Tests.Web.Storage;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoanTwin.Tests.Web.Twin;

/// <summary>A lived day whose every call of storage fails in its turn: the day is there whole or not at all, and the next try ends where an unhurt twin is.</summary>
public sealed class DayFaultTests
{
    private static readonly TwinOptions Options = new(40, 5, new DateOnly(2026, 1, 1), Pace.Paused);

    [Theory]
    [InlineData(StorageFault.Failed)]
    [InlineData(StorageFault.Full)]
    [InlineData(StorageFault.Busy)]
    internal async Task Day_StruckAnywhere_IsLivedOnceInTheEnd(StorageFault fault)
    {
        await using var store = new AStore();
        long strikeAt = long.MaxValue, step = 0;
        store.Reopen(Faults.By((_, name) =>
        {
            if (Interlocked.Increment(ref step) == Interlocked.Read(ref strikeAt))
            {
                throw new StorageException(fault, $"struck at {name}");
            }
        }));
        await BeginAsync(store);
        using var struck = await OpenAsync(store);
        await using var sound = AStore.Open();
        await BeginAsync(sound);
        using var unhurt = await OpenAsync(sound);

        var (days, wasStruck) = (0, true);
        for (var n = 1; wasStruck; n += 1 + (n / 40))
        {
            await TellAsync(store, days);
            await TellAsync(sound, days);
            Interlocked.Exchange(ref step, 0);
            Interlocked.Exchange(ref strikeAt, n);
            wasStruck = await LiveAsync(store, struck, fault);
            Interlocked.Exchange(ref strikeAt, long.MaxValue);
            if (wasStruck)
            {
                await struck.LiveDayAsync(TestContext.Current.CancellationToken);
            }

            await unhurt.LiveDayAsync(TestContext.Current.CancellationToken);
            days++;
        }

        Assert.InRange(days, 30, 500);
        Assert.Equal(LenderHash.Of(unhurt.Lender), LenderHash.Of(struck.Lender));
        Assert.Equal(sound.Count("days"), store.Count("days"));
        Assert.Equal(0, store.Count("inbox WHERE state = 'received'"));
        Assert.Empty(store.Verify());
    }

    /// <summary>True when the strike came; the day's rows are then all there or none of them.</summary>
    private static async Task<bool> LiveAsync(AStore store, LivingTwin twin, StorageFault fault)
    {
        var before = store.Count("days");
        var failure = await Record.ExceptionAsync(() => twin.LiveDayAsync(TestContext.Current.CancellationToken));
        if (failure is null)
        {
            return false;
        }

        Assert.Equal(fault, Assert.IsType<StorageException>(failure).Fault);
        var isThere = store.Count("days") > before;
        Assert.Equal(isThere ? 0 : 1, store.Count("inbox WHERE state = 'received'"));
        Assert.Equal(store.Count("days"), store.Count("(SELECT DISTINCT day FROM metric_rows)") + 1); // the first day was stored without its figures
        return true;
    }

    /// <summary>A founded lender without the figures of its past, which would take most of the time.</summary>
    private static async Task BeginAsync(AStore store)
    {
        using var lender = Lender.Found(Options.Plan).Value;
        await new TwinRecords(store.Store, TimeProvider.System).BeginAsync(lender, [], TestContext.Current.CancellationToken);
    }

    private static async Task<LivingTwin> OpenAsync(AStore store)
    {
        var twin = new LivingTwin(Options, new TwinRecords(store.Store, TimeProvider.System), new LiveFeed(TimeProvider.System), TimeProvider.System, NullLogger<LivingTwin>.Instance);
        await twin.OpenAsync(TestContext.Current.CancellationToken);
        return twin;
    }

    private static async Task TellAsync(AStore store, int day)
    {
        var body = $$"""{"type":"payment","loanId":{{(day % 40) + 1}},"amount":3.5}""";
        var receipt = await store.Store.Writer.WriteAsync(scope => Inbox.Append(scope, new Command("tester", null, EventBody.Kind, body), DateTimeOffset.UnixEpoch));
        Assert.True(receipt.IsSuccess);
    }
}
