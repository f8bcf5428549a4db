namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>run_blocks</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class StoredRunBlock
{
    public required string RunId { get; init; }

    public required int Block { get; init; }

    public required byte[] Payload { get; init; }

    public required byte[] Sha256 { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
