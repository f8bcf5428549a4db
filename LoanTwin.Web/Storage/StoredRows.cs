using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Storage;

/// <summary>A question of a reader, answered row by row.</summary>
internal static class StoredRows
{
    /// <summary>All rows at once; a value of nothing is NULL.</summary>
    public static List<T> Read<T>(this SqliteConnection reader, string sql, Func<SqliteDataReader, T> of, params IEnumerable<(string Name, object? Value)> values)
    {
        using var command = reader.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        using var row = command.ExecuteReader();
        var rows = new List<T>();
        while (row.Read())
        {
            rows.Add(of(row));
        }

        return rows;
    }
}
