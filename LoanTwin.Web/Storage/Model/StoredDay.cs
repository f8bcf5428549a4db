namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>days</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class StoredDay
{
    public required int Day { get; init; }

    public required long CommitSequence { get; init; }

    public byte[]? StateHash { get; init; }

    public required string Strip { get; init; }

    public required string Sheet { get; init; }

    public required long AppliedThrough { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
