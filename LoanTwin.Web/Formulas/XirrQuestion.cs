using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;

namespace LoanTwin.Web.Formulas;

/// <summary>Flows of both signs whose common rate is asked for.</summary>
internal sealed record XirrQuestion(
    [property: Description("paid out below 0, received above 0, on at least two days"), MinLength(2), MaxLength(Xirr.MostFlows)] ImmutableArray<DatedAmount> Flows)
    : IQuestion<XirrQuestion, XirrFigure>
{
    public static XirrQuestion Read(JsonFields fields) => new(fields.List("flows", 2, Xirr.MostFlows, DatedAmount.Read));

    public Result<XirrFigure> Answer() => Xirr.Solve(DatedAmount.Flows(Flows)).Then(rate => Result<XirrFigure>.Of(new(rate)));
}

/// <summary>A yearly effective rate.</summary>
internal sealed record XirrFigure([property: Description("fraction a year, Act/365")] double Rate);
