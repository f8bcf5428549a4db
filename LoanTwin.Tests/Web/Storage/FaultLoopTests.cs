using LoanTwin.Web.Storage;

namespace LoanTwin.Tests.Web.Storage;

/// <summary>Fails the first step of a path, then the second, until the path runs through: each time the data is before or after, never between.</summary>
public class FaultLoopTests
{
    private static readonly string[] Tables = ["inbox", "days", "loans", "metric_rows", "audit", "digests"];

    [Theory]
    [InlineData(StorageFault.Failed, false)]
    [InlineData(StorageFault.Failed, true)]
    [InlineData(StorageFault.Full, false)]
    internal async Task Append_StruckAnywhere_IsBeforeOrAfter(StorageFault fault, bool staysBroken)
        => await StrikeEachAsync(fault, staysBroken, store => store.Store.Writer.WriteAsync(
            scope => Inbox.Append(scope, AStore.ACommand("struck"), DateTimeOffset.UnixEpoch)));

    [Theory]
    [InlineData(StorageFault.Failed, false)]
    [InlineData(StorageFault.Failed, true)]
    [InlineData(StorageFault.Full, false)]
    internal async Task Day_StruckAnywhere_IsBeforeOrAfter(StorageFault fault, bool staysBroken)
        => await StrikeEachAsync(fault, staysBroken, store => store.Store.Writer.WriteDayAsync(
            AStore.FirstDay + 3, scope => AStore.FillDay(scope, AStore.FirstDay + 3, 3)));

    private static async Task StrikeEachAsync(StorageFault fault, bool staysBroken, Func<AStore, Task> path)
    {
        await using var filled = await AStore.FilledAsync();
        await filled.CloseAsync();
        for (var n = 1; ; n++)
        {
            await using var store = new AStore();
            File.Copy(filled.DatabasePath, store.DatabasePath);
            var strike = staysBroken ? Faults.FailFrom(n, fault) : Faults.FailAt(n, fault);
            store.Reopen(strike);
            var before = Picture(store);

            var failure = await Record.ExceptionAsync(() => path(store));

            if (failure is null)
            {
                Assert.NotEqual(before, Picture(store));
                Assert.True(n > 5, "the seam was never told");
                return;
            }

            Assert.Equal(fault, Assert.IsType<StorageException>(failure).Fault);
            await CheckAsync(store, before, path);
        }
    }

    /// <summary>Before or after; sound; and the same path on a healthy disk ends in the state after.</summary>
    private static async Task CheckAsync(AStore store, string before, Func<AStore, Task> path)
    {
        await store.CloseAsync();
        store.Reopen();
        Assert.Empty(store.Verify());
        if (Picture(store) == before)
        {
            await path(store);
        }

        Assert.NotEqual(before, Picture(store));
        Assert.Empty(store.Verify());
    }

    private static string Picture(AStore store)
        => string.Join(", ", Tables.Select(table => $"{table} {store.Count(table)}"));
}
