using System.Collections.Immutable;
using System.Globalization;

namespace LoanTwin.Domain.Results;

/// <summary>Collects every fault at a door, so that the answer names all of them at once.</summary>
public sealed class FaultList
{
    private readonly ImmutableArray<Fault>.Builder _faults = ImmutableArray.CreateBuilder<Fault>();

    public bool Any => _faults.Count > 0;

    public IReadOnlyList<Fault> Faults => _faults;

    public FaultList Require(bool holds, string field, object? value, string rule)
    {
        if (!holds)
        {
            _faults.Add(new Fault(field, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "nothing", rule));
        }

        return this;
    }

    /// <summary>Refuses NaN, infinities and anything outside [low, high].</summary>
    public FaultList RequireRange(double value, double low, double high, string field)
        => value >= low && value <= high ? this : Require(false, field, value, $"between {low.ToString(CultureInfo.InvariantCulture)} and {high.ToString(CultureInfo.InvariantCulture)}");

    public void Add(IEnumerable<Fault> faults) => _faults.AddRange(faults);

    public Problem ToProblem(ProblemKind kind = ProblemKind.Invalid) => new(kind, _faults.ToImmutable());

    /// <summary>The value when nothing was wrong, else the problem with all faults.</summary>
    public Result<T> Or<T>(Func<T> value) => Any ? ToProblem() : value();
}
