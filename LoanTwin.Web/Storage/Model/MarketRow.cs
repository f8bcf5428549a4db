namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>market_rows</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class MarketRow
{
    public required int Day { get; init; }

    public required string Factor { get; init; }

    public required double Value { get; init; }

    public required long CommitSequence { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
