using System.Diagnostics;
using System.Text.Json;
using LoanTwin.Benchmarks.Running;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 3: every call of every write path failing in its turn, a disk that is full, a database that somebody else has locked.</summary>
internal static class FaultEvidence
{
    private const int Loans = 250;

    public static EvidenceLine Line(Options options)
    {
        var tests = TestRun.Of("FullyQualifiedName~FaultLoopTests|FullyQualifiedName~FullDiskTests|FullyQualifiedName~DayFaultTests|FullyQualifiedName~MigrationsTests|FullyQualifiedName~BackupTests");
        var full = FullDiskAsync(options.Seed).GetAwaiter().GetResult();
        var locked = LockedAsync(options.Seed).GetAwaiter().GetResult();
        return new(
            3,
            "each call of each write path fails in its turn: before or after, never between; on a full disk and under a foreign lock commands answer 503, reads go on, the twin resumes by itself, the process lives",
            new { tests, full, locked },
            new { command = 503, read = 200, resumes = true, lives = true },
            tests.AllPassed && full.Holds && locked.Holds);
    }

    private static async Task<Trouble> FullDiskAsync(ulong seed)
    {
        using var scratch = new Scratch();
        var disk = scratch.Below("disk");
        Directory.CreateDirectory(disk);
        if (Command("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", disk) != 0)
        {
            return Trouble.Unmeasured("mounting a small disk is not allowed here");
        }

        try
        {
            await using var program = await TwinProgram.StartAsync(disk, Loans, seed);
            var ballast = Path.Combine(disk, "ballast");
            LeaveFree(disk, ballast, 16 << 20);
            return await MeasureAsync(program, () => Fill(disk), () => File.Delete(Path.Combine(disk, "filler")));
        }
        finally
        {
            Command("umount", disk);
        }
    }

    private static async Task<Trouble> LockedAsync(ulong seed)
    {
        using var scratch = new Scratch();
        await using var program = await TwinProgram.StartAsync(scratch.Below("twin"), Loans, seed);
        using var other = new SqliteConnection($"Data Source={Path.Combine(scratch.Below("twin"), "twin.db")};Pooling=False;Default Timeout=30");
        other.Open();
        var since = new Stopwatch();
        return await MeasureAsync(
            program,
            () =>
            {
                Run(other, "BEGIN EXCLUSIVE");
                since.Start();
            },
            () =>
            {
                Thread.Sleep(Math.Max(0, 8_000 - (int)since.ElapsedMilliseconds));
                Run(other, "COMMIT");
            });
    }

    /// <summary>Days go by while storage breaks and is mended again.</summary>
    private static async Task<Trouble> MeasureAsync(TwinProgram program, Action breaks, Action mends)
    {
        await program.PostAsync("/api/twin/pace", """{"pace":"fast"}""");
        await Task.Delay(1000);
        breaks();
        await Task.Delay(300);
        var (status, body) = await UntilRefusedAsync(program);
        using var read = await program.Client.GetAsync("/api/metrics");
        using var inbox = await program.Client.GetAsync("/api/inbox/1");
        var duringDay = await DayAsync(program);
        mends();
        var patience = Stopwatch.StartNew();
        while (await DayAsync(program) == duringDay && patience.Elapsed < TimeSpan.FromSeconds(20) && !program.HasExited)
        {
            await Task.Delay(100);
        }

        var resumed = Math.Round(patience.Elapsed.TotalSeconds, 1);
        var (after, _) = await program.PostAsync("/api/events", """{"type":"payment","loanId":1,"amount":1}""");
        return new(status, body.ToString(), (int)read.StatusCode, (int)inbox.StatusCode, !program.HasExited && await DayAsync(program) != duringDay, resumed, after, !program.HasExited, null);
    }

    /// <summary>What the first command is told that could not be kept.</summary>
    private static async Task<(int Status, JsonElement Body)> UntilRefusedAsync(TwinProgram program)
    {
        // Many at a time: the log has room of its own left from the founding, which must be used up first.
        var list = $"[{string.Join(",", Enumerable.Repeat("""{"type":"payment","loanId":1,"amount":1}""", 200))}]";
        for (var i = 0; i < 1000; i++)
        {
            var answer = await program.PostAsync("/api/events", list);
            if (answer.Status != 202)
            {
                return answer;
            }
        }

        return (202, default);
    }

    private static async Task<string> DayAsync(TwinProgram program) => (await program.GetAsync("/api/metrics")).GetProperty("day").GetString()!;

    private static void LeaveFree(string disk, string ballast, long bytes)
    {
        var free = new DriveInfo(disk).AvailableFreeSpace;
        using var file = File.Create(ballast);
        file.Write(new byte[Math.Max(0, free - bytes)]);
    }

    /// <summary>To the last byte.</summary>
    private static void Fill(string disk)
    {
        using var file = new FileStream(Path.Combine(disk, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, 1);
        foreach (var size in new[] { 1 << 20, 4096 })
        {
            try
            {
                while (true)
                {
                    file.Write(new byte[size]);
                    file.Flush();
                }
            }
            catch (IOException)
            {
                // full
            }
        }
    }

    private static int Command(string program, params string[] words) => Child.Run(program, words).Code;

    private static void Run(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>What was seen from outside while storage was broken and after.</summary>
    private sealed record Trouble(int Command, string Answer, int Read, int ReadOfDatabase, bool Resumes, double ResumedAfterSeconds, int CommandAfter, bool Lives, string? Reason)
    {
        public bool Holds => Command == 503 && Read == 200 && ReadOfDatabase is 200 or 404 && Resumes && CommandAfter == 202 && Lives;

        public static Trouble Unmeasured(string reason) => new(0, "", 0, 0, false, 0, 0, false, reason);
    }
}
