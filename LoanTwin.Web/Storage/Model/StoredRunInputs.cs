namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>run_inputs</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class StoredRunInputs
{
    public required string RunId { get; init; }

    public required string Inputs { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
