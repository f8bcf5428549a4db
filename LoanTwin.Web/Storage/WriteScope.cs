namespace LoanTwin.Web.Storage;

/// <summary>What a work sees while it runs inside the writer's transaction. Use it there only; it is nobody's outside.</summary>
internal sealed class WriteScope(Session session)
{
    /// <summary>The simulated day (day number of the calendar) that the rows written now count for.</summary>
    public int Day => session.Day;

    /// <summary>The number that the next committed day carries: what <c>knownAt</c> counts.</summary>
    public long CommitSequence => session.Prepare("SELECT max(commit_sequence) + 1 FROM days").WholeOrNothing() ?? 1;

    /// <summary>The writer of a table's rows, each under its seal. Nothing else may write to such a table.</summary>
    public Table Table(string name) => session.Table(name);

    /// <summary>A prepared statement that reads. Bind, step with Next, then Reset.</summary>
    public Statement Read(string sql) => session.Prepare(sql);
}
