namespace LoanTwin.Web.Storage;

/// <summary>One place where the database is not what was written: the table, the day and the row as far as they are known.</summary>
internal sealed record Mismatch(string Table, long? Day, string? Row, string What)
{
    public override string ToString() => $"{Table}{(Day is { } day ? $", day {day}" : "")}{(Row is { } row ? $", row {row}" : "")}: {What}";
}
