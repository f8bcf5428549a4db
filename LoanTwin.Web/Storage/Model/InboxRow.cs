namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>inbox</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class InboxRow
{
    public required long Sequence { get; init; }

    public required string ReceivedUtc { get; init; }

    public required string Author { get; init; }

    public string? IdempotencyKey { get; init; }

    public required byte[] BodySha256 { get; init; }

    public required string Kind { get; init; }

    public required string Body { get; init; }

    public required string State { get; init; }

    public int? AppliedDay { get; init; }

    public string? Answer { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
