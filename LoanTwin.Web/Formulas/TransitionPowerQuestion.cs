using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Api;

namespace LoanTwin.Web.Formulas;

/// <summary>A matrix of one step, and how many steps to go.</summary>
internal sealed record TransitionPowerQuestion(
    [property: Description("as many rows as columns, at most 64; entries between 0 and 1, each row sums to 1")] ImmutableArray<ImmutableArray<double>> Matrix,
    [property: Range(0, TransitionPower.MostSteps)] int Steps)
    : IQuestion<TransitionPowerQuestion, TransitionPowerAnswer>
{
    public static TransitionPowerQuestion Read(JsonFields fields)
        => new(fields.Rows("matrix", TransitionPower.LargestSize), fields.Whole("steps", 0, TransitionPower.MostSteps));

    public Result<TransitionPowerAnswer> Answer() => TransitionPower.Of(Matrix, Steps).Then(matrix => Result<TransitionPowerAnswer>.Of(new(matrix)));
}

/// <summary>The matrix of all steps together.</summary>
internal sealed record TransitionPowerAnswer(ImmutableArray<ImmutableArray<double>> Matrix);
