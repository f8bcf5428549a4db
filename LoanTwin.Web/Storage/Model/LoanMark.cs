namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>loan_marks</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class LoanMark
{
    public required long LoanId { get; init; }

    public required string Kind { get; init; }

    public required string Text { get; init; }

    public required string Author { get; init; }

    public required string Utc { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
