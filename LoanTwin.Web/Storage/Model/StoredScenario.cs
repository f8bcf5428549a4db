namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>scenarios</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class StoredScenario
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Author { get; init; }

    public required string CreatedUtc { get; init; }

    public required string State { get; init; }

    public required string Body { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
