using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LoanTwin.Web.Storage;

/// <summary>
/// The one SQLite file. In the whole process one connection writes and checkpoints (the SQLite we ship has the WAL-reset race of two that do);
/// readers are read-only, pooled, and never checkpoint.
/// </summary>
internal sealed class Database : IDisposable
{
    /// <summary>How long anybody waits for a lock before the answer is <see cref="StorageFault.Busy"/>.</summary>
    public static readonly TimeSpan BusyWait = TimeSpan.FromSeconds(5);

    private const string Common = "PRAGMA mmap_size = 0; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;";

    private readonly TimeSpan _busyWait;

    public Database(string path, TimeSpan? busyWait = null) => (FilePath, _busyWait) = (path, busyWait ?? BusyWait);

    public static string SqliteVersion => new SqliteConnection().ServerVersion; // asking the library itself would fail before the first connection

    public string FilePath { get; }

    /// <summary>For EF Core and everybody who only asks.</summary>
    public string ReadingString => StringOf(SqliteOpenMode.ReadOnly, isPooled: true);

    /// <summary>A read-only connection from the pool; dispose it to give it back.</summary>
    public SqliteConnection OpenReader()
        => Open(ReadingString, Common + "PRAGMA wal_autocheckpoint = 0; PRAGMA query_only = ON;");

    /// <summary>The writer's own. FULL waits for the disk at each commit: an acknowledged row survives the loss of power.</summary>
    internal SqliteConnection OpenWriter()
        => Open(
            StringOf(SqliteOpenMode.ReadWrite, isPooled: false),
            Common + "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; "
                + "PRAGMA wal_autocheckpoint = 1000; PRAGMA journal_size_limit = 67108864;");

    public void Dispose()
    {
        using var any = new SqliteConnection(ReadingString);
        SqliteConnection.ClearPool(any);
    }

    /// <summary>Moves all of the log into the file; only the writer's thread may call it.</summary>
    internal static void Checkpoint(SqliteConnection writer) => Run(writer, "PRAGMA wal_checkpoint(TRUNCATE);");

    internal static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open(string connectionString, string pragmas)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle!, (int)_busyWait.TotalMilliseconds);
            Run(connection, pragmas);
            return connection;
        }
        catch (SqliteException failure)
        {
            connection.Dispose();
            throw (Exception?)StorageException.From(failure) ?? failure;
        }
    }

    private string StringOf(SqliteOpenMode mode, bool isPooled) => new SqliteConnectionStringBuilder
    {
        DataSource = FilePath,
        Mode = mode,
        Pooling = isPooled,
        ForeignKeys = true,
        DefaultTimeout = Math.Max(1, (int)_busyWait.TotalSeconds),
    }.ToString();
}
