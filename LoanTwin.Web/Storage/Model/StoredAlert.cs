namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>alerts</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class StoredAlert
{
    public required long Id { get; init; }

    public required long RuleId { get; init; }

    public required int RuleVersion { get; init; }

    public required string Status { get; init; }

    public required int FiredDay { get; init; }

    public int? ResolvedDay { get; init; }

    public double? Value { get; init; }

    public double? TriggerValue { get; init; }

    public double? Peak { get; init; }

    public string? AcknowledgedBy { get; init; }

    public int? SnoozedUntil { get; init; }

    public string? AssignedTo { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
