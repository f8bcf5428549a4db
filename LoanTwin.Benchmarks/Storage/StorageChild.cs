using LoanTwin.Web.Storage;

namespace LoanTwin.Benchmarks.Storage;

/// <summary>
/// A small twin to be killed: callers append commands and days are committed until somebody ends the process. A line on standard output per
/// acknowledged command, day and backup is the record outside the process that the killer compares with the database afterwards.
/// </summary>
internal static class StorageChild
{
    private const int Callers = 8;

    public static async Task<int> RunAsync(string folder)
    {
        try
        {
            await using var store = Store.Open(folder, TimeProvider.System, Faults.FromEnvironment());
            Say("ready");
            await Task.WhenAll([.. Enumerable.Range(0, Callers).Select(caller => AppendAsync(store, caller)), LiveAsync(store)]);
            return 0;
        }
        catch (StorageException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return failure.Fault is StorageFault.Refused ? StorageException.RefusedExitCode : 1;
        }
    }

    private static async Task AppendAsync(Store store, int caller)
    {
        for (var n = 0; ; n++)
        {
            var key = $"{Environment.ProcessId}-{caller}-{n}";
            var receipt = await store.Writer.WriteAsync(
                scope => Inbox.Append(scope, new Command("child", key, "payment", $$"""{"caller":{{caller}}}"""), DateTimeOffset.UtcNow));
            Say($"command {key} {receipt.Value.Sequence}");
        }
    }

    private static async Task LiveAsync(Store store)
    {
        for (var n = 0; ; n++)
        {
            var day = await store.Writer.WriteAsync(scope => scope.Day);
            await store.Writer.WriteDayAsync(day, scope => SampleDay.Write(scope, day, rows: 50));
            Say($"day {day}");
            if (n % 5 == 4)
            {
                Say($"backup {Path.GetFileName(store.Backups.Make(store.Database).Path)}");
            }
        }
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line); // synchronised by the console, and flushed with each line
        Console.Out.Flush();
    }
}
