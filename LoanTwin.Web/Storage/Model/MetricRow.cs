namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>metric_rows</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class MetricRow
{
    public required int Day { get; init; }

    public required string Key { get; init; }

    public required string Scope { get; init; }

    public double? Value { get; init; }

    public required long CommitSequence { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
