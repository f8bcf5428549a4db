using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Population;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.SecondSource;

internal sealed record DeskEmployment(string EmployerName, string Profession, string EmploymentType, decimal MonthlyIncome);

/// <summary>
/// A customer. The address of a borrower ends in .example, which nobody owns: the people are synthetic. Who has registered and borrowed nothing
/// yet has neither region nor score.
/// </summary>
internal sealed record DeskCustomer(long CustomerId, string FullName, string Email, string? Region, int? CreditScore, DeskEmployment Employment)
{
    public static DeskCustomer Of(BookView view, LoanPlace place)
    {
        var shelf = view.Shelves[place.Shelf];
        var customer = Customer.Of(shelf, place.Row);
        var work = customer.Employment;
        return new(
            customer.Id, customer.Name, $"{customer.Name.Replace(' ', '.').ToLowerInvariant()}@customers.example", customer.Region, shelf.Fixed.Score[place.Row],
            new(work.Employer, work.Profession, work.Kind.ToString(), Math.Round((decimal)work.Income / 12, 2)));
    }
}

internal sealed record DeskCustomers(DateOnly Day, long View, DeskCustomer[] Customers, int Total, int Limit, int Offset);

/// <summary>A disbursed loan. The rate is in percent.</summary>
internal sealed record DeskLoan(
    long LoanId, long CustomerId, string Product, decimal LoanAmount, double InterestRate, int LoanTenureMonths, decimal MonthlyEmi, string LoanPurpose, DateOnly DisbursementDate, string Status,
    int DaysPastDue, decimal OutstandingAmount)
{
    public static DeskLoan Of(BookView view, Shelf shelf, int row)
    {
        var loan = view.LoanAt(shelf, row);
        return new(
            loan.Id, shelf.Fixed.CustomerId[row], loan.Product, Cents.ToDollars(loan.OriginalAmount), Math.Round(loan.AnnualRate / 1e5, 2), loan.Term, Cents.ToDollars(loan.Payment), PurposeOf(shelf, row),
            DateOnly.FromDayNumber(loan.OriginationDay), StatusOf(shelf, row), LoanField.DaysPastDueOf(shelf, row, view.Day), Cents.ToDollars(loan.Balance));
    }

    public static string PurposeOf(Shelf shelf, int row) => Traits.Purposes[Math.Min((int)shelf.Fixed.Purpose[row], Traits.Purposes.Length - 1)];

    /// <summary>The three words of the source: a loan in a terminal default is defaulted, one that was paid back in any way is closed.</summary>
    public static string StatusOf(Shelf shelf, int row) => (PaymentStatus)shelf.Moving.Status[row] switch
    {
        PaymentStatus.Default => "Defaulted",
        PaymentStatus.PaidOff or PaymentStatus.Prepaid => "Closed",
        _ => "Active",
    };
}

internal sealed record DeskLoans(DateOnly Day, long View, DeskLoan[] Loans, int Total, int Limit, int Offset);

/// <summary>An application. Approved ones that nobody took have no customer; the twin decides at once, so none is pending.</summary>
internal sealed record DeskApplication(
    long ApplicationId, DateOnly ApplicationDate, string Status, string Product, decimal LoanAmount, int LoanTenureMonths, double? InterestRate, long? CustomerId, string? LoanPurpose, string[] Reasons);

internal sealed record DeskApplications(DateOnly Day, DeskApplication[] Applications, int Total, int Limit, int Offset);

internal sealed record DeskHealth(string Status, string Database, DateOnly? Day);
