namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>runs</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class StoredRun
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string Author { get; init; }

    public required string CreatedUtc { get; init; }

    public required int CheckpointDay { get; init; }

    public required int Day { get; init; }

    public int? PolicyVersion { get; init; }

    public string? ScenarioId { get; init; }

    public required long Seed { get; init; }

    public required string Versions { get; init; }

    public required byte[] InputsSha256 { get; init; }

    public string? Outcome { get; init; }

    public byte[]? OutcomeSha256 { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
