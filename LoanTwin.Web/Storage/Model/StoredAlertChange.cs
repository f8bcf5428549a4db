namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>alert_changes</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class StoredAlertChange
{
    public required long Sequence { get; init; }

    public required long AlertId { get; init; }

    public required int Day { get; init; }

    public required string Utc { get; init; }

    public required string Author { get; init; }

    public required string Kind { get; init; }

    public string? Text { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
