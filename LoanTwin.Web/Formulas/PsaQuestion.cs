using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;

namespace LoanTwin.Web.Formulas;

/// <summary>A speed of early repayment and how far to follow it.</summary>
internal sealed record PsaQuestion(
    [property: Description("percent of the standard: 100 is the standard itself"), Range(0, Prepayment.HighestSpeed)] double Speed,
    [property: Description("loan ages 1 to this one"), Range(1, LoanTerms.LongestTermMonths)] int Months)
    : IQuestion<PsaQuestion, PsaAnswer>
{
    public static PsaQuestion Read(JsonFields fields) => new(fields.Number("speed"), fields.Whole("months", 1, LoanTerms.LongestTermMonths));

    public Result<PsaAnswer> Answer()
        => Prepayment.Psa(Speed, Months).Then(months => Result<PsaAnswer>.Of(new([.. months.Select(month => new PsaRow(month.Month, month.Cpr, month.Smm))])));
}

/// <summary>Early repayment month by month.</summary>
internal sealed record PsaAnswer(ImmutableArray<PsaRow> Rows);

/// <summary>One month of a loan's life.</summary>
internal sealed record PsaRow(
    [property: Description("age of the loan, from 1")] int Month,
    [property: Description("fraction a year")] double Cpr,
    [property: Description("fraction of the month's balance")] double Smm);
