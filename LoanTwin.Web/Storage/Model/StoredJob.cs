namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>jobs</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class StoredJob
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string Author { get; init; }

    public string? RunId { get; init; }

    public required string State { get; init; }

    public required string QueuedUtc { get; init; }

    public string? StartedUtc { get; init; }

    public string? EndedUtc { get; init; }

    public required int BlocksDone { get; init; }

    public required int BlocksTotal { get; init; }

    public string? Problem { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
