namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>employment</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class Employment
{
    public required long Id { get; init; }

    public required long CustomerId { get; init; }

    public required string Employer { get; init; }

    public required string Profession { get; init; }

    public required string Kind { get; init; }

    public required long AnnualIncomeCents { get; init; }

    public required int FromDay { get; init; }

    public int? ToDay { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
