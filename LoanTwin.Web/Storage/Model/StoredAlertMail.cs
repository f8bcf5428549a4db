namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>alert_mails</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class StoredAlertMail
{
    public required long Id { get; init; }

    public long? AlertId { get; init; }

    public required string CreatedUtc { get; init; }

    public required string Subject { get; init; }

    public required string Body { get; init; }

    public required string State { get; init; }

    public required int Tries { get; init; }

    public required string NextUtc { get; init; }

    public string? SentUtc { get; init; }

    public string? Problem { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
