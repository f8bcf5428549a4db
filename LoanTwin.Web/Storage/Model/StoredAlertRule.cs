namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>alert_rules</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class StoredAlertRule
{
    public required long Id { get; init; }

    public required int Version { get; init; }

    public required string State { get; init; }

    public required string Author { get; init; }

    public required string CreatedUtc { get; init; }

    public required string Body { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
