namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>loans</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class StoredLoan
{
    public required long Id { get; init; }

    public required long CustomerId { get; init; }

    public long? ApplicationId { get; init; }

    public required string Product { get; init; }

    public required string Region { get; init; }

    public required string Purpose { get; init; }

    public required int OriginationDay { get; init; }

    public required int TermMonths { get; init; }

    public required long AmountCents { get; init; }

    public required int AnnualRate { get; init; }

    public required int OriginationScore { get; init; }

    public required string Status { get; init; }

    public required int DaysPastDue { get; init; }

    public required long BalanceCents { get; init; }

    public int? ClosedDay { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
