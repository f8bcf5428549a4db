using LoanTwin.Web.Storage;

namespace LoanTwin.Tests.Web.Storage;

public class WriterTests
{
    [Fact]
    public async Task Works_OfOneCaller_KeepTheirOrder()
    {
        await using var store = AStore.Open();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 500).Select(n => AppendAsync(store, $"{n}")));

        Assert.Equal(Enumerable.Range(1, 500).Select(n => (long)n), receipts);
        Assert.Empty(store.Verify());
    }

    [Fact]
    public async Task Works_ThatWaitTogether_ShareACommit()
    {
        await using var store = AStore.Open();
        using var gate = new ManualResetEventSlim();
        var first = store.Store.Writer.WriteAsync(_ => gate.Wait());

        var rest = Enumerable.Range(0, 100).Select(n => AppendAsync(store, $"{n}")).ToList();
        gate.Set();
        await Task.WhenAll([first, .. rest]);

        Assert.InRange(store.Store.Writer.Commits, 1, 2); // the first may have been taken alone
    }

    [Fact]
    public async Task Answer_OfAWork_ComesAfterItsCommit()
    {
        await using var store = AStore.Open();

        for (var n = 1; n <= 50; n++)
        {
            await AppendAsync(store, $"{n}");
            Assert.Equal(n, store.Count("inbox")); // another connection sees only what is committed
        }
    }

    [Fact]
    public async Task Work_ThatThrows_IsUndoneAloneAndItsNeighboursStay()
    {
        await using var store = AStore.Open();
        using var gate = new ManualResetEventSlim();
        var first = store.Store.Writer.WriteAsync(_ => gate.Wait());
        var before = AppendAsync(store, "before");
        var failing = store.Store.Writer.WriteAsync(scope =>
        {
            Inbox.Append(scope, AStore.ACommand("half"), DateTimeOffset.UnixEpoch);
            throw new InvalidOperationException("a bug of the caller");
        });
        var after = AppendAsync(store, "after");
        gate.Set();

        await Task.WhenAll(first, before, after);

        Assert.Equal("a bug of the caller", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
        Assert.Equal(2, store.Count("inbox"));
        Assert.Null(store.Store.Writer.Trouble);
        Assert.Empty(store.Verify());
    }

    [Fact]
    public async Task Commit_ThatFails_FailsAllItsWorksAndTheNextOneWorks()
    {
        var isBroken = false;
        await using var store = AStore.Open(Faults.By((_, step) =>
        {
            if (isBroken && step == "COMMIT") { throw new StorageException(StorageFault.Failed, "the disk is gone"); }
        }));
        using var gate = new ManualResetEventSlim();
        isBroken = true;
        var first = store.Store.Writer.WriteAsync(_ => gate.Wait());
        var rest = Enumerable.Range(0, 3).Select(n => AppendAsync(store, $"{n}")).ToList();
        gate.Set();

        foreach (var work in rest.Prepend(first))
        {
            Assert.Equal(StorageFault.Failed, (await Assert.ThrowsAsync<StorageException>(() => work)).Fault);
        }

        Assert.Equal(StorageFault.Failed, store.Store.Writer.Trouble?.Fault);
        isBroken = false;
        Assert.Equal(1, await AppendAsync(store, "1"));
        Assert.Null(store.Store.Writer.Trouble);
        Assert.Empty(store.Verify());
    }

    [Fact]
    public async Task Database_HeldByAnother_IsBusyAndFreeAgainAfterwards()
    {
        await using var folder = AStore.Open();
        await AppendAsync(folder, "first");
        await folder.CloseAsync();
        using var database = new Database(folder.DatabasePath, TimeSpan.FromMilliseconds(200));
        await using var writer = new Writer(database, TimeProvider.System);
        using (var other = folder.Tamper())
        {
            AStore.Run(other, "BEGIN IMMEDIATE");

            var busy = await Assert.ThrowsAsync<StorageException>(() => writer.WriteAsync(scope => scope.Day));

            Assert.Equal((StorageFault.Busy, 5.0), (busy.Fault, busy.RetryAfter.TotalSeconds));
        }

        Assert.Equal(0, await writer.WriteAsync(scope => scope.Day));
    }

    [Fact]
    public async Task Database_HeldForAMoment_IsWaitedFor()
    {
        await using var store = AStore.Open();
        using var other = store.Tamper();
        AStore.Run(other, "BEGIN IMMEDIATE");

        var work = AppendAsync(store, "patient");
        await Task.Delay(100);
        Assert.False(work.IsCompleted);
        AStore.Run(other, "COMMIT");

        Assert.Equal(1, await work);
    }

    [Fact]
    public async Task Disk_ThatIsFull_IsToldAsFullAndRecoversByItself()
    {
        await using var store = AStore.Open();
        await AppendAsync(store, "first");
        await store.Store.Writer.WriteAsync(scope => scope.Read("PRAGMA max_page_count = 1").WholeOrNothing()); // no less than it has now

        var full = await Assert.ThrowsAsync<StorageException>(() => FillAsync(store));

        Assert.Equal(StorageFault.Full, full.Fault);
        Assert.Equal(StorageFault.Full, store.Store.Writer.Trouble?.Fault);
        Assert.Equal(1, store.Count("inbox")); // reading goes on
        await store.Store.Writer.WriteAsync(scope => scope.Read("PRAGMA max_page_count = 1000000").WholeOrNothing());
        await FillAsync(store);
        Assert.Null(store.Store.Writer.Trouble);
        Assert.Equal(501, store.Count("inbox"));
        Assert.Empty(store.Verify());
    }

    [Fact]
    public async Task Stop_WritesWhatWaitsAndTakesNothingMore()
    {
        await using var store = AStore.Open();
        var waiting = Enumerable.Range(0, 1000).Select(n => AppendAsync(store, $"{n}")).ToList();

        await store.Store.Writer.StopAsync();

        Assert.Equal(1000, (await Task.WhenAll(waiting)).Max());
        Assert.Equal(StorageFault.Stopped, (await Assert.ThrowsAsync<StorageException>(() => AppendAsync(store, "late"))).Fault);
        Assert.Equal(0, new FileInfo(store.DatabasePath + "-wal") is { Exists: true } log ? log.Length : 0);
    }

    [Fact]
    public async Task Queue_ThatIsFull_MakesCallersWait()
    {
        await using var folder = AStore.Open();
        await folder.CloseAsync();
        using var database = new Database(folder.DatabasePath);
        await using var writer = new Writer(database, TimeProvider.System, queueLength: 4);
        using var gate = new ManualResetEventSlim();
        using var leaving = new CancellationTokenSource();
        var held = writer.WriteAsync(_ => gate.Wait());
        SpinWait.SpinUntil(() => false, 50);
        var queued = Enumerable.Range(0, 4).Select(_ => writer.WriteAsync(scope => scope.Day)).ToList();

        var outside = writer.WriteAsync(scope => scope.Day, leaving.Token);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outside); // still outside, so leaving takes it back
        gate.Set();
        await Task.WhenAll([held, .. queued]);
    }

    [Fact]
    public async Task Day_IsACommitOfItsOwnAndClosesItsDigests()
    {
        await using var store = AStore.Open();
        await AppendAsync(store, "before");

        await store.Store.Writer.WriteDayAsync(AStore.FirstDay, scope => AStore.FillDay(scope, AStore.FirstDay, 0));

        Assert.Equal(2, store.Store.Writer.Commits);
        Assert.Equal(0, store.Count("digests WHERE previous_sha256 IS NULL"));
        Assert.Equal(AStore.FirstDay + 1, await store.Store.Writer.WriteAsync(scope => scope.Day));
        Assert.Empty(store.Verify());
    }

    [Fact]
    public async Task Day_ThatIsClosed_IsNotWrittenAgain()
    {
        await using var store = await AStore.FilledAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => store.Store.Writer.WriteDayAsync(AStore.FirstDay + 2, _ => { }));

        Assert.Empty(store.Verify());
    }

    [Fact]
    public async Task Day_ThatThrows_LeavesNothing()
    {
        await using var store = AStore.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Store.Writer.WriteDayAsync(AStore.FirstDay, scope =>
        {
            AStore.FillDay(scope, AStore.FirstDay, 0);
            throw new InvalidOperationException();
        }));

        Assert.Equal(0, store.Count("days"));
        Assert.Equal(0, store.Count("digests"));
        await store.Store.Writer.WriteDayAsync(AStore.FirstDay, scope => AStore.FillDay(scope, AStore.FirstDay, 0));
        Assert.Empty(store.Verify());
    }

    private static async Task<long> AppendAsync(AStore store, string key)
        => await store.Store.Writer.WriteAsync(scope => Inbox.Append(scope, AStore.ACommand(key), DateTimeOffset.UnixEpoch).Value.Sequence);

    private static Task<bool> FillAsync(AStore store) => store.Store.Writer.WriteAloneAsync(scope =>
    {
        for (var n = 0; n < 500; n++)
        {
            Inbox.Append(scope, AStore.ACommand($"row {n}", $$"""{"filler":"{{new string('x', 500)}}"}"""), DateTimeOffset.UnixEpoch);
        }

        return true;
    });
}
