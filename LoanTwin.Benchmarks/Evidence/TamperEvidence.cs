using LoanTwin.Benchmarks.Running;
using LoanTwin.Web.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 4: one value changed behind the program's back, in any table, and whether the verification sees it.</summary>
internal static class TamperEvidence
{
    private const int Changes = 200;
    private const int Loans = 250;
    private const int Days = 60;

    public static EvidenceLine Line(Options options)
    {
        using var scratch = new Scratch();
        LiveAsync(scratch.Below("0"), options.Seed).GetAwaiter().GetResult();
        Scratch.Copy(scratch.Below("0"), scratch.Below("1"));
        var halves = new Half[2];
        Parallel.For(0, 2, i => halves[i] = Tamper(scratch.Below($"{i}"), new Random((int)options.Seed + i), Changes / 2));
        var (tried, missed) = (halves.Sum(half => half.Tried), halves.SelectMany(half => half.Missed).ToArray());
        var byTable = halves.SelectMany(half => half.ByTable).GroupBy(entry => entry.Key).ToDictionary(group => group.Key, group => group.Sum(entry => entry.Value));
        var wasSound = halves.All(half => half.WasSound);
        return new(
            4,
            $"{Changes} single values changed at random over every table of a real twin after {Days} days with events: each found by the verification, and nothing found once it is put back",
            new { tried, found = tried - missed.Length, missed, byTable, soundBefore = wasSound, soundAfter = halves.All(half => half.IsSoundAgain) },
            new { tried = Changes, missed = 0 },
            tried >= Changes && missed.Length == 0 && wasSound && halves.All(half => half.IsSoundAgain));
    }

    private static async Task LiveAsync(string folder, ulong seed)
    {
        var luck = new Random((int)seed);
        await using var program = await TwinProgram.StartAsync(folder, Loans, seed);
        for (var day = 0; day < Days; day += 5)
        {
            for (var i = 0; i < 5; i++)
            {
                await program.PostAsync("/api/events", KillCampaign.AnEvent(luck, Loans), $"{day}-{i}");
            }

            await program.StepAsync(5);
        }

        await program.StopAsync();
    }

    private static Half Tamper(string folder, Random luck, int changes)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(folder, "twin.db")};Pooling=False;Foreign Keys=False");
        database.Open();
        raw.sqlite3_db_config(database.Handle, raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, out _);
        Run(database, "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF;");
        var tables = Names(database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").Where(table => Number(database, $"SELECT count(*) FROM {table}") > 0).ToList();
        var half = new Half(Verification.Run(database).Count == 0, [], []);
        while (half.Tried < changes)
        {
            // Half of the changes go to money and measures, where a cent would hide best.
            var table = tables[luck.Next(tables.Count)];
            if (Change.Choose(database, table, luck) is not { } change || !change.TryMake(database))
            {
                continue;
            }

            half.Tried++;
            half.ByTable[table] = half.ByTable.GetValueOrDefault(table) + 1;
            if (Verification.Run(database).Count == 0)
            {
                half.Missed.Add($"{table}.{change.Column}: {change.Old} became {change.New}");
            }

            change.Undo(database);
        }

        half.IsSoundAgain = Verification.Run(database).Count == 0;
        return half;
    }

    private static List<string> Names(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        var names = new List<string>();
        while (row.Read())
        {
            names.Add(row.GetString(0));
        }

        return names;
    }

    private static long Number(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed record Half(bool WasSound, Dictionary<string, int> ByTable, List<string> Missed)
    {
        public int Tried { get; set; }

        public bool IsSoundAgain { get; set; }
    }

    /// <summary>One value of one row, as it was and as it will be. The row is found again by its key.</summary>
    private sealed record Change(string Table, string Column, Dictionary<string, object> Key, object Old, object New)
    {
        public static Change? Choose(SqliteConnection database, string table, Random luck)
        {
            var columns = Names(database, $"SELECT name FROM pragma_table_info('{table}')");
            var keys = Names(database, $"SELECT name FROM pragma_table_info('{table}') WHERE pk > 0");
            var money = columns.Where(name => name.EndsWith("_cents", StringComparison.Ordinal) || name == "value").ToList();
            var column = money.Count > 0 && luck.Next(2) == 0 ? money[luck.Next(money.Count)] : columns[luck.Next(columns.Count)];
            var at = luck.NextInt64(Number(database, $"SELECT count(*) FROM {table}"));
            using var command = database.CreateCommand();
            command.CommandText = $"SELECT {column}, {string.Join(", ", keys)} FROM {table} LIMIT 1 OFFSET {at}";
            using var row = command.ExecuteReader();
            return row.Read() && Other(row.GetValue(0), luck) is { } other
                ? new(table, column, keys.Select((key, i) => (key, Value: row.GetValue(i + 1))).ToDictionary(entry => entry.key, entry => entry.Value), row.GetValue(0), other)
                : null;
        }

        /// <summary>False where the change would break a key, which nobody could make.</summary>
        public bool TryMake(SqliteConnection database)
        {
            try
            {
                return Write(database, Key, New);
            }
            catch (SqliteException)
            {
                return false;
            }
        }

        public void Undo(SqliteConnection database)
            => Write(database, Key.ToDictionary(entry => entry.Key, entry => entry.Key == Column ? New : entry.Value), Old);

        private bool Write(SqliteConnection database, Dictionary<string, object> key, object value)
        {
            using var command = database.CreateCommand();
            command.CommandText = $"UPDATE {Table} SET {Column} = $new_value WHERE {string.Join(" AND ", key.Keys.Select(name => $"{name} = ${name}"))}";
            command.Parameters.AddWithValue("$new_value", value);
            foreach (var (name, part) in key)
            {
                command.Parameters.AddWithValue($"${name}", part);
            }

            return command.ExecuteNonQuery() == 1;
        }

        private static object? Other(object value, Random luck)
        {
            switch (value)
            {
                case long number:
                    return number + (luck.Next(2) == 0 ? 1 : -1);
                case double number:
                    return number + .01 == number ? Math.BitIncrement(number) : number + .01;
                case string { Length: > 0 } text:
                    var at = luck.Next(text.Length);
                    return $"{text[..at]}{(text[at] == '7' ? '8' : '7')}{text[(at + 1)..]}";
                case byte[] { Length: > 0 } bytes:
                    var copy = (byte[])bytes.Clone();
                    copy[luck.Next(copy.Length)] ^= (byte)(1 << luck.Next(8));
                    return copy;
                default:
                    return null;
            }
        }
    }
}
