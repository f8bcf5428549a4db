namespace LoanTwin.Web.Storage.Model;

/// <summary>One row of <c>registered_customers</c>, for reading; rows are written by <see cref="Table"/>.</summary>
internal sealed class RegisteredCustomer
{
    public required long Id { get; init; }

    public required string FullName { get; init; }

    public required string Email { get; init; }

    public required string Employer { get; init; }

    public required string Profession { get; init; }

    public required string Kind { get; init; }

    public required long MonthlyIncomeCents { get; init; }

    public required string Author { get; init; }

    public required string Utc { get; init; }

    public required int WrittenDay { get; init; }

    public required byte[] Seal { get; init; }
}
