namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>customers</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class Customer
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Region { get; init; }

    public required string Ownership { get; init; }

    public required int CreditScore { get; init; }

    public required int SinceDay { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
