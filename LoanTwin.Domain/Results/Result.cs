using System.Diagnostics.CodeAnalysis;

namespace LoanTwin.Domain.Results;

/// <summary>A value, or the problem that stands in its place.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Problem? problem) => (_value, Problem) = (value, problem);

    public Problem? Problem { get; }

    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsSuccess => Problem is null;

    /// <summary>The value; asking for it when there is none is a bug of the caller.</summary>
    public T Value => Problem is null ? _value! : throw new InvalidOperationException(Problem.ToString());

    public static Result<T> Of(T value) => new(value, null);

    public static Result<T> Refused(Problem problem) => new(default, problem);

    public static implicit operator Result<T>(T value) => Of(value);

    public static implicit operator Result<T>(Problem problem) => Refused(problem);

    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) => IsSuccess ? next(Value) : Problem;
}
