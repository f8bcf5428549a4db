using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Population;
using LoanTwin.Web.Api;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Queries;

/// <summary>One loan as lists show it: the fields that filters and orders name.</summary>
/// <param name="ExpectedLossChange">Since the last month end that is kept, in USD; null for a loan that was not there then.</param>
internal sealed record LoanItem(
    long Id, string Shown, long CustomerId, string Product, string Region, string Status, bool Active, int DaysPastDue, decimal Balance, decimal OriginalAmount, double Rate, int Term,
    int RemainingTerm, int Score, double Dti, double? Ltv, int Grade, double Pd12, double Lgd, decimal ExpectedLoss, DateOnly OriginationDay, DateOnly? NextDue, double? Utilisation, double? ExpectedLossChange)
{
    private static readonly LoanField Dtis = LoanField.Find("dti")!;
    private static readonly LoanField Ltvs = LoanField.Find("ltv")!;
    private static readonly LoanField Utilisations = LoanField.Find("utilisation")!;
    private static readonly LoanField Pds = LoanField.Find("pd12")!;
    private static readonly LoanField Lgds = LoanField.Find("lgd")!;
    private static readonly LoanField Changes = LoanField.Find("expectedLossChange")!;

    public static LoanItem Of(BookView view, Shelf shelf, int row)
    {
        var loan = view.LoanAt(shelf, row);
        return new(
            loan.Id, LoanIdRoute.Shown(loan.Id), shelf.Fixed.CustomerId[row], loan.Product, Traits.Regions[shelf.Fixed.Region[row]], loan.Status.Key(), shelf.IsActive(row),
            LoanField.DaysPastDueOf(shelf, row, view.Day), Cents.ToDollars(loan.Balance), Cents.ToDollars(loan.OriginalAmount), (double)loan.AnnualRate / AnnualRate.One, loan.Term,
            loan.RemainingTerm, loan.Score, Dtis.Read(view, shelf, row), OrNothing(Ltvs.Read(view, shelf, row)), loan.Grade, Pds.Read(view, shelf, row), Lgds.Read(view, shelf, row),
            Cents.ToDollars((long)Math.Round(view.RiskAt(shelf, row).ExpectedLoss)), Day(loan.OriginationDay), loan.NextDue is { } due ? Day(due) : null, OrNothing(Utilisations.Read(view, shelf, row)),
            OrNothing(Changes.Read(view, shelf, row)));
    }

    private static double? OrNothing(double value) => double.IsNaN(value) ? null : value;

    private static DateOnly Day(int day) => DateOnly.FromDayNumber(day);
}

/// <summary>The sums of all loans that pass the filter, not of the page alone. Means are over loans.</summary>
internal sealed record AggregatesView(int Count, decimal Balance, double MeanRate, double MeanScore)
{
    public static AggregatesView Of(in SelectionSums sums) => new(sums.Count, Cents.ToDollars(sums.Balance), Math.Round(sums.MeanRate, 8), Math.Round(sums.MeanScore, 4));
}

internal sealed record LoansView(DateOnly Day, long View, string Currency, int Total, AggregatesView Aggregates, LoanItem[] Loans, string? NextCursor);

/// <summary>Who owes: a synthetic person, and the work stated on the application.</summary>
internal sealed record BorrowerView(long Id, string Name, string Region, string Ownership, string Employer, string Profession, string EmploymentKind, int EmploymentMonths, decimal AnnualIncome)
{
    public static BorrowerView Of(Shelf shelf, int row)
    {
        var customer = Customer.Of(shelf, row);
        var work = customer.Employment;
        return new(customer.Id, customer.Name, customer.Region, customer.Ownership, work.Employer, work.Profession, work.Kind.ToString(), work.Months, Math.Round((decimal)work.Income, 2));
    }
}

/// <summary>What secures a loan: its value when the loan was made and today, by the index of the product.</summary>
internal sealed record CollateralView(string Kind, decimal ValueAtOrigination, decimal ValueNow, double Ltv)
{
    public static CollateralView? Of(BookView view, Shelf shelf, int row)
    {
        if (shelf.Fixed.CollateralValue[row] == 0)
        {
            return null;
        }

        var value = shelf.Fixed.ValueUnits[row] * view.Outlooks[shelf.Place].ValueIndex;
        return new(
            shelf.Product.ValueFollowsHousePrices ? "home" : shelf.Product.Key, Cents.ToDollars(shelf.Fixed.CollateralValue[row]), Cents.ToDollars((long)Math.Round(value)),
            Math.Round(shelf.Moving.Balance[row] / value, 6));
    }
}

/// <summary>The risk of one loan with its parts: expectedLoss = pd12 x terminationShare x lgd x exposureAtDefault.</summary>
internal sealed record RiskView(double Pd12, double TerminationShare, double Lgd, decimal ExposureAtDefault, decimal ExpectedLoss)
{
    public static RiskView Of(BookView view, Shelf shelf, int row)
    {
        var risk = view.RiskAt(shelf, row);
        return new(Math.Round(risk.Pd12, 6), risk.TerminationShare, Math.Round(risk.Lgd, 6), Cents.ToDollars((long)Math.Round(risk.Exposure)), Cents.ToDollars((long)Math.Round(risk.ExpectedLoss)));
    }
}

internal sealed record LoanDetail(
    DateOnly Day, long View, string Currency, LoanItem Loan, string StatusName, decimal Payment, decimal? CreditLimit, decimal Arrears, int InstalmentsOwed, DateOnly? OldestUnpaidDue, int Age,
    DateOnly? DefaultDay, double DtiAtOrigination, RiskView Risk, CollateralView? Collateral, BorrowerView Customer)
{
    /// <summary>Payment states as people call them.</summary>
    public static readonly IReadOnlyList<string> StatusNames = ["On time", "Grace period", "30 days late", "60 days late", "90 days late", "Defaulted", "Paid off", "Prepaid"];

    public static LoanDetail Of(BookView view, Shelf shelf, int row)
    {
        var loan = view.LoanAt(shelf, row);
        var isOver = !shelf.IsActive(row);
        return new(
            view.Date, view.Number, "USD", LoanItem.Of(view, shelf, row), StatusNames[(int)loan.Status], Cents.ToDollars(loan.Payment), loan.CreditLimit > 0 ? Cents.ToDollars(loan.CreditLimit) : null,
            isOver ? 0 : Cents.ToDollars(loan.Arrears), isOver ? 0 : loan.InstalmentsOwed, isOver ? null : Date(loan.OldestUnpaidDue), loan.Age, Date(loan.DefaultDay), Math.Round(loan.DtiAtOrigination, 6),
            RiskView.Of(view, shelf, row), CollateralView.Of(view, shelf, row), BorrowerView.Of(shelf, row));
    }

    private static DateOnly? Date(int? day) => day is { } number ? DateOnly.FromDayNumber(number) : null;
}
