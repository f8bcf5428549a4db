namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>digests</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class Digest
{
    public required int Day { get; init; }

    public required string TableName { get; init; }

    public required long Added { get; init; }

    public required long Removed { get; init; }

    public required byte[] Total { get; init; }

    public byte[]? PreviousSha256 { get; init; }

    public required byte[] Sha256 { get; init; }
}
