using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Book;
using LoanTwin.Tests.Events;

namespace LoanTwin.Tests.Book;

/// <summary>Nonsense does not come in: each fault is named with its field, the value and the accepted range, all at once, and nothing is clamped.</summary>
public sealed class DoorTests
{
    public static TheoryData<string, string, string> BadLoans => new()
    {
        { "dti NaN", "dti", "NaN" },
        { "income infinite", "income", "Infinity" },
        { "negative balance", "balance", "-1" },
        { "balance above the amount", "balance", "1000001" },
        { "zero term", "term", "0" },
        { "term of 481 months", "term", "481" },
        { "ltv over 10", "ltv", "10." },
        { "negative rate", "annualRate", "-1" },
        { "anchor 32", "anchor", "32" },
        { "origination off its due day", "originationDay", "" },
        { "score 900", "score", "900" },
        { "grade 7", "grade", "7" },
        { "principal due above the balance", "principalDue", "1000001" },
        { "due while on time", "status", "on_time" },
        { "90 days without a default day", "defaultDay", "0" },
        { "ended", "status", "default" },
        { "an id of another product", "id", "" },
        { "unknown product", "product", "5" },
    };

    [Theory]
    [MemberData(nameof(BadLoans))]
    public void Loan_WithOneFault_IsRefusedWithFieldValueAndRange(string what, string field, string value)
    {
        var book = new LoanBook(ProductCatalogue.Default);

        var problem = book.Add(Bad(ALife.Loan, what)).Problem!;

        var fault = Assert.Single(problem.Faults, fault => fault.Field == field);
        Assert.StartsWith(value, fault.Value, StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(fault.Rule));
        Assert.Equal((ProblemKind.Invalid, 0), (problem.Kind, book.Count));
    }

    [Fact]
    public void Loan_WithManyFaults_NamesThemAll()
    {
        var loan = ALife.Loan with { Dti = double.NaN, Balance = -1, Term = 0, Score = 10, Anchor = 40, Grade = 9, CollateralValue = 1_000 };

        var problem = new LoanBook(ProductCatalogue.Default).Add(loan).Problem!;

        Assert.Superset(new HashSet<string> { "dti", "balance", "term", "score", "anchor", "grade", "ltv" }, problem.Faults.Select(fault => fault.Field).ToHashSet());
    }

    [Fact]
    public void Card_WithATermOrWithoutALimit_IsRefused()
    {
        var problem = new LoanBook(ProductCatalogue.Default).Add(ALife.CardLoan with { Term = 12, CreditLimit = 0 }).Problem!;

        Assert.Superset(new HashSet<string> { "term", "creditLimit" }, problem.Faults.Select(fault => fault.Field).ToHashSet());
    }

    [Fact]
    public void Matrix_WithBadRows_NamesEachRowAndEntry()
    {
        ImmutableArray<double> rows =
        [
            .92, .05, .02, 0, 0, 0,
            double.NaN, .15, .85, 0, 0, 0,
            .35, .10, .15, .40, 0, 0,
            .26, .08, .12, .13, .41, 0,
            -.1, .13, .05, .10, .36, .46,
        ];

        var faults = TransitionMatrix.Create(rows).Problem!.Faults;

        Assert.Equal(["matrix[0]", "matrix[1,0]", "matrix[1]", "matrix[4,0]"], faults.Select(fault => fault.Field));
        Assert.Equal("a row that sums to 1", faults[0].Rule);
        Assert.Equal("between 0 and 1", faults[1].Rule);
    }

    [Fact]
    public void Matrix_ThatAddsTwoMissedInstalmentsInAMonth_IsRefused()
    {
        ImmutableArray<double> rows = [.9, .05, 0, .05, 0, 0, .65, .15, .2, 0, 0, 0, .35, .10, .15, .40, 0, 0, .26, .08, .12, .13, .41, 0, .10, .03, .05, .10, .36, .36];

        Assert.Equal("matrix[0,3]", Assert.Single(TransitionMatrix.Create(rows).Problem!.Faults).Field);
    }

    [Fact]
    public void Product_WithBadFigures_IsRefusedWithAllOfThem()
    {
        var good = ProductCatalogue.Default[0];
        var bad = good with
        {
            AnnualFee = double.NaN,
            Correlation = .9,
            Season = [1, 1],
            Loss = good.Loss with { Level = 1.5, ChargeOffDays = 30 },
            Cascade = new([1, 1, 1, 1, 99], [1, 1, 1, 1]),
        };

        var problem = ProductCatalogue.Create([bad, good]).Problem!;

        Assert.Superset(
            new HashSet<string>
            {
                "products.key", "products.consumer.annualFee", "products.consumer.correlation", "products.consumer.season.length", "products.consumer.loss.level",
                "products.consumer.loss.chargeOffDays", "products.consumer.cascade", "products.consumer.cascade.stayOdds.length",
            },
            problem.Faults.Select(fault => fault.Field).ToHashSet());
        Assert.All(problem.Faults, fault => Assert.False(string.IsNullOrWhiteSpace(fault.Rule)));
    }

    private static NewLoan Bad(NewLoan loan, string what) => what switch
    {
        "dti NaN" => loan with { Dti = double.NaN },
        "income infinite" => loan with { Income = double.PositiveInfinity },
        "negative balance" => loan with { Balance = -1 },
        "balance above the amount" => loan with { Balance = 1_000_001 },
        "zero term" => loan with { Term = 0 },
        "term of 481 months" => loan with { Term = 481 },
        "ltv over 10" => loan with { CollateralValue = 99_999 },
        "negative rate" => loan with { AnnualRate = -1 },
        "anchor 32" => loan with { Anchor = 32 },
        "origination off its due day" => loan with { OriginationDay = loan.OriginationDay + 1 },
        "score 900" => loan with { Score = 900 },
        "grade 7" => loan with { Grade = 7 },
        "principal due above the balance" => loan with { Status = PaymentStatus.Days30, PrincipalDue = 1_000_001 },
        "due while on time" => loan with { InterestDue = 1 },
        "90 days without a default day" => loan with { Status = PaymentStatus.Days90 },
        "ended" => loan with { Status = PaymentStatus.Default },
        "an id of another product" => loan with { Id = LoanId.Of(1, 1, 1) },
        _ => loan with { Product = 5 },
    };
}
