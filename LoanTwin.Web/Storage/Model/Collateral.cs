namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>collateral</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class Collateral
{
    public required long Id { get; init; }

    public required long LoanId { get; init; }

    public required string Kind { get; init; }

    public required long ValueCents { get; init; }

    public required int ValuedDay { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
