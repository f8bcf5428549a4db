using SQLitePCL;

namespace LoanTwin.Web.Storage;

/// <summary>A table under seal as the database itself declares it: any table with the columns <c>written_day</c> and <c>seal</c> is one.</summary>
internal sealed class TableShape
{
    public const string DayColumn = "written_day";
    public const string SealColumn = "seal";

    private readonly Dictionary<string, int> _ordinals;

    private TableShape(string name, IReadOnlyList<Column> columns)
    {
        Name = name;
        Columns = [.. columns.Where(column => column.Name is not (DayColumn or SealColumn))];
        _ordinals = Enumerable.Range(0, Columns.Length).ToDictionary(at => Columns[at].Name, StringComparer.Ordinal);
        Key = [.. Columns.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(column => _ordinals[column.Name])];
        var all = string.Join(", ", Columns.Select(column => column.Name).Append(DayColumn).Append(SealColumn));
        var marks = string.Join(", ", Enumerable.Range(1, Columns.Length + 2).Select(at => $"?{at}"));
        var keyByPlace = string.Join(" AND ", Key.Select((at, place) => $"{Columns[at].Name} = ?{place + 1}"));
        InsertSql = $"INSERT INTO {name} ({all}) VALUES ({marks})";
        UpdateSql = $"UPDATE {name} SET ({all}) = ({marks}) WHERE {string.Join(" AND ", Key.Select(at => $"{Columns[at].Name} = ?{at + 1}"))}";
        FindSql = $"SELECT {all} FROM {name} WHERE {keyByPlace}";
        FindSealSql = $"SELECT {SealColumn} FROM {name} WHERE {keyByPlace}";
        DeleteSql = $"DELETE FROM {name} WHERE {keyByPlace}";
        AllSql = $"SELECT {all} FROM {name}";
    }

    public string Name { get; }

    /// <summary>Without the two that the seal adds.</summary>
    public Column[] Columns { get; }

    /// <summary>Ordinals of the key's columns, in the key's order.</summary>
    public int[] Key { get; }

    public string InsertSql { get; }

    public string UpdateSql { get; }

    public string FindSql { get; }

    public string FindSealSql { get; }

    public string DeleteSql { get; }

    public string AllSql { get; }

    public int Ordinal(string column) => _ordinals.TryGetValue(column, out var at) ? at : throw new ArgumentException($"{Name} has no column {column}");

    /// <summary>All tables under seal, by name.</summary>
    public static IReadOnlyList<TableShape> Of(sqlite3 database)
        => [.. from name in NamesOf(database)
               let columns = ColumnsOf(database, name)
               where columns.Any(column => column.Name == SealColumn) && columns.Any(column => column.Name == DayColumn)
               select new TableShape(name, columns)];

    public static IReadOnlyList<Column> ColumnsOf(sqlite3 database, string table)
    {
        using var info = new Statement(database, "SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo(?1) ORDER BY cid", Faults.None);
        info.Bind(1, table);
        var columns = new List<Column>();
        while (info.Next())
        {
            columns.Add(new Column(info.Text(0), info.Text(1), info.Whole(2) == 1, (int)info.Whole(3)));
        }

        return columns;
    }

    public static IReadOnlyList<string> NamesOf(sqlite3 database)
    {
        using var names = new Statement(database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name", Faults.None);
        var all = new List<string>();
        while (names.Next())
        {
            all.Add(names.Text(0));
        }

        return all;
    }
}
