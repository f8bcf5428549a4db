using System.Collections.Immutable;

namespace LoanTwin.Domain.Results;

/// <summary>The closed list of ways a question can fail that are not our own bug.</summary>
public enum ProblemKind
{
    Invalid,
    NotFound,
    NotApplicable,
    MissingData,
    LimitBreached,
    Conflict,
    NumericFailure,
}

/// <summary>One bad field: its name, the value that came in, and what would have been accepted.</summary>
public sealed record Fault(string Field, string Value, string Rule)
{
    public override string ToString() => $"{Field} = {Value}: {Rule}";
}

/// <summary>Why there is no answer: one kind, and every fault at once, never only the first.</summary>
public sealed record Problem(ProblemKind Kind, ImmutableArray<Fault> Faults)
{
    public static Problem Of(ProblemKind kind, string field, string value, string rule) => new(kind, [new Fault(field, value, rule)]);

    public override string ToString() => $"{Kind}: {string.Join("; ", Faults)}";
}
