namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>alert_states</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class StoredAlertState
{
    public required long RuleId { get; init; }

    public required int Day { get; init; }

    public long? AlertId { get; init; }

    public required string Body { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
