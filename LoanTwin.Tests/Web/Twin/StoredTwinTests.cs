using LoanTwin.Tests.Web.Storage;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoanTwin.Tests.Web.Twin;

/// <summary>What verify looks at beyond the seals: books and replay, each falsified behind the store's back.</summary>
public sealed class StoredTwinTests
{
    private static readonly TwinOptions Options = new(60, 1, new DateOnly(2026, 1, 1), Pace.Paused);

    [Fact]
    public async Task Falsehoods_InStripsAndStates_AreNamed()
    {
        await using var store = new AStore();
        await FoundedTwin.CopyIntoAsync(store.Path);
        store.Reopen();
        await LiveAsync(store, days: 60);

        Assert.Empty(Strips(store));
        Assert.Equal(
            [(new DateOnly(2026, 1, 1).DayNumber, new DateOnly(2026, 1, 31).DayNumber, null), (new DateOnly(2026, 1, 31).DayNumber, new DateOnly(2026, 2, 28).DayNumber, null)],
            Replays(store));

        var tenth = new DateOnly(2026, 1, 10).DayNumber;
        Change(store, $"UPDATE days SET strip = json_set(strip, '$[0].Closing', json_extract(strip, '$[0].Closing') + 5) WHERE day = {tenth}");
        Assert.Collection(Strips(store),
            line => Assert.Contains("2026-01-10, consumer: the movements do not add up by 5 cents", line, StringComparison.Ordinal),
            line => Assert.Contains("2026-01-11, consumer: opens with", line, StringComparison.Ordinal));

        Change(store, $"DELETE FROM days WHERE day = {tenth}");
        Assert.Contains("days: 2026-01-09 is followed by 2026-01-11", Strips(store));

        Change(store, "UPDATE days SET state_hash = x'00' WHERE day = (SELECT day FROM checkpoints ORDER BY day LIMIT 1 OFFSET 1)");
        var replays = Replays(store);
        Assert.Contains("stored is 00", replays[0].Fault, StringComparison.Ordinal);
        Assert.Null(replays[1].Fault);
    }

    private static async Task LiveAsync(AStore store, int days)
    {
        using var twin = new LivingTwin(Options, new TwinRecords(store.Store, TimeProvider.System), new LiveFeed(TimeProvider.System), TimeProvider.System, NullLogger<LivingTwin>.Instance);
        await twin.OpenAsync(TestContext.Current.CancellationToken);
        var told = await store.Store.Writer.WriteAsync(scope => Inbox.Append(scope, new Command("tester", null, EventBody.Kind, """{"type":"payment","loanId":7,"amount":3.5}"""), DateTimeOffset.UnixEpoch));
        Assert.True(told.IsSuccess);
        for (var day = 0; day < days; day++)
        {
            await twin.LiveDayAsync(TestContext.Current.CancellationToken);
        }
    }

    private static List<string> Strips(AStore store)
    {
        using var reader = store.Store.Database.OpenReader();
        return [.. new StoredTwin(reader).FindBrokenStrips()];
    }

    private static List<(int From, int To, string? Fault)> Replays(AStore store)
    {
        using var reader = store.Store.Database.OpenReader();
        return [.. new StoredTwin(reader).Replays()];
    }

    private static void Change(AStore store, string sql)
    {
        using var connection = store.Tamper();
        Assert.Equal(1, AStore.Run(connection, sql));
    }
}
