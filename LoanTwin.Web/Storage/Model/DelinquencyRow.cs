namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>delinquency_history</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class DelinquencyRow
{
    public required long LoanId { get; init; }

    public required int Day { get; init; }

    public required string FromStatus { get; init; }

    public required string ToStatus { get; init; }

    public required int DaysPastDue { get; init; }

    public required long ArrearsCents { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
