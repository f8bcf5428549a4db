using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LoanTwin.Web.Storage;

/// <summary>
/// Recomputes every checksum that the database carries and lists what does not agree. SQLite's own check sees little: most flipped bits fall
/// inside the contents of a cell. Reads one consistent state while writes go on.
/// </summary>
internal sealed class Verification
{
    private readonly sqlite3 _database;
    private readonly List<Mismatch> _found = [];
    private readonly Seal _seal = new();

    private Verification(sqlite3 database) => _database = database;

    /// <summary>Everything: structure, schema, every row's seal, every day's digest, the chains, the checkpoints.</summary>
    public static IReadOnlyList<Mismatch> Run(Database database)
    {
        using var reader = database.OpenReader();
        return Run(reader);
    }

    public static IReadOnlyList<Mismatch> Run(SqliteConnection reader) => Look(reader, verification =>
    {
        verification.CheckStructure();
        verification.CheckReferences();
        verification.CheckSchema();
        verification.CheckDigests();
        verification.CheckTables();
        verification.CheckAudit();
        verification.CheckCheckpoints(newestOnly: false);
    });

    /// <summary>What a start can afford: structure, schema, the chains, the newest checkpoint; not every row.</summary>
    public static IReadOnlyList<Mismatch> RunQuick(SqliteConnection reader) => Look(reader, verification =>
    {
        verification.CheckStructure();
        verification.CheckSchema();
        verification.CheckDigests();
        verification.CheckCheckpoints(newestOnly: true);
    });

    private static List<Mismatch> Look(SqliteConnection reader, Action<Verification> look)
    {
        var verification = new Verification(reader.Handle!);
        Database.Run(reader, "BEGIN");
        try
        {
            look(verification);
        }
        catch (Exception failure) when (failure is StorageException or SqliteException)
        {
            verification.Find("database", null, null, $"unreadable: {failure.Message}");
        }
        finally
        {
            raw.sqlite3_exec(reader.Handle!, "ROLLBACK");
        }

        return verification._found;
    }

    private void CheckStructure()
        => Each("PRAGMA quick_check(20)", row =>
        {
            if (row.Text(0) != "ok")
            {
                Find("database", null, null, row.Text(0));
            }
        });

    private void CheckReferences()
        => Each("PRAGMA foreign_key_check", row => Find(row.Text(0), null, row.IsNothing(1) ? null : row.Text(1), $"names a row of {row.Text(2)} that is not there"));

    private void CheckSchema()
    {
        var known = Step.Known.ToDictionary(step => (long)step.Number);
        var applied = new List<Step>();
        Each("SELECT number, name, sha256, applied_utc, seal FROM schema_steps ORDER BY number", row =>
        {
            var (number, name) = (row.Whole(0), row.Text(1));
            if (!row.Bytes(4).SequenceEqual(Migrations.SealOf((int)number, name, row.Bytes(2), row.Text(3))))
            {
                Find("schema_steps", null, $"{number}", "differs from its seal");
            }

            if (known.TryGetValue(number, out var step) && step.Name == name && row.Bytes(2).SequenceEqual(step.Sha256))
            {
                applied.Add(step);
            }
            else
            {
                Find("schema_steps", null, $"{number}", "is not the step that this LoanTwin knows");
            }
        });
        CompareSchema(applied);
    }

    private void CompareSchema(List<Step> applied)
    {
        using var fresh = new SqliteConnection("Data Source=:memory:;Pooling=False");
        fresh.Open();
        Migrations.Start(fresh.Handle!);
        applied.ForEach(step => Statement.RunScript(fresh.Handle!, step.Sql, Faults.None));
        var (wanted, have) = (SchemaOf(fresh.Handle!), SchemaOf(_database));
        foreach (var name in wanted.Except(have).Concat(have.Except(wanted)).Select(item => item.Name).Distinct())
        {
            Find("sqlite_schema", null, name, "is not declared as the schema steps declare it");
        }
    }

    private static HashSet<(string Name, string Sql)> SchemaOf(sqlite3 database)
    {
        using var rows = new Statement(database, "SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'", Faults.None);
        var all = new HashSet<(string, string)>();
        while (rows.Next())
        {
            all.Add((rows.Text(0), rows.Text(1)));
        }

        return all;
    }

    private void CheckDigests()
    {
        var previous = Digests.Genesis;
        var isOpen = false;
        Each("SELECT day, table_name, added, removed, total, previous_sha256, sha256 FROM digests ORDER BY day, table_name", row =>
        {
            var (day, table) = (row.Whole(0), row.Text(1));
            var movement = new Movement(row.Whole(2), row.Whole(3), Seal.Read(row.Bytes(4)));
            var (link, hash) = (row.Bytes(5).ToArray(), row.Bytes(6).ToArray());
            var isClosed = !row.IsNothing(5);
            if (!hash.AsSpan().SequenceEqual(Digests.Hash(link, (int)day, table, movement)) || row.Bytes(4).Length != Seal.Size)
            {
                Find("digests", day, table, "differs from its hash");
            }
            else if (isClosed && (isOpen || !link.AsSpan().SequenceEqual(previous)))
            {
                Find("digests", day, table, "does not follow the one before it");
            }

            isOpen |= !isClosed;
            previous = isClosed ? hash : previous;
        });
    }

    private void CheckTables()
    {
        foreach (var shape in TableShape.Of(_database))
        {
            CompareWithDigests(shape.Name, CheckRows(shape));
        }
    }

    /// <summary>Every row against its seal; what the table holds by the day that wrote it.</summary>
    private Dictionary<long, Movement> CheckRows(TableShape shape)
    {
        var held = new Dictionary<long, Movement>();
        var width = shape.Columns.Length;
        Each(shape.AllSql, row =>
        {
            _seal.Begin(shape.Name);
            for (var i = 0; i <= width; i++)
            {
                _seal.Add(row, i); // the last one is the day
            }

            var seal = Seal.Read(row.Bytes(width + 1));
            if (_seal.Close() != seal || row.Bytes(width + 1).Length != Seal.Size)
            {
                Find(shape.Name, row.Whole(width), KeyOf(shape, row), "differs from its seal");
            }

            var day = row.Whole(width);
            held[day] = held.GetValueOrDefault(day).In(seal);
        });
        return held;
    }

    private void CompareWithDigests(string table, Dictionary<long, Movement> held)
    {
        var moved = new Dictionary<long, Movement>();
        Each($"SELECT day, added, removed, total FROM digests WHERE table_name = '{table}'", row =>
            moved[row.Whole(0)] = new Movement(row.Whole(1), row.Whole(2), Seal.Read(row.Bytes(3))));
        var (all, kept) = (Sum(moved.Values), Sum(held.Values));
        if (all.Total == kept.Total && all.Added - all.Removed == kept.Added)
        {
            return;
        }

        // Where rows only ever come in, the day says which; where rows also change, the total alone can speak.
        var days = all.Removed == 0 ? moved.Keys.Union(held.Keys).Where(day => moved.GetValueOrDefault(day) != held.GetValueOrDefault(day)).Order().ToList() : [];
        if (days.Count == 0)
        {
            Find(table, null, null, $"holds {kept.Added} rows, or others than those, where the digests count {all.Added - all.Removed}");
        }

        foreach (var day in days)
        {
            Find(table, day, null, $"holds {held.GetValueOrDefault(day).Added} rows, or others than those, where the digest counts {moved.GetValueOrDefault(day).Added}");
        }
    }

    private void CheckAudit()
    {
        var (expected, previous) = (1L, AuditTrail.Genesis);
        Each("SELECT sequence, utc, author, action, subject, detail, previous_sha256, sha256, written_day FROM audit ORDER BY sequence", row =>
        {
            var sequence = row.Whole(0);
            var hash = AuditTrail.Hash(row.Bytes(6), sequence, row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5));
            if (sequence != expected || !row.Bytes(6).SequenceEqual(previous) || !row.Bytes(7).SequenceEqual(hash))
            {
                Find("audit", row.Whole(8), $"{sequence}", "breaks the chain");
            }

            (expected, previous) = (sequence + 1, row.Bytes(7).ToArray());
        });
    }

    private void CheckCheckpoints(bool newestOnly)
        => Each($"SELECT day, kind, payload, sha256 FROM checkpoints {(newestOnly ? "WHERE day = (SELECT max(day) FROM checkpoints)" : "")}", row =>
        {
            if (!row.Bytes(3).SequenceEqual(SHA256.HashData(row.Bytes(2))))
            {
                Find("checkpoints", row.Whole(0), row.Text(1), "the payload differs from its hash");
            }
        });

    private static Movement Sum(IEnumerable<Movement> movements) => movements.Aggregate(default(Movement), (sum, next) => sum + next);

    private static string KeyOf(TableShape shape, Statement row)
        => string.Join("/", shape.Key.Select(at => row.KindOf(at) is CellKind.Text ? row.Text(at) : $"{row.Whole(at)}"));

    private void Each(string sql, Action<Statement> look)
    {
        using var rows = new Statement(_database, sql, Faults.None);
        while (rows.Next())
        {
            look(rows);
        }
    }

    private void Find(string table, long? day, string? row, string what) => _found.Add(new Mismatch(table, day, row, what));
}
