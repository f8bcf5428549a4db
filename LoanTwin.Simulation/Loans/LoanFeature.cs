using System.Collections.Immutable;
using System.Globalization;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Risk;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Loans;

/// <summary>One row of a book whose loans may be changed at will, with what is typical of its product.</summary>
internal readonly record struct OpenLoan(Shelf Shelf, int Row, TypicalLoan Typical, double ValueIndex)
{
    public FixedColumns Terms => Shelf.Fixed;

    public MovingColumns Moving => Shelf.Moving;

    /// <summary>The borrower's own risk is a sum over facts, so one fact is changed by the difference that it makes.</summary>
    public void ChangeRisk(Func<BorrowerFacts, BorrowerFacts> from, Func<BorrowerFacts, BorrowerFacts> to)
    {
        Terms.LogRisk[Row] += Difference(Shelf.Product.Risk, from, to);
    }

    /// <summary>In logs; whatever else is true of the borrower makes none.</summary>
    public static double Difference(RiskCurve curve, Func<BorrowerFacts, BorrowerFacts> from, Func<BorrowerFacts, BorrowerFacts> to)
    {
        var any = new BorrowerFacts(curve.Score, curve.Dti, 2, 0, 0, curve.Income, curve.Principal, curve.AnnualRate, curve.TermMonths, 60, curve.Ltv);
        return BorrowerRisk.Log(curve, to(any)) - BorrowerRisk.Log(curve, from(any));
    }
}

/// <summary>A feature of a loan that its risk is read from: how to say it, and how to make it typical.</summary>
internal sealed record LoanFeature(string Key, Func<OpenLoan, string> Words, Func<OpenLoan, string> TypicalWords, Action<OpenLoan> MakeTypical, Func<Product, bool> Applies)
{
    private const double Cents = 100;

    private static readonly string[] States = ["on time", "in the grace period", "30 days late", "60 days late", "in default at 90 days", "in default", "paid off", "prepaid"];

    /// <summary>The size of a card is read from its use, so it comes before it.</summary>
    public static ImmutableArray<LoanFeature> All { get; } =
    [
        new("state", loan => States[loan.Moving.Status[loan.Row]], _ => States[0], MakeOnTime, _ => true),
        new("score", loan => Say($"score {loan.Terms.Score[loan.Row]} when it was made"), loan => Say($"score {loan.Typical.Score:0}"), MakeScoreTypical, _ => true),
        new("record", loan => Record(loan.Terms.Grade[loan.Row], loan.Terms.Delinquencies[loan.Row], loan.Terms.Bankruptcies[loan.Row]), loan => Record(loan.Typical.Grade, loan.Typical.Delinquencies, loan.Typical.Bankruptcies), MakeRecordTypical, _ => true),
        new("dti", loan => Say($"debt to income {loan.Moving.Dti[loan.Row]:0.00}, {loan.Terms.Dti[loan.Row]:0.00} when it was made"), loan => Say($"debt to income {loan.Typical.Dti:0.00}"), MakeDtiTypical, _ => true),
        new("work", loan => Work(loan.Terms.Income[loan.Row], loan.Terms.EmploymentMonths[loan.Row]), loan => Work(loan.Typical.Income, loan.Typical.EmploymentMonths), MakeWorkTypical, _ => true),
        new("size", loan => Size(loan.Shelf.Product, LoanRatios.Principal(loan.Shelf, loan.Row)), loan => Size(loan.Shelf.Product, loan.Typical.Principal), MakeSizeTypical, _ => true),
        new("utilisation", loan => Say($"{LoanRatios.Utilisation(loan.Shelf, loan.Row):0 %} of the line used"), loan => Say($"{loan.Typical.Utilisation:0 %} of the line used"), MakeUtilisationTypical, product => product.Card is not null),
        new("ltv", loan => Say($"loan to value {LoanRatios.Ltv(loan.Shelf, loan.Row, loan.ValueIndex):0.00}"), loan => Say($"loan to value {loan.Typical.Ltv:0.00}"), MakeLtvTypical, product => product.Risk.LtvSlope != 0),
        new("rate", loan => Say($"rate {(double)loan.Moving.Rate[loan.Row] / AnnualRate.One:0.00 %}"), loan => Say($"rate {loan.Typical.Rate / AnnualRate.One:0.00 %}"), MakeRateTypical, _ => true),
        new("age", loan => Age(loan.Shelf.Product, loan.Moving.Age[loan.Row], loan.Moving.Remaining[loan.Row]), loan => Age(loan.Shelf.Product, loan.Typical.Age, loan.Typical.Remaining), MakeAgeTypical, _ => true),
    ];

    private static void MakeOnTime(OpenLoan loan)
    {
        RecordedLoans.OwesNothing(loan.Moving, loan.Row);
        (loan.Moving.Status[loan.Row], loan.Moving.Outcome[loan.Row], loan.Moving.DefaultDay[loan.Row]) = ((byte)PaymentStatus.OnTime, (byte)PaymentStatus.OnTime, 0);
    }

    private static void MakeScoreTypical(OpenLoan loan)
    {
        loan.ChangeRisk(facts => facts with { Score = loan.Terms.Score[loan.Row] }, facts => facts with { Score = loan.Typical.Score });
        loan.Terms.Score[loan.Row] = (short)loan.Typical.Score;
    }

    private static void MakeRecordTypical(OpenLoan loan)
        => loan.ChangeRisk(
            facts => facts with { Grade = loan.Terms.Grade[loan.Row], Delinquencies = loan.Terms.Delinquencies[loan.Row], Bankruptcies = loan.Terms.Bankruptcies[loan.Row] },
            facts => facts with { Grade = (int)loan.Typical.Grade, Delinquencies = (int)loan.Typical.Delinquencies, Bankruptcies = (int)loan.Typical.Bankruptcies });

    private static void MakeDtiTypical(OpenLoan loan)
    {
        loan.ChangeRisk(facts => facts with { Dti = loan.Terms.Dti[loan.Row] }, facts => facts with { Dti = loan.Typical.DtiAtOrigination });
        loan.Terms.Dti[loan.Row] = (float)loan.Typical.DtiAtOrigination;
        loan.Moving.Dti[loan.Row] = (float)loan.Typical.Dti;
    }

    private static void MakeWorkTypical(OpenLoan loan)
        => loan.ChangeRisk(
            facts => facts with { Income = loan.Terms.Income[loan.Row], EmploymentMonths = loan.Terms.EmploymentMonths[loan.Row] },
            facts => facts with { Income = loan.Typical.Income, EmploymentMonths = loan.Typical.EmploymentMonths });

    /// <summary>The limit stays and what is drawn of it changes, with the spending that goes with it.</summary>
    private static void MakeUtilisationTypical(OpenLoan loan)
    {
        var limit = loan.Terms.CreditLimit[loan.Row];
        loan.Moving.Balance[loan.Row] = (long)Math.Round(loan.Typical.Utilisation * limit);
        loan.Moving.PrincipalDue[loan.Row] = Math.Min(loan.Moving.PrincipalDue[loan.Row], loan.Moving.Balance[loan.Row]);
        loan.Terms.Utilisation[loan.Row] = (float)loan.Typical.UtilisationAtOrigination;
        loan.Terms.MonthlySpend[loan.Row] = (long)Math.Round(loan.Typical.Spend * limit);
        loan.Terms.Terms[loan.Row] = (byte)((loan.Terms.Terms[loan.Row] & ~FixedColumns.Transactor) | (loan.Typical.Transacts > 0 ? FixedColumns.Transactor : 0));
    }

    /// <summary>The loan stays and what secures it changes.</summary>
    private static void MakeLtvTypical(OpenLoan loan)
    {
        if (loan.Terms.CollateralValue[loan.Row] == 0 || loan.Typical.Ltv <= 0 || loan.Typical.LtvAtOrigination <= 0)
        {
            return;
        }

        loan.ChangeRisk(facts => facts with { Ltv = LoanRatios.LtvAtOrigination(loan.Shelf, loan.Row) }, facts => facts with { Ltv = loan.Typical.LtvAtOrigination });
        loan.Terms.CollateralValue[loan.Row] = (long)Math.Round(loan.Terms.Amount[loan.Row] / loan.Typical.LtvAtOrigination);
        loan.Terms.ValueUnits[loan.Row] = loan.Moving.Balance[loan.Row] / (loan.Typical.Ltv * loan.ValueIndex);
    }

    private static void MakeRateTypical(OpenLoan loan)
    {
        loan.ChangeRisk(facts => facts with { AnnualRate = (double)loan.Moving.Rate[loan.Row] / AnnualRate.One }, facts => facts with { AnnualRate = loan.Typical.Rate / AnnualRate.One });
        loan.Moving.Rate[loan.Row] = (int)loan.Typical.Rate;
        Renew(loan);
    }

    /// <summary>Behaviour does not depend on the scale of a loan but through the borrower's risk.</summary>
    private static void MakeSizeTypical(OpenLoan loan)
        => loan.ChangeRisk(facts => facts with { Principal = LoanRatios.Principal(loan.Shelf, loan.Row) / Cents }, facts => facts with { Principal = loan.Typical.Principal / Cents });

    private static void MakeAgeTypical(OpenLoan loan)
    {
        loan.ChangeRisk(facts => facts with { TermMonths = loan.Terms.Term[loan.Row] }, facts => facts with { TermMonths = loan.Typical.Term });
        (loan.Terms.Term[loan.Row], loan.Moving.Remaining[loan.Row], loan.Moving.Age[loan.Row]) = ((short)loan.Typical.Term, (short)loan.Typical.Remaining, (short)loan.Typical.Age);
        Renew(loan);
    }

    /// <summary>The level payment that goes with the rate and the months left.</summary>
    private static void Renew(OpenLoan loan)
    {
        var (unbilled, months) = (loan.Moving.Balance[loan.Row] - loan.Moving.PrincipalDue[loan.Row], loan.Moving.Remaining[loan.Row]);
        if (loan.Shelf.Product.Card is null && (loan.Terms.Terms[loan.Row] & FixedColumns.InterestOnTop) == 0 && months > 0 && unbilled > 0)
        {
            loan.Moving.Payment[loan.Row] = LevelPayment.Of(unbilled, new AnnualRate(loan.Moving.Rate[loan.Row]), months).RoundedCents;
        }
    }

    private static string Record(double grade, double delinquencies, double bankruptcies)
        => Say($"grade {(char)('A' + (int)grade)}, {delinquencies:0} late payments elsewhere, {bankruptcies:0} bankruptcies");

    private static string Work(double income, double months) => Say($"income ${income:#,0}, {months:0} months with the employer");

    private static string Size(Product product, double cents) => Say($"{(product.Card is null ? "made for" : "opened with")} ${cents / Cents:#,0}");

    private static string Age(Product product, double age, double remaining) => product.Card is not null ? Say($"{age:0} months on book") : Say($"{age:0} months on book, {remaining:0} to go");

    private static string Say(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
