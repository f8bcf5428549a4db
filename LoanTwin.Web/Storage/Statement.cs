using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LoanTwin.Web.Storage;

/// <summary>A prepared statement, straight on SQLite: parameters from 1, columns from 0, nothing boxed. Belongs to one connection and one thread.</summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly Faults _faults;

    public Statement(sqlite3 database, string sql, Faults faults)
    {
        (_database, _faults) = (database, faults);
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        Name = sql.Length <= 40 ? sql : sql[..40];
    }

    public string Name { get; }

    public Statement Bind(int at, Cell cell)
    {
        Check(cell.Kind switch
        {
            CellKind.Whole => raw.sqlite3_bind_int64(_statement, at, cell.Whole),
            CellKind.Real => raw.sqlite3_bind_double(_statement, at, cell.Real),
            CellKind.Text => raw.sqlite3_bind_text(_statement, at, (string)cell.Reference!),
            CellKind.Bytes => raw.sqlite3_bind_blob(_statement, at, (byte[])cell.Reference!),
            _ => raw.sqlite3_bind_null(_statement, at),
        });
        return this;
    }

    public Statement Bind(int at, ReadOnlySpan<byte> bytes)
    {
        Check(raw.sqlite3_bind_blob(_statement, at, bytes));
        return this;
    }

    /// <summary>Binds from 1 on.</summary>
    public Statement BindAll(params ReadOnlySpan<Cell> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            Bind(i + 1, cells[i]);
        }

        return this;
    }

    /// <summary>All rows of a statement that has been bound; it is ready to be asked again.</summary>
    public static List<T> ReadAll<T>(Statement rows, Func<Statement, T> of)
    {
        var all = new List<T>();
        try
        {
            while (rows.Next())
            {
                all.Add(of(rows));
            }
        }
        finally
        {
            rows.Reset();
        }

        return all;
    }

    /// <summary>To the end, for a statement that writes.</summary>
    public void Run()
    {
        _faults.Step(Name);
        try
        {
            while (Next())
            {
            }
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The next row, if there is one. Reset when done with it.</summary>
    public bool Next()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(code);
        }

        return code == raw.SQLITE_ROW;
    }

    public void Reset() => raw.sqlite3_reset(_statement); // its code only repeats what step has told

    /// <summary>The first column of the first row.</summary>
    public long? WholeOrNothing()
    {
        try
        {
            return Next() && !IsNothing(0) ? Whole(0) : null;
        }
        finally
        {
            Reset();
        }
    }

    public bool IsNothing(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Whole(int column) => raw.sqlite3_column_int64(_statement, column);

    public double Real(int column) => raw.sqlite3_column_double(_statement, column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>The stored bytes of a text or blob; gone with the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public CellKind KindOf(int column) => raw.sqlite3_column_type(_statement, column) switch
    {
        raw.SQLITE_INTEGER => CellKind.Whole,
        raw.SQLITE_FLOAT => CellKind.Real,
        raw.SQLITE_TEXT => CellKind.Text,
        raw.SQLITE_BLOB => CellKind.Bytes,
        _ => CellKind.Nothing,
    };

    public Cell Cell(int column) => KindOf(column) switch
    {
        CellKind.Whole => Whole(column),
        CellKind.Real => Real(column),
        CellKind.Text => Text(column),
        CellKind.Bytes => Bytes(column).ToArray(),
        _ => default,
    };

    public void Dispose() => _statement.Dispose();

    /// <summary>Runs every statement of a script; the seam is told before each.</summary>
    public static void RunScript(sqlite3 database, string script, Faults faults)
    {
        var rest = script;
        while (rest.Trim().Length > 0)
        {
            faults.Step("script");
            Check(database, raw.sqlite3_prepare_v2(database, rest, out var statement, out var tail));
            using (statement)
            {
                if (!statement.IsInvalid) // a closing comment compiles to nothing
                {
                    var code = raw.sqlite3_step(statement);
                    Check(database, code is raw.SQLITE_ROW or raw.SQLITE_DONE ? raw.SQLITE_OK : code);
                }
            }

            rest = tail;
        }
    }

    private void Check(int code) => Check(_database, code);

    private static void Check(sqlite3 database, int code)
    {
        if (code != raw.SQLITE_OK)
        {
            var failure = new SqliteException(
                $"{raw.sqlite3_errmsg(database).utf8_to_string()} ({code})", code & 0xFF, raw.sqlite3_extended_errcode(database));
            throw (Exception?)StorageException.From(failure) ?? failure;
        }
    }
}
