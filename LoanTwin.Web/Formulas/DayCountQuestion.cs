using System.ComponentModel;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;

namespace LoanTwin.Web.Formulas;

/// <summary>Two dates and how to count between them.</summary>
internal sealed record DayCountQuestion(
    [property: Description("30/360, Act/365F, Act/360 or Act/Act ISDA")] string Convention,
    DateOnly From,
    [property: Description("not before from")] DateOnly To)
    : IQuestion<DayCountQuestion, DayCountAnswer>
{
    public static DayCountQuestion Read(JsonFields fields)
        => new(fields.Word("convention") ?? DayCountConvention.Thirty360.Key(), fields.Day("from", DateOnly.MinValue), fields.Day("to", DateOnly.MaxValue));

    public Result<DayCountAnswer> Answer()
    {
        var faults = new FaultList().Require(DayCount.TryParse(Convention, out var convention), "convention", Convention, $"one of {DayCount.AcceptedKeys}");
        var counted = DayCount.Between(convention, From, To);
        faults.Add(counted.Problem?.Faults ?? []);
        return faults.Or(() => new DayCountAnswer(counted.Value.Fraction, counted.Value.Days));
    }
}

/// <summary>A counted interval.</summary>
internal sealed record DayCountAnswer([property: Description("part of a year")] double Fraction, [property: Description("days by the convention")] int Days);
