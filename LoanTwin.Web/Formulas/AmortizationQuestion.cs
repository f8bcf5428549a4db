using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;

namespace LoanTwin.Web.Formulas;

/// <summary>The terms of a loan whose schedule is asked for.</summary>
internal sealed record AmortizationQuestion(
    [property: Description("what is lent; at most two decimals")] decimal Amount,
    [property: Description("fraction a year, 0.0825 is 8.25 %; at most seven decimals"), Range(0, 1)] double AnnualRate,
    [property: Description("number of monthly payments"), Range(1, LoanTerms.LongestTermMonths)] int TermMonths,
    [property: Description("disbursement day; payments fall on its day of month, or on a shorter month's last day")] DateOnly Start,
    [property: Description("level, interestOnly, balloon or linear")] string Style,
    [property: Description("30/360, Act/365F, Act/360 or Act/Act ISDA; with 30/360 a month is a twelfth of a year")] string DayCount,
    [property: Description("cent: payment and each interest rounded half-up, the last payment clears the balance; none: unrounded")] string Rounding,
    [property: Description("what is left for the last day; with the style balloon alone, and needed there")] decimal? Balloon = null)
    : IQuestion<AmortizationQuestion, AmortizationAnswer>
{
    public static AmortizationQuestion Read(JsonFields fields)
    {
        var (amount, rate, term, start) = (fields.Money("amount"), fields.Number("annualRate"), fields.Whole("termMonths", 1, LoanTerms.LongestTermMonths), fields.Day("start"));
        var (style, balloon) = (fields.Word("style"), fields.MoneyOrNone("balloon"));

        // Where the style could not be read, nothing is said about a balloon that might belong to it.
        return new(
            amount, rate, term, start,
            style ?? (balloon is null ? RepaymentStyle.Level : RepaymentStyle.Balloon).Key(),
            fields.Word("dayCount") ?? DayCountConvention.Thirty360.Key(),
            fields.Word("rounding") ?? MoneyRounding.Cent.Key(),
            balloon);
    }

    public Result<AmortizationAnswer> Answer()
    {
        var terms = LoanTerms.Create(new ProposedTerms
        {
            Amount = Amount,
            AnnualRate = AnnualRate,
            TermMonths = TermMonths,
            Start = Start,
            Style = Style,
            Balloon = Balloon,
            DayCount = DayCount,
            Rounding = Rounding,
        });
        return terms.Then(agreed => Result<AmortizationAnswer>.Of(AmortizationAnswer.Of(Amortization.Schedule(agreed))));
    }
}

/// <summary>A schedule; money out is in the currency of the money in.</summary>
internal sealed record AmortizationAnswer(
    [property: Description("the first regular payment")] decimal Payment,
    [property: Description("all interest of the term")] decimal TotalInterest,
    ImmutableArray<AmortizationRow> Rows)
{
    public static AmortizationAnswer Of(Schedule schedule)
        => new(schedule.Payment, schedule.TotalInterest, [.. schedule.Rows.Select(row => new AmortizationRow(row.N, row.Due, row.Payment, row.Interest, row.Principal, row.Balance))]);
}

/// <summary>One instalment.</summary>
internal sealed record AmortizationRow(
    [property: Description("number of the payment, from 1")] int N,
    DateOnly Due,
    decimal Payment,
    decimal Interest,
    decimal Principal,
    [property: Description("still owed after the payment")] decimal Balance);
