using System.Diagnostics;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Storage;

namespace LoanTwin.Tests.Web.Storage;

/// <summary>A real disk that runs full: 16 MB in memory, where the system lets us mount one.</summary>
public class FullDiskTests
{
    [Fact]
    public async Task Disk_ThatRunsFull_KeepsWhatWasAcknowledgedAndWorksAgainWhenThereIsSpace()
    {
        await using var store = new AStore();
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", store.Path), "mounting is not allowed here");
        try
        {
            store.Reopen();
            Assert.True(store.Store.Folder.ReadFreeSpace().IsLow);
            var (acknowledged, failure) = await FillAsync(store);

            Assert.Equal(StorageFault.Full, failure.Fault);
            Assert.Equal(acknowledged, store.Count("inbox")); // reading goes on, and nothing half is there
            Assert.Equal(StorageFault.Full, store.Store.Writer.Trouble?.Fault);
            Assert.Throws<StorageException>(() => store.Store.Backups.Make(store.Store.Database));

            Assert.True(Run("mount", "-o", "remount,size=64m", store.Path));
            await AppendAsync(store, "after");
            Assert.Null(store.Store.Writer.Trouble);
            Assert.Empty(store.Verify());
            Assert.Equal(acknowledged + 1, store.Count("inbox"));
            await store.CloseAsync();
        }
        finally
        {
            await store.CloseAsync();
            Run("umount", store.Path);
        }
    }

    private static async Task<(long Acknowledged, StorageException Failure)> FillAsync(AStore store)
    {
        for (var n = 0L; ; n++)
        {
            try
            {
                await AppendAsync(store, $"{n}");
            }
            catch (StorageException failure)
            {
                return (n, failure);
            }
        }
    }

    private static Task<Result<Receipt>> AppendAsync(AStore store, string key) => store.Store.Writer.WriteAsync(
        scope => Inbox.Append(scope, AStore.ACommand(key, $$"""{"filler":"{{new string('x', 5000)}}"}"""), DateTimeOffset.UnixEpoch));

    private static bool Run(string program, params string[] words)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such program
        }
    }
}
