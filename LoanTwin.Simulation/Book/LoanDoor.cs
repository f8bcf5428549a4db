using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;

namespace LoanTwin.Simulation.Book;

/// <summary>The door of the book: every fault of a loan at once, each with the accepted range; nothing is clamped in silence.</summary>
public static class LoanDoor
{
    public const long HighestAmount = 2_000_000_000;
    public const int HighestRate = 4_000_000;
    public const int LongestTerm = 480;
    public const double HighestLtv = 10;

    /// <summary>Balance in cents times rate in 1e-7 times days stays below 2^53, so that eight-wide arithmetic is exact, late interest included.</summary>
    private const double MostDays = 31;
    private static readonly int LastDay = new DateOnly(2150, 1, 1).DayNumber;
    private const double ExactWhole = 9_007_199_254_740_992;

    public static Result<NewLoan> Check(ProductCatalogue catalogue, in NewLoan loan)
    {
        var faults = new FaultList().RequireRange(loan.Product, 0, catalogue.Count - 1, "product");
        if (faults.Any)
        {
            return faults.ToProblem();
        }

        var isCard = catalogue[loan.Product].Card is not null;
        CheckContract(loan, isCard, faults);
        CheckBorrower(loan, faults);
        var exposure = Math.Max(loan.Balance, isCard ? loan.CreditLimit * CardTerms.CapShare : loan.Amount);
        faults.Require(exposure * Math.Max(loan.AnnualRate, 0) * MostDays < ExactWhole, "annualRate", loan.AnnualRate / 1e7, "interest small enough to be exact: balance in cents x rate x 1e7 x 31 days below 2^53");
        var checkedLoan = loan;
        return faults.Or(() => checkedLoan);
    }

    private static void CheckContract(in NewLoan loan, bool isCard, FaultList faults)
    {
        faults.Require(LoanId.Product(loan.Id) == loan.Product && loan.Id is >= 0 and < LoanId.End, "id", loan.Id, "an id of this product below 2^53")
            .RequireRange(loan.Amount, isCard ? 0 : 100, HighestAmount, "amount")
            .RequireRange(loan.Balance, isCard ? 0 : 1, HighestAmount, "balance")
            .Require(isCard || loan.Balance <= loan.Amount, "balance", loan.Balance, "at most the amount")
            .RequireRange(loan.AnnualRate, 0, HighestRate, "annualRate")
            .RequireRange(loan.Anchor, 1, 31, "anchor")
            .RequireRange(loan.Term, isCard ? 0 : 1, isCard ? 0 : LongestTerm, "term")
            .RequireRange(loan.Payment, 0, HighestAmount, "payment")
            .RequireRange(loan.Age, 0, isCard ? 1200 : Math.Max(0, loan.Term - 1), "age")
            .RequireRange(loan.CreditLimit, isCard ? 100 : 0, isCard ? HighestAmount : 0, "creditLimit")
            .RequireRange(loan.MonthlySpend, 0, HighestAmount, "monthlySpend")
            .RequireRange(loan.CollateralValue, 0, 10 * HighestAmount, "collateralValue")
            .RequireRange(loan.Ltv, 0, HighestLtv, "ltv")
            .RequireRange(loan.ValueIndex, 1e-9, 1e9, "valueIndex")
            .RequireRange(loan.Margin, -HighestRate, HighestRate, "margin")
            .RequireRange(loan.FundingBase, -HighestRate, HighestRate, "fundingBase")
            .RequireRange(loan.OriginationDay, new DateOnly(1950, 1, 1).DayNumber, LastDay, "originationDay")
            .Require(loan.Anchor is < 1 or > 31 || SameDue(loan), "originationDay", loan.OriginationDay, "the due day of its month under the anchor, so that the first period is a whole month")
            .RequireRange(loan.PrincipalDue, 0, loan.Balance, "principalDue")
            .RequireRange(loan.InterestDue, 0, isCard ? 0 : HighestAmount, "interestDue")
            .RequireRange(loan.FeesDue, 0, isCard ? 0 : HighestAmount, "feesDue")
            .Require(loan.Status >= PaymentStatus.Days30 || loan.PrincipalDue + loan.InterestDue + loan.FeesDue == 0, "status", loan.Status.Key(), "30_days or worse where something is due")
            .Require((loan.Status == PaymentStatus.Days90) == (loan.DefaultDay != 0), "defaultDay", loan.DefaultDay, "set for 90_days, zero before")
            .Require(loan.DefaultDay == 0 || (loan.DefaultDay >= loan.OriginationDay && loan.DefaultDay <= LastDay), "defaultDay", loan.DefaultDay, "from the origination day to 2150-01-01")
            .Require(isCard || !loan.IsTransactor, "isTransactor", loan.IsTransactor, "cards only")
            .Require(!isCard || !(loan.IsFloating || loan.InterestOnTop), "isFloating, interestOnTop", true, "instalment loans only")
            .Require(loan.Status <= PaymentStatus.Days90, "status", loan.Status.Key(), "a living state: on_time to 90_days");
    }

    private static bool SameDue(in NewLoan loan)
    {
        var date = DateOnly.FromDayNumber(Math.Clamp(loan.OriginationDay, 0, DateOnly.MaxValue.DayNumber));
        return date.Day == Math.Min(loan.Anchor, DateTime.DaysInMonth(date.Year, date.Month));
    }

    private static void CheckBorrower(in NewLoan loan, FaultList faults)
        => faults.RequireRange(loan.Score, 300, 850, "score")
            .RequireRange(loan.Dti, 0, 3, "dti")
            .RequireRange(loan.Grade, 0, 6, "grade")
            .RequireRange(loan.Income, 1, 1e9, "income")
            .RequireRange(loan.EmploymentMonths, 0, 1200, "employmentMonths")
            .RequireRange(loan.Delinquencies, 0, 100, "delinquencies")
            .RequireRange(loan.Bankruptcies, 0, 100, "bankruptcies")
            .RequireRange(loan.Region, 0, 255, "region")
            .RequireRange(loan.Ownership, 0, 255, "ownership")
            .RequireRange(loan.Profession, 0, 255, "profession")
            .RequireRange(loan.Purpose, 0, 255, "purpose");
}
