namespace LoanTwin.Web.Storage;

/// <summary>
/// Writes rows of one table, each under its seal, and keeps count for the day's digest. Cells come in the declared order of the columns,
/// without the last two, <c>written_day</c> and <c>seal</c>, which are added here. Valid inside the running work alone.
/// </summary>
internal sealed class Table
{
    private readonly Session _session;
    private readonly TableShape _shape;
    private readonly Seal _seal = new();
    private readonly Cell[] _row;

    public Table(Session session, TableShape shape)
    {
        (_session, _shape) = (session, shape);
        _row = new Cell[shape.Columns.Length];
    }

    public string Name => _shape.Name;

    /// <summary>Of the work that is running.</summary>
    public Movement InWork { get; private set; }

    /// <summary>Of the works before it in the same commit.</summary>
    public Movement InCommit { get; private set; }

    public void Insert(params ReadOnlySpan<Cell> cells)
    {
        Take(cells);
        var seal = Write(_session.Prepare(_shape.InsertSql));
        InWork = InWork.In(seal);
    }

    /// <summary>Inserts the row, or puts it in the place of the one with the same key.</summary>
    public void Put(params ReadOnlySpan<Cell> cells)
    {
        Take(cells);
        if (OldSeal() is { } old)
        {
            InWork = InWork.Out(old).In(Write(_session.Prepare(_shape.UpdateSql)));
        }
        else
        {
            InWork = InWork.In(Write(_session.Prepare(_shape.InsertSql)));
        }
    }

    /// <summary>Changes some cells of the row with this key; false when there is none.</summary>
    public bool Change(ReadOnlySpan<Cell> key, params ReadOnlySpan<(string Column, Cell Value)> changes)
    {
        if (!Load(key, out var old))
        {
            return false;
        }

        foreach (var (name, value) in changes)
        {
            var at = _shape.Ordinal(name);
            _row[at] = value.For(_shape.Columns[at]);
        }

        InWork = InWork.Out(old).In(Write(_session.Prepare(_shape.UpdateSql)));
        return true;
    }

    /// <summary>Takes the row with this key out; false when there is none.</summary>
    public bool Delete(params ReadOnlySpan<Cell> key)
    {
        if (!Load(key, out var old))
        {
            return false;
        }

        _session.Prepare(_shape.DeleteSql).BindAll(key).Run();
        InWork = InWork.Out(old);
        return true;
    }

    public void KeepWork() => (InCommit, InWork) = (InCommit + InWork, default);

    public void DropWork() => InWork = default;

    public void Forget() => (InCommit, InWork) = (default, default);

    private void Take(ReadOnlySpan<Cell> cells)
    {
        if (cells.Length != _row.Length)
        {
            throw new ArgumentException($"{Name} has {_row.Length} columns to fill, not {cells.Length}", nameof(cells));
        }

        for (var i = 0; i < cells.Length; i++)
        {
            _row[i] = cells[i].For(_shape.Columns[i]);
        }
    }

    private UInt128 Write(Statement statement)
    {
        _seal.Begin(Name);
        for (var i = 0; i < _row.Length; i++)
        {
            _seal.Add(_row[i]);
            statement.Bind(i + 1, _row[i]);
        }

        var seal = _seal.Add(_session.Day).Close();
        statement.Bind(_row.Length + 1, _session.Day).Bind(_row.Length + 2, Seal.Write(seal)).Run();
        return seal;
    }

    private UInt128? OldSeal()
    {
        var find = _session.Prepare(_shape.FindSealSql);
        for (var i = 0; i < _shape.Key.Length; i++)
        {
            find.Bind(i + 1, _row[_shape.Key[i]]);
        }

        try
        {
            return find.Next() ? Seal.Read(find.Bytes(0)) : null;
        }
        finally
        {
            find.Reset();
        }
    }

    private bool Load(ReadOnlySpan<Cell> key, out UInt128 seal)
    {
        var find = _session.Prepare(_shape.FindSql).BindAll(key);
        try
        {
            if (!find.Next())
            {
                seal = default;
                return false;
            }

            for (var i = 0; i < _row.Length; i++)
            {
                _row[i] = find.Cell(i);
            }

            seal = Seal.Read(find.Bytes(_row.Length + 1));
            return true;
        }
        finally
        {
            find.Reset();
        }
    }
}
