namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>checkpoints</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class StoredCheckpoint
{
    public required int Day { get; init; }

    public required string Kind { get; init; }

    public required byte[] Payload { get; init; }

    public required byte[] Sha256 { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
