using LoanTwin.Domain.Results;
using LoanTwin.Web.Storage;

namespace LoanTwin.Tests.Web.Storage;

public class InboxTests
{
    [Fact]
    public async Task Key_UsedAgainWithTheSameBody_IsAnsweredByTheFirstReceipt()
    {
        await using var store = AStore.Open();
        var first = await AppendAsync(store, AStore.ACommand("key"));

        var again = await AppendAsync(store, AStore.ACommand("key"));

        Assert.Equal(new Receipt(1, false, "received", null, null), first.Value);
        Assert.Equal(new Receipt(1, true, "received", null, null), again.Value);
        Assert.Equal(1, store.Count("inbox"));
    }

    [Fact]
    public async Task Key_UsedAgainWithAnotherBody_IsAConflict()
    {
        await using var store = AStore.Open();
        await AppendAsync(store, AStore.ACommand("key"));

        var other = await AppendAsync(store, AStore.ACommand("key", """{"other":1}"""));

        Assert.Equal(ProblemKind.Conflict, other.Problem?.Kind);
    }

    [Fact]
    public async Task Key_OfAnotherAuthor_IsAnotherCommand()
    {
        await using var store = AStore.Open();
        await AppendAsync(store, AStore.ACommand("key"));

        Assert.Equal(2, (await AppendAsync(store, AStore.ACommand("key") with { Author = "somebody else" })).Value.Sequence);
    }

    [Fact]
    public async Task Command_WithoutAKey_IsAlwaysNew()
    {
        await using var store = AStore.Open();
        await AppendAsync(store, AStore.ACommand("key") with { IdempotencyKey = null });

        Assert.Equal(2, (await AppendAsync(store, AStore.ACommand("key") with { IdempotencyKey = null })).Value.Sequence);
    }

    [Fact]
    public async Task TenThousandCommands_SentOneToFiveTimesByEightCallers_AreStoredOnce()
    {
        await using var store = AStore.Open();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            var luck = new Random(caller);
            for (var n = caller; n < 10_000; n += 8)
            {
                var command = AStore.ACommand($"{n}");
                var receipts = await Task.WhenAll(Enumerable.Range(0, luck.Next(1, 6)).Select(_ => AppendAsync(store, command)));
                Assert.Single(receipts, receipt => !receipt.Value.IsReplay);
            }
        })));

        Assert.Equal(10_000, store.Count("inbox"));
        Assert.Empty(store.Verify());
    }

    [Fact]
    public async Task Command_ThatWasApplied_SaysOnWhichDayAndAnswersSoAgain()
    {
        await using var store = AStore.Open();
        await AppendAsync(store, AStore.ACommand("key"));

        await store.Store.Writer.WriteDayAsync(AStore.FirstDay, scope =>
        {
            var waiting = Assert.Single(Inbox.ReadWaiting(scope));
            Assert.True(Inbox.Settle(scope, waiting.Sequence, "applied", AStore.FirstDay, """{"done":true}"""));
            Assert.Empty(Inbox.ReadWaiting(scope));
        });

        Assert.Equal(new Receipt(1, true, "applied", AStore.FirstDay, """{"done":true}"""), (await AppendAsync(store, AStore.ACommand("key"))).Value);
        Assert.Empty(store.Verify());
    }

    private static Task<Result<Receipt>> AppendAsync(AStore store, Command command)
        => store.Store.Writer.WriteAsync(scope => Inbox.Append(scope, command, DateTimeOffset.UnixEpoch));
}
