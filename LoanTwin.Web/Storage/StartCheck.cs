using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Storage;

/// <summary>
/// Looks at the database before anything may write to it. What it finds wrong ends the start with one clear line; the file is left exactly as
/// it is, a copy goes into quarantine, and the newest backup that verifies is named. Nothing is ever deleted or restored unasked.
/// </summary>
internal sealed class StartCheck(DataFolder folder, Migrations migrations, Backups backups, TimeProvider clock)
{
    private static readonly byte[] Header = "SQLite format 3\0"u8.ToArray();

    /// <summary>The schema steps that are missing, for a sound database; nothing when there is no database yet.</summary>
    public IReadOnlyList<Step>? Look()
    {
        if (!File.Exists(folder.Database))
        {
            return RefuseLonelyLog();
        }

        if (!HasHeader(folder.Database))
        {
            throw Damaged("it is empty or not a SQLite database");
        }

        try
        {
            using var database = new Database(folder.Database);
            using var reader = database.OpenReader();
            var missing = migrations.Missing(reader);
            return Verification.RunQuick(reader) is [var first, ..] ? throw Damaged(first.ToString()) : missing;
        }
        catch (Exception failure) when (failure is SqliteException or StorageException { Fault: StorageFault.Failed })
        {
            throw Damaged(failure.Message);
        }
    }

    // A log without its file holds acknowledged rows; a new database beside it would swallow them.
    private IReadOnlyList<Step>? RefuseLonelyLog()
    {
        var log = new FileInfo(folder.Database + "-wal");
        return log is { Exists: true, Length: > 0 }
            ? throw Damaged("the log is there and the database is not")
            : null;
    }

    private StorageException Damaged(string what)
    {
        var copy = CopyToQuarantine();
        var offer = backups.NewestSound() is { } sound
            ? $"The newest sound backup is {sound.Path} (day {sound.Day})."
            : "There is no sound backup.";
        return StorageException.Refused($"{folder.Database} is damaged: {OneLine(what)}. It was left as it is; a copy is in {copy}. {offer}");
    }

    private string CopyToQuarantine()
    {
        var target = Path.Combine(folder.Quarantine, NameOfCopy());
        if (!Directory.Exists(target)) // the same damage at the next start needs no second copy
        {
            Directory.CreateDirectory(target);
            foreach (var file in Directory.EnumerateFiles(folder.Root, Path.GetFileName(folder.Database) + "*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
            {
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            }
        }

        return target;
    }

    private string NameOfCopy()
    {
        if (!File.Exists(folder.Database))
        {
            return Utc.FileText(clock.GetUtcNow());
        }

        using var file = File.OpenRead(folder.Database);
        return Convert.ToHexStringLower(SHA256.HashData(file))[..16];
    }

    private static bool HasHeader(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var head = new byte[Header.Length];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan().SequenceEqual(Header);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").TrimEnd('.');
}
