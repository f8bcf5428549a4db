namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>applications</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class StoredApplication
{
    public required long Id { get; init; }

    public required int Day { get; init; }

    public required string Product { get; init; }

    public required long AmountCents { get; init; }

    public required int TermMonths { get; init; }

    public required string Decision { get; init; }

    public string? Reasons { get; init; }

    public int? OfferedRate { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
