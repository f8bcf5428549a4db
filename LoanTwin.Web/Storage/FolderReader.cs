using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Storage;

/// <summary>
/// A data folder to look into only, while another program may be living in it. It takes no lock and has no writer: SQLite gives each reader one
/// consistent state beside the one writer, and these readers never checkpoint, so nothing in the folder is changed or waits for them.
/// </summary>
internal static class FolderReader
{
    /// <summary>Throws <see cref="StorageFault.Refused"/> with the line to print when there is no database that this program can read.</summary>
    public static Database Open(string folder)
    {
        var path = Path.Combine(Path.GetFullPath(folder), DataFolder.DatabaseName);
        if (!File.Exists(path))
        {
            throw StorageException.Refused($"There is no twin in {Path.GetFullPath(folder)}.");
        }

        var database = new Database(path);
        try
        {
            using var reader = database.OpenReader();
            return new Migrations(TimeProvider.System, Faults.None).Missing(reader) is [var step, ..]
                ? throw StorageException.Refused($"{path} is older than this LoanTwin (step {step.Number} is missing). Start it once, which brings it up to date.")
                : database;
        }
        catch (Exception failure)
        {
            database.Dispose();
            if (failure is SqliteException or StorageException { Fault: StorageFault.Failed })
            {
                throw StorageException.Refused($"{path} cannot be read: {failure.Message}", failure);
            }

            throw;
        }
    }
}
