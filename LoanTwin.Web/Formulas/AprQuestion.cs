using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;

namespace LoanTwin.Web.Formulas;

/// <summary>Money on a day.</summary>
internal sealed record DatedAmount(DateOnly Date, decimal Amount)
{
    public static DatedAmount Read(JsonFields fields) => new(fields.Day("date"), fields.Money("amount"));

    public static CashFlow[] Flows(ImmutableArray<DatedAmount> amounts) => [.. amounts.Select(each => new CashFlow(each.Date, each.Amount))];
}

/// <summary>What a lender advances and a borrower pays back.</summary>
internal sealed record AprQuestion(
    [property: Description("what the borrower receives; amounts above 0"), MaxLength(Apr.MostFlows)] ImmutableArray<DatedAmount> Advances,
    [property: Description("what the borrower pays; amounts above 0"), MaxLength(Apr.MostFlows)] ImmutableArray<DatedAmount> Payments,
    [property: Description(UnitPeriod.Accepted)] string UnitPeriod)
    : IQuestion<AprQuestion, AprFigure>
{
    public static AprQuestion Read(JsonFields fields)
        => new(
            fields.List("advances", 1, Apr.MostFlows, DatedAmount.Read),
            fields.List("payments", 1, Apr.MostFlows, DatedAmount.Read),
            fields.Word("unitPeriod") ?? "month");

    public Result<AprFigure> Answer()
        => Apr.Solve(DatedAmount.Flows(Advances), DatedAmount.Flows(Payments), UnitPeriod).Then(answer => Result<AprFigure>.Of(new(answer.Apr)));
}

/// <summary>An annual percentage rate.</summary>
internal sealed record AprFigure([property: Description("fraction a year; 0.1200 is 12 %")] double Apr);
