namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>policies</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class PolicyVersion
{
    public required int Version { get; init; }

    public required int EffectiveDay { get; init; }

    public required string Author { get; init; }

    public required string CreatedUtc { get; init; }

    public required string Body { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
