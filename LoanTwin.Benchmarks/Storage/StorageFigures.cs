using System.Diagnostics;
using LoanTwin.Web.Storage;

namespace LoanTwin.Benchmarks.Storage;

/// <summary>What durable storage costs on this machine. Synchronous FULL throughout: an answer means that the disk has it.</summary>
internal static class StorageFigures
{
    private const int Callers = 64;

    public static async Task<int> PrintAsync()
    {
        var folder = Directory.CreateTempSubdirectory("loantwin-storage-");
        try
        {
            await using var store = Store.Open(folder.FullName, TimeProvider.System);
            Say("machine", Machine.Describe());
            Say("sqlite", Database.SqliteVersion);
            await AppendAsync(store, seconds: 1);
            await PrintAppendsAsync(store);
            await PrintDaysAsync(store);
            PrintReading(store);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task PrintAppendsAsync(Store store)
    {
        var commits = store.Writer.Commits;
        var (works, latencies, seconds) = await AppendAsync(store, seconds: 5);
        commits = store.Writer.Commits - commits;
        latencies.Sort();
        Say("inbox rows acknowledged a second, 64 callers, one row each", Math.Round(works / seconds));
        Say("rows a commit", Math.Round(works / (double)commits, 1));
        Say("milliseconds to the answer, median", Math.Round(latencies[latencies.Count / 2], 2));
        Say("milliseconds to the answer, 99th percentile", Math.Round(latencies[latencies.Count * 99 / 100], 2));
    }

    private static async Task<(int Works, List<double> Latencies, double Seconds)> AppendAsync(Store store, double seconds)
    {
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => CallAsync(store, watch, seconds))));
        var taken = watch.Elapsed.TotalSeconds;
        return (all.Sum(latencies => latencies.Count), [.. all.SelectMany(latencies => latencies)], taken);
    }

    private static async Task<List<double>> CallAsync(Store store, Stopwatch watch, double seconds)
    {
        var latencies = new List<double>(100_000);
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            var began = watch.Elapsed;
            var command = new Command("figures", Guid.NewGuid().ToString("N"), "payment", """{"loan":"L0000001","cents":25000}""");
            await store.Writer.WriteAsync(scope => Inbox.Append(scope, command, DateTimeOffset.UtcNow));
            latencies.Add((watch.Elapsed - began).TotalMilliseconds);
        }

        return latencies;
    }

    private static async Task PrintDaysAsync(Store store)
    {
        await store.Writer.WriteAsync(PutOneLoan);
        var first = await store.Writer.WriteAsync(scope => scope.Day);
        var times = new List<double>();
        for (var day = first; day < first + 21; day++)
        {
            var watch = Stopwatch.StartNew();
            var today = day;
            await store.Writer.WriteDayAsync(today, scope => SampleDay.WriteRepayments(scope, today, 10_000));
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Say("milliseconds for a day of 10,000 rows in one commit, median of 21", Math.Round(times[10], 1));
        Say("the slowest", Math.Round(times[^1], 1));
    }

    private static void PrintReading(Store store)
    {
        var watch = Stopwatch.StartNew();
        var found = Verification.Run(store.Database);
        Say("seconds to verify all of it", Math.Round(watch.Elapsed.TotalSeconds, 2));
        Say("mismatches", found.Count);
        watch.Restart();
        var backup = store.Backups.Make(store.Database);
        Say("seconds for a verified backup", Math.Round(watch.Elapsed.TotalSeconds, 2));
        Say("megabytes of the backup", Math.Round(new FileInfo(backup.Path).Length / 1e6, 1));
    }

    private static void PutOneLoan(WriteScope scope)
    {
        scope.Table("customers").Insert(1, "A. Borrower", "north", "owner", 700, 730_000);
        scope.Table("loans").Insert(
            1, 1, Cell.Nothing, "personal", "north", "car", 739_000, 36, 1_000_000, 950_000, 700, "on_time", 0, 1_000_000, Cell.Nothing);
    }

    private static void Say(string what, object value) => Json.Print(new { figure = what, value });
}
