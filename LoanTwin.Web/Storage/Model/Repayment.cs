namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>repayments</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class Repayment
{
    public required long LoanId { get; init; }

    public required int Day { get; init; }

    public required int Number { get; init; }

    public required string Kind { get; init; }

    public required long PaidCents { get; init; }

    public required long PrincipalCents { get; init; }

    public required long InterestCents { get; init; }

    public required long FeesCents { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
