using LoanTwin.Web.Storage;

namespace LoanTwin.Tests.Web.Storage;

public class BackupTests
{
    [Fact]
    public async Task Backup_IsNamedByDayAndTimeAndVerifies()
    {
        await using var store = await AStore.FilledAsync();

        var backup = store.Store.Backups.Make(store.Store.Database);

        Assert.Equal(AStore.FirstDay + 2, backup.Day);
        Assert.Matches($"^twin-day{AStore.FirstDay + 2}-[0-9]{{8}}T[0-9]{{9}}Z\\.backup$", Path.GetFileName(backup.Path));
        Assert.Equal(backup.Path, store.Store.Backups.NewestSound()?.Path);
        Assert.Single(Directory.EnumerateFiles(store.Store.Folder.Backups)); // no log, no partial beside it
    }

    [Fact]
    public async Task Backup_WhileWritesGoOn_IsOneConsistentState()
    {
        await using var store = await AStore.FilledAsync();
        using var leaving = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var n = 0; !leaving.IsCancellationRequested; n++)
            {
                var key = $"during {n}";
                await store.Store.Writer.WriteAsync(scope => Inbox.Append(scope, AStore.ACommand(key), DateTimeOffset.UnixEpoch));
            }
        });

        var backups = Enumerable.Range(0, 5).Select(_ => store.Store.Backups.Make(store.Store.Database)).ToList();
        await leaving.CancelAsync();
        await writing;

        Assert.Equal(5, backups.Count);
        Assert.True(store.Count("inbox") > 2);
        Assert.Empty(store.Verify());
    }

    [Fact]
    public async Task Restore_IntoAnEmptyFolder_GoesOnFromTheBackup()
    {
        await using var store = await AStore.FilledAsync();
        var backup = store.Store.Backups.Make(store.Store.Database);
        await store.Store.Writer.WriteAsync(scope => Inbox.Append(scope, AStore.ACommand("after the backup"), DateTimeOffset.UnixEpoch));
        await using var other = new AStore();

        using (var folder = DataFolder.Open(other.Path))
        {
            Backups.Restore(backup.Path, folder);
        }

        other.Reopen();
        Assert.Equal(2, other.Count("inbox"));
        Assert.Empty(other.Verify());
        await other.Store.Writer.WriteDayAsync(AStore.FirstDay + 3, scope => AStore.FillDay(scope, AStore.FirstDay + 3, 3));
        Assert.Empty(other.Verify());
    }

    [Fact]
    public async Task Restore_OverADatabase_IsRefused()
    {
        await using var store = await AStore.FilledAsync();
        var backup = store.Store.Backups.Make(store.Store.Database);

        Assert.Equal(StorageFault.Refused, Assert.ThrowsAny<StorageException>(() => Backups.Restore(backup.Path, store.Store.Folder)).Fault);
    }

    [Fact]
    public async Task Restore_OfADamagedBackup_LeavesTheFolderWithoutADatabase()
    {
        await using var store = await AStore.FilledAsync();
        var backup = store.Store.Backups.Make(store.Store.Database);
        Damage(backup.Path);
        await using var other = new AStore();
        using var folder = DataFolder.Open(other.Path);

        Assert.ThrowsAny<StorageException>(() => Backups.Restore(backup.Path, folder));

        Assert.False(File.Exists(other.DatabasePath));
    }

    [Fact]
    public async Task NewestSound_PassesOverADamagedOne()
    {
        await using var store = await AStore.FilledAsync();
        var older = store.Store.Backups.Make(store.Store.Database);
        await Task.Delay(5);
        Damage(store.Store.Backups.Make(store.Store.Database).Path);

        Assert.Equal(2, store.Store.Backups.List().Count);
        Assert.Equal(older.Path, store.Store.Backups.NewestSound()?.Path);
    }

    [Fact]
    public async Task Backup_OfADamagedDatabase_IsRefusedAndNotKept()
    {
        await using var store = await AStore.FilledAsync();
        using (var shell = store.Tamper())
        {
            AStore.Run(shell, "UPDATE loans SET balance_cents = balance_cents + 1 WHERE id = 1");
        }

        var failed = Assert.ThrowsAny<StorageException>(() => store.Store.Backups.Make(store.Store.Database));

        Assert.Contains($"loans, day {AStore.FirstDay + 1}, row 1: differs from its seal", failed.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(store.Store.Folder.Backups));
    }

    [Fact]
    public async Task Backup_StruckAnywhere_IsNotOfferedAndTheNextOneIsFine()
    {
        await using var store = await AStore.FilledAsync();
        var counting = Faults.Counting();
        var whole = new Backups(store.Store.Folder, TimeProvider.System, counting).Make(store.Store.Database);
        File.Delete(whole.Path);

        for (var n = 1; n <= counting.Steps; n++)
        {
            var struck = new Backups(store.Store.Folder, TimeProvider.System, Faults.FailAt(n, StorageFault.Full));

            Assert.Equal(StorageFault.Full, Assert.ThrowsAny<StorageException>(() => struck.Make(store.Store.Database)).Fault);

            Assert.Empty(store.Store.Backups.List());
            File.Delete(struck.Make(store.Store.Database).Path);
            Assert.Empty(store.Verify());
        }
    }

    private static void Damage(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var at = bytes.AsSpan().IndexOf("Ada "u8); // inside a cell, where SQLite's own check does not look
        bytes[at] ^= 2;
        File.WriteAllBytes(path, bytes);
    }
}
