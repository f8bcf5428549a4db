using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LoanTwin.Web.Storage;

/// <summary>One whole, verified copy: the last closed day in it and when it was made.</summary>
internal sealed record Backup(string Path, int Day, DateTimeOffset MadeAt);

/// <summary>
/// Copies of the database, made while writes go on. A copy gets its name only after it has been verified in full, so a half one (".partial",
/// after a kill) is never offered.
/// </summary>
internal sealed class Backups(string place, TimeProvider clock, Faults? faults = null)
{
    private const int PagesAtATime = 256;
    private const string Ending = ".backup";
    private const string Restoring = ".restoring";

    private readonly Faults _faults = faults ?? Faults.None;

    public Backups(DataFolder folder, TimeProvider clock, Faults? faults = null)
        : this(folder.Backups, clock, faults)
    {
    }

    /// <summary>Copies the state of this moment. Throws when the copy does not verify; the failed copy is deleted, the source untouched.</summary>
    public Backup Make(Database database)
    {
        _faults.Enter(Faults.Backup);
        var partial = Path.Combine(place, $"{Utc.FileText(clock.GetUtcNow())}.partial");
        try
        {
            Directory.CreateDirectory(place);
            Copy(database, partial);
            DurableFile.Flush(partial);
            var day = Verify(partial);
            return Name(partial, day);
        }
        catch (Exception failure)
        {
            DeleteQuietly(partial);
            if (StorageException.From(failure) is { } typed && typed != failure)
            {
                throw typed;
            }

            throw;
        }
    }

    /// <summary>Whole copies, the newest first.</summary>
    public IReadOnlyList<Backup> List()
        => !Directory.Exists(place)
            ? []
            : [.. Directory.EnumerateFiles(place, "*" + Ending).Select(Parse).OfType<Backup>().OrderByDescending(backup => backup.MadeAt)];

    /// <summary>The newest that still verifies today.</summary>
    public Backup? NewestSound() => List().FirstOrDefault(IsSound);

    /// <summary>
    /// Puts a backup into a data folder that has no database: copied beside its place, verified there, then renamed. Opening the folder with
    /// <see cref="Store.Open"/> goes on from it.
    /// </summary>
    public static void Restore(string backup, DataFolder into, Faults? faults = null)
    {
        if (Directory.EnumerateFiles(into.Root, DataFolder.DatabaseName + "*").FirstOrDefault(file => !file.EndsWith(Restoring, StringComparison.Ordinal)) is { } there)
        {
            throw StorageException.Refused($"{there} is there already; restore into an empty folder, or move it away first.");
        }

        var restoring = into.Database + Restoring;
        try
        {
            (faults ?? Faults.None).Step("copy");
            File.Copy(backup, restoring, overwrite: true);
            DurableFile.Flush(restoring);
            Verify(restoring);
            (faults ?? Faults.None).Step("rename");
            File.Move(restoring, into.Database);
        }
        finally
        {
            DeleteQuietly(restoring); // of a copy that did not verify; after the renaming there is none
        }
    }

    private void Copy(Database database, string partial)
    {
        using var source = database.OpenReader();
        using var target = new SqliteConnection($"Data Source={partial};Pooling=False");
        target.Open();
        Database.Run(source, "BEGIN; SELECT count(*) FROM sqlite_schema;"); // a read transaction: writes go on, and this state stays as it is
        try
        {
            CopyPages(source.Handle!, target.Handle!);
        }
        finally
        {
            Database.Run(source, "ROLLBACK");
        }

        Database.Run(target, "PRAGMA journal_mode = DELETE;"); // one file that stands alone
    }

    private void CopyPages(sqlite3 source, sqlite3 target)
    {
        using var backup = raw.sqlite3_backup_init(target, "main", source, "main");
        int code;
        do
        {
            _faults.Step("backup pages");
            code = raw.sqlite3_backup_step(backup, PagesAtATime);
        }
        while (code == raw.SQLITE_OK);

        if (code != raw.SQLITE_DONE)
        {
            throw new SqliteException($"the backup stopped: {raw.sqlite3_errstr(code).utf8_to_string()}", code);
        }
    }

    private Backup Name(string partial, int day)
    {
        _faults.Step("rename");
        var madeAt = clock.GetUtcNow();
        var path = Path.Combine(place, $"twin-day{day}-{Utc.FileText(madeAt)}{Ending}");
        File.Move(partial, path);
        return new Backup(path, day, madeAt);
    }

    /// <summary>The last closed day of a copy in which nothing is wrong.</summary>
    private static int Verify(string path)
    {
        using var copy = OpenCopy(path);
        var found = Verification.Run(copy);
        if (found.Count > 0)
        {
            throw new StorageException(StorageFault.Failed, $"the copy does not verify: {found[0]}{(found.Count > 1 ? $" and {found.Count - 1} more" : "")}") { IsUnsoundCopy = true };
        }

        using var day = new Statement(copy.Handle!, "SELECT max(day) FROM digests WHERE previous_sha256 IS NOT NULL", Faults.None);
        return (int)(day.WholeOrNothing() ?? 0);
    }

    private static SqliteConnection OpenCopy(string path)
    {
        var copy = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        copy.Open();
        return copy;
    }

    private static bool IsSound(Backup backup)
    {
        try
        {
            using var copy = OpenCopy(backup.Path);
            return Verification.Run(copy).Count == 0;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static Backup? Parse(string path)
    {
        var parts = Path.GetFileNameWithoutExtension(path).Split('-');
        return parts is ["twin", ['d', 'a', 'y', .. var day], var made] && int.TryParse(day, out var number) && Utc.TryReadFileText(made, out var madeAt)
            ? new Backup(path, number, madeAt)
            : null;
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
            File.Delete(path + "-journal");
        }
        catch (IOException)
        {
            // the failure that is on its way matters more; a partial file is never offered
        }
    }
}
