namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>audit</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class AuditRow
{
    public required long Sequence { get; init; }

    public required string Utc { get; init; }

    public required string Author { get; init; }

    public required string Action { get; init; }

    public required string Subject { get; init; }

    public required string Detail { get; init; }

    public required byte[] PreviousSha256 { get; init; }

    public required byte[] Sha256 { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
