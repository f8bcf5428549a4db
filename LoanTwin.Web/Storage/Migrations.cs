using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LoanTwin.Web.Storage;

/// <summary>
/// Brings the schema up to date: one transaction a step, its checksum kept and compared at every start. EF's migrator is not used: its lock is
/// a row, which a killed migration leaves behind for ever.
/// </summary>
internal sealed class Migrations(IReadOnlyList<Step> steps, TimeProvider clock, Faults faults)
{
    /// <summary>"LTwn" in the header of the file says whose it is.</summary>
    public const long ApplicationId = 0x4C54776E;

    private const string StepsTable =
        "CREATE TABLE IF NOT EXISTS schema_steps (number INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, sha256 BLOB NOT NULL, " +
        "applied_utc TEXT NOT NULL, seal BLOB NOT NULL) STRICT";

    public Migrations(TimeProvider clock, Faults faults)
        : this(Step.Known, clock, faults)
    {
    }

    /// <summary>Looks only. Throws <see cref="StorageFault.Refused"/> when the file is not ours, newer than this program, or has another history.</summary>
    public IReadOnlyList<Step> Missing(SqliteConnection connection)
    {
        var database = connection.Handle!;
        var file = Path.GetFileName(connection.DataSource);
        if (!TableShape.NamesOf(database).Contains("schema_steps"))
        {
            throw StorageException.Refused($"{file} is a SQLite database but not one of LoanTwin's: it has no table schema_steps.");
        }

        var applied = Applied(database);
        if (applied.Count > steps.Count)
        {
            throw StorageException.Refused(
                $"{file} has schema step {applied.Count} ({applied[^1].Name}); this LoanTwin knows {steps.Count}. Start the newer LoanTwin that wrote it.");
        }

        for (var i = 0; i < applied.Count; i++)
        {
            if (applied[i] is var (number, name, hash) && (number != steps[i].Number || name != steps[i].Name || !hash.AsSpan().SequenceEqual(steps[i].Sha256)))
            {
                throw StorageException.Refused($"{file}: schema step {number} ({name}) is not the one this LoanTwin knows under that number.");
            }
        }

        return [.. steps.Skip(applied.Count)];
    }

    /// <summary>Runs what is missing on the writer's connection.</summary>
    public void Run(SqliteConnection writer)
    {
        foreach (var step in Missing(writer))
        {
            Run(writer.Handle!, step);
        }
    }

    /// <summary>Makes a new database in whole or not at all: built beside its place, then renamed into it.</summary>
    public void Create(string path)
    {
        faults.Enter(Faults.Migration);
        var building = path + ".new";
        Delete(building); // of a start that was killed; nothing was ever acknowledged from it
        using (var connection = new SqliteConnection($"Data Source={building};Pooling=False"))
        {
            connection.Open();
            Start(connection.Handle!);
            Run(connection);
        }

        DurableFile.Flush(building);
        faults.Step("rename");
        File.Move(building, path);
    }

    /// <summary>The empty history that every database begins with.</summary>
    public static void Start(sqlite3 database)
        => Statement.RunScript(database, $"PRAGMA application_id = {ApplicationId}; {StepsTable};", Faults.None);

    public static byte[] SealOf(int number, string name, ReadOnlySpan<byte> sha256, string appliedUtc)
        => Seal.Write(new Seal().Begin("schema_steps").Add(number).Add(name).Add(CellKind.Bytes, sha256).Add(appliedUtc).Close());

    private void Run(sqlite3 database, Step step)
    {
        faults.Enter(Faults.Migration);
        Statement.RunScript(database, "BEGIN EXCLUSIVE", faults);
        try
        {
            Statement.RunScript(database, step.Sql, faults);
            Record(database, step);
            Statement.RunScript(database, "COMMIT", faults);
        }
        catch
        {
            raw.sqlite3_exec(database, "ROLLBACK");
            throw;
        }
    }

    private void Record(sqlite3 database, Step step)
    {
        var utc = Utc.Text(clock.GetUtcNow());
        using var insert = new Statement(database, "INSERT INTO schema_steps VALUES (?1, ?2, ?3, ?4, ?5)", faults);
        insert.BindAll(step.Number, step.Name, step.Sha256, utc, SealOf(step.Number, step.Name, step.Sha256, utc)).Run();
    }

    private static List<(int Number, string Name, byte[] Hash)> Applied(sqlite3 database)
    {
        using var rows = new Statement(database, "SELECT number, name, sha256 FROM schema_steps ORDER BY number", Faults.None);
        var applied = new List<(int, string, byte[])>();
        while (rows.Next())
        {
            applied.Add(((int)rows.Whole(0), rows.Text(1), rows.Bytes(2).ToArray()));
        }

        return applied;
    }

    private static void Delete(string path)
    {
        foreach (var ending in new[] { "", "-journal", "-wal", "-shm" })
        {
            File.Delete(path + ending);
        }
    }
}
