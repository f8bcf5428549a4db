using LoanTwin.Web.Storage;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Tests.Web.Storage;

public class VerificationTests
{
    [Fact]
    public async Task FilledStore_Verifies()
    {
        await using var store = await AStore.FilledAsync();

        Assert.Empty(store.Verify());
    }

    [Fact]
    public async Task TwoHundredRandomChangesOfOneValue_OverAllTables_AreAllFound()
    {
        await using var store = await AStore.FilledAsync();
        await store.CloseAsync();
        var sound = await File.ReadAllBytesAsync(store.DatabasePath);
        var luck = new Random(4);
        var columns = ColumnsOf(store);
        var touched = new HashSet<string>();
        var changes = Math.Max(200, columns.Count + 50);

        for (var n = 0; n < changes; n++)
        {
            await File.WriteAllBytesAsync(store.DatabasePath, sound);
            // Every column once, then at random.
            var (table, column) = n < columns.Count ? columns[n] : columns[luck.Next(columns.Count)];
            var change = Change(store, table, column, luck);

            using var database = new Database(store.DatabasePath);
            var found = Verification.Run(database);

            Assert.True(found.Count > 0, $"not found: {change}");
            Assert.Contains(found, mismatch => mismatch.Table == table || table is "digests" or "schema_steps");
            touched.Add(table);
        }

        Assert.Equal(columns.Select(column => column.Table).Distinct().Count(), touched.Count);
    }

    [Fact]
    public async Task ChangedCent_IsNamedByTableDayAndRow()
    {
        await using var store = await AStore.FilledAsync();
        using (var shell = store.Tamper())
        {
            AStore.Run(shell, $"UPDATE repayments SET paid_cents = paid_cents + 1 WHERE loan_id = 1 AND day = {AStore.FirstDay + 2}");
        }

        Assert.Equal(new Mismatch("repayments", AStore.FirstDay + 2, $"1/{AStore.FirstDay + 2}/1", "differs from its seal"), Assert.Single(store.Verify()));
    }

    [Theory]
    [InlineData("DELETE FROM repayments WHERE loan_id = 2", "repayments")]
    [InlineData("DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)", "audit")]
    [InlineData("DELETE FROM audit WHERE sequence = 2", "audit")]
    [InlineData("DELETE FROM jobs WHERE id = 'job 0'", "jobs")]
    [InlineData("DELETE FROM digests WHERE table_name = 'loans'", "loans")]
    [InlineData("INSERT INTO metric_rows SELECT day, key, 'forged', value, commit_sequence, written_day, seal FROM metric_rows LIMIT 1", "metric_rows")]
    [InlineData("UPDATE collateral SET id = id + 10", "collateral")]
    [InlineData("DELETE FROM customers WHERE id = 0", "loans")]
    [InlineData("DROP TRIGGER audit_rows_stay", "sqlite_schema")]
    [InlineData("DROP INDEX loans_status", "sqlite_schema")]
    [InlineData("CREATE TABLE extra (x)", "sqlite_schema")]
    public async Task Tampering_OfAnotherKind_IsFound(string sql, string table)
    {
        await using var store = await AStore.FilledAsync();
        using (var shell = store.Tamper())
        {
            AStore.Run(shell, sql);
        }

        Assert.Contains(store.Verify(), mismatch => mismatch.Table == table);
    }

    [Fact]
    public async Task Rows_OfTwoLoansWithTheirContentsSwapped_AreFound()
    {
        await using var store = await AStore.FilledAsync();
        using (var shell = store.Tamper())
        {
            AStore.Run(shell, "UPDATE collateral SET loan_id = 1 - loan_id WHERE loan_id < 2");
        }

        Assert.Equal(2, store.Verify().Count);
    }

    [Fact]
    public async Task RandomlyFlippedBits_InTheFile_AreNeverSilentInARow()
    {
        await using var store = await AStore.FilledAsync();
        await store.CloseAsync();
        var sound = await File.ReadAllBytesAsync(store.DatabasePath);
        var rows = await ContentsAsync(store);
        var luck = new Random(9);
        for (var n = 0; n < 100; n++)
        {
            var flipped = (byte[])sound.Clone();
            flipped[luck.Next(100, flipped.Length)] ^= (byte)(1 << luck.Next(8));
            await File.WriteAllBytesAsync(store.DatabasePath, flipped);

            // A bit in a free part of a page changes nothing that anybody reads.
            var isSilent = IsSilent(store);
            Assert.True(!isSilent || rows == await ContentsAsync(store), $"flip {n} changed a row and was not found");
        }
    }

    [Fact]
    public async Task AppendOnlyTables_RefuseAChangeByThemselves()
    {
        await using var store = await AStore.FilledAsync();
        using var shell = new SqliteConnection($"Data Source={store.DatabasePath};Pooling=False");
        shell.Open();

        Assert.Throws<SqliteException>(() => AStore.Run(shell, "UPDATE audit SET author = 'nobody'"));
        Assert.Throws<SqliteException>(() => AStore.Run(shell, "DELETE FROM audit"));
        Assert.Throws<SqliteException>(() => AStore.Run(shell, "UPDATE digests SET added = 0"));
        Assert.Throws<SqliteException>(() => AStore.Run(shell, "DELETE FROM digests"));
    }

    private static bool IsSilent(AStore store)
    {
        try
        {
            using var database = new Database(store.DatabasePath);
            return Verification.Run(database).Count == 0;
        }
        catch (StorageException)
        {
            return false;
        }
    }

    private static async Task<string> ContentsAsync(AStore store)
    {
        using var connection = new SqliteConnection($"Data Source={store.DatabasePath};Pooling=False;Mode=ReadOnly");
        await connection.OpenAsync();
        var all = new System.Text.StringBuilder();
        foreach (var table in TableShape.NamesOf(connection.Handle!))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                for (var i = 0; i < row.FieldCount; i++)
                {
                    all.Append(row.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : row.GetValue(i)).Append('|');
                }
            }
        }

        return all.ToString();
    }

    private static List<(string Table, string Column)> ColumnsOf(AStore store)
    {
        using var shell = store.Tamper();
        return [.. from table in TableShape.NamesOf(shell.Handle!)
                   from column in TableShape.ColumnsOf(shell.Handle!, table)
                   select (table, column.Name)];
    }

    private static string Change(AStore store, string table, string column, Random luck)
    {
        using var shell = store.Tamper();
        var (key, value) = Pick(shell, table, column, luck);
        var changed = value is DBNull && column.EndsWith("sha256", StringComparison.Ordinal) ? new byte[32] : Other(value, luck);
        try
        {
            return Set(shell, table, column, key, value, changed);
        }
        catch (SqliteException taken) when (taken.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT)
        {
            return Set(shell, table, column, key, value, value is long whole ? whole + 100_001 : $"{value}~"); // the first one is another row's key
        }
    }

    private static string Set(SqliteConnection shell, string table, string column, Dictionary<string, object> key, object value, object changed)
    {
        var where = string.Join(" AND ", key.Keys.Select(name => $"{name} = @k_{name}"));
        var values = key.Select(pair => ($"@k_{pair.Key}", (object?)pair.Value)).Append(("@value", changed)).ToArray();
        Assert.Equal(1, AStore.Run(shell, $"UPDATE {table} SET {column} = @value WHERE {where}", values));
        AStore.Run(shell, "PRAGMA wal_checkpoint(TRUNCATE)");
        return $"{table}.{column}: {value} -> {changed}";
    }

    private static (Dictionary<string, object> Key, object Value) Pick(SqliteConnection shell, string table, string column, Random luck)
    {
        var keys = TableShape.ColumnsOf(shell.Handle!, table).Where(item => item.Key > 0).Select(item => item.Name).ToList();
        using var command = shell.CreateCommand();
        // A closed digest's link may not become another one that is missing: pick a row that has a value where one exists.
        command.CommandText = $"SELECT {string.Join(", ", keys)}, {column} FROM {table} ORDER BY {column} IS NULL, {column}";
        using var rows = command.ExecuteReader();
        var all = new List<(Dictionary<string, object>, object)>();
        while (rows.Read())
        {
            all.Add((Enumerable.Range(0, keys.Count).ToDictionary(at => keys[at], rows.GetValue), rows.GetValue(keys.Count)));
        }

        Assert.NotEmpty(all);
        return all[luck.Next(all.Count)];
    }

    /// <summary>A value of the same type that is not this one.</summary>
    private static object Other(object value, Random luck) => value switch
    {
        long whole => whole + (luck.Next(2) == 0 ? 1 : 100_001), // a cent, or something large
        double real => double.BitIncrement(real),
        string text => text.Length == 0 ? "x" : text[..^1] + (char)(text[^1] + 1),
        byte[] bytes => Flip(bytes, luck),
        _ => luck.Next(1, 1000), // the column is empty, and takes a number in any type but BLOB
    };

    private static byte[] Flip(byte[] bytes, Random luck)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[luck.Next(bytes.Length)] ^= (byte)(1 << luck.Next(8));
        return flipped;
    }
}
