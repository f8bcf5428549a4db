using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Storage;

/// <summary>
/// Everything the program keeps, opened: the locked folder, the checked and migrated database, its one writer, its backups. One per process.
/// </summary>
internal sealed class Store : IAsyncDisposable
{
    private Store(DataFolder folder, Database database, Writer writer, Backups backups)
        => (Folder, Database, Writer, Backups) = (folder, database, writer, backups);

    public DataFolder Folder { get; }

    public Database Database { get; }

    public Writer Writer { get; }

    public Backups Backups { get; }

    /// <summary>
    /// Opens the folder, or makes it and a new database in it. Throws <see cref="StorageFault.Refused"/> with the line to print before exit
    /// code 78. An older schema is backed up, then brought up to date.
    /// </summary>
    public static Store Open(string path, TimeProvider clock, Faults? faults = null)
    {
        var folder = DataFolder.Open(path);
        try
        {
            return Open(folder, clock, faults ?? Faults.None);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        Database.Dispose();
        Folder.Dispose();
    }

    private static Store Open(DataFolder folder, TimeProvider clock, Faults faults)
    {
        var database = new Database(folder.Database);
        var migrations = new Migrations(clock, faults);
        var backups = new Backups(folder, clock, faults);
        var missing = new StartCheck(folder, migrations, backups, clock).Look();
        if (missing is null)
        {
            migrations.Create(folder.Database);
        }
        else if (missing.Count > 0)
        {
            Upgrade(database, migrations, backups);
        }

        return new Store(folder, database, new Writer(database, clock, faults), backups);
    }

    private static void Upgrade(Database database, Migrations migrations, Backups backups)
    {
        backups.Make(database);
        using SqliteConnection writer = database.OpenWriter(); // closed again before the one writer opens
        migrations.Run(writer);
    }
}
