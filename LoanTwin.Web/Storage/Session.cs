using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LoanTwin.Web.Storage;

/// <summary>The writer's connection with its prepared statements and the transaction that runs on it. One thread, the writer's.</summary>
internal sealed class Session : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Faults _faults;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Table> _tables;
    private int _openDay;

    public Session(Database database, Faults faults)
    {
        _faults = faults;
        _connection = database.OpenWriter();
        _tables = TableShape.Of(Handle).ToDictionary(shape => shape.Name, shape => new Table(this, shape), StringComparer.Ordinal);
        Day = _openDay = Digests.OpenDay(this);
    }

    /// <summary>The day whose digest the rows written now belong to.</summary>
    public int Day { get; private set; }

    private sqlite3 Handle => _connection.Handle!;

    /// <summary>False when SQLite has given up the whole transaction by itself, as it may on a full disk.</summary>
    private bool IsInTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    public Table Table(string name)
        => _tables.TryGetValue(name, out var table) ? table : throw new ArgumentException($"there is no table {name} under seal", nameof(name));

    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new Statement(Handle, sql, _faults);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    public void Begin()
    {
        _faults.Enter(Faults.Inbox);
        BeginAnything();
    }

    /// <summary>The transaction is a day's: its rows belong to that day, and the commit closes it.</summary>
    public void BeginDay(int day)
    {
        _faults.Enter(Faults.Day);
        BeginAnything();
        Day = day >= _openDay ? day : throw new ArgumentException($"day {day} is closed; the next is {_openDay} or later", nameof(day));
    }

    public void Commit(bool closesDay)
    {
        foreach (var table in _tables.Values.Where(table => !table.InCommit.IsNothing))
        {
            Digests.Add(this, table.Name, table.InCommit);
        }

        if (closesDay)
        {
            Digests.Close(this, Day);
        }

        Prepare("COMMIT").Run();
        _openDay = closesDay ? Day + 1 : _openDay;
        ForgetMovements();
        _faults.Step("acknowledge"); // here the rows are durable and nobody knows yet
    }

    public void Mark() => Prepare("SAVEPOINT work").Run();

    public void KeepWork(bool isMarked)
    {
        if (isMarked)
        {
            Prepare("RELEASE work").Run();
        }

        foreach (var table in _tables.Values)
        {
            table.KeepWork();
        }
    }

    /// <summary>Undoes one work and leaves its neighbours; false when the transaction is gone and they with it.</summary>
    public bool TryDropWork()
    {
        if (!IsInTransaction)
        {
            return false;
        }

        Prepare("ROLLBACK TO work").Run();
        Prepare("RELEASE work").Run();
        foreach (var table in _tables.Values)
        {
            table.DropWork();
        }

        return true;
    }

    /// <summary>Nothing of the transaction stays. Never throws: it runs while another failure is on its way.</summary>
    public void Rollback()
    {
        ForgetMovements();
        if (IsInTransaction)
        {
            raw.sqlite3_exec(Handle, "ROLLBACK");
        }
    }

    public void Checkpoint() => Database.Checkpoint(_connection);

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private void BeginAnything()
    {
        Day = _openDay;
        Prepare("BEGIN IMMEDIATE").Run();
    }

    private void ForgetMovements()
    {
        foreach (var table in _tables.Values)
        {
            table.Forget();
        }
    }
}
