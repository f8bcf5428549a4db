using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Checkpoints;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// The economy month by month, with at least the year of history that the macro response looks back on. Past its last month the last
/// state holds, unless a market model continues the path.
/// </summary>
public sealed class MarketPath
{
    private const int LookBack = 12;
    private readonly int _firstMonth;
    private readonly ImmutableArray<EconomicState> _states;

    private MarketPath(int firstMonth, ImmutableArray<EconomicState> states)
        : this(firstMonth, states, CrisisRule.Of(states))
    {
    }

    private MarketPath(int firstMonth, ImmutableArray<EconomicState> states, ImmutableArray<double> crisis)
        => (_firstMonth, _states, Crisis) = (firstMonth, states, crisis);

    public int FirstMonth => _firstMonth;

    /// <summary>The last month with a state of its own.</summary>
    public int LastMonth => _firstMonth + _states.Length - 1;

    public ImmutableArray<EconomicState> States => _states;

    /// <summary>
    /// For each month the probability that it is a crisis month: 0 or 1 where it was sampled or read from unemployment, between them where it is only expected.
    /// The regime cannot be read back from the states, so the path carries it.
    /// </summary>
    public ImmutableArray<double> Crisis { get; }

    /// <summary>The neutral economy for so many months: house prices grow 3 % a year, everything else stands still. Past them the last state holds, prices included.</summary>
    public static MarketPath Neutral(int firstMonth, int months)
    {
        var states = Enumerable.Range(0, months + LookBack + 1)
            .Select(i => EconomicState.Neutral with { HousePriceIndex = 100 * Math.Pow(1.03, (i - LookBack) / 12.0) });
        return new(firstMonth - LookBack, [.. states]);
    }

    /// <summary>A path whose first entry is twelve months before the first month that will be asked for.</summary>
    public static Result<MarketPath> Create(int firstMonth, ImmutableArray<EconomicState> states)
    {
        if (states.IsDefault)
        {
            return Problem.Of(ProblemKind.MissingData, "market.months", "nothing", "a list of months");
        }

        var faults = new FaultList().Require(states.Length > LookBack, "market.months", states.Length, $"at least {LookBack + 1}: one year of history and one month");
        for (var i = 0; i < states.Length; i++)
        {
            foreach (var factor in MacroFactor.All)
            {
                faults.RequireRange(states[i][factor], factor.Lowest, factor.Highest, $"market[{i}].{factor.Key}");
            }
        }

        return faults.Or(() => new MarketPath(firstMonth, states));
    }

    public EconomicState At(int month) => _states[Math.Clamp(month - _firstMonth, 0, _states.Length - 1)];

    /// <summary>The months of this path up to one of them.</summary>
    public MarketPath Until(int lastMonth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lastMonth, _firstMonth + LookBack);
        var count = Math.Min(lastMonth - _firstMonth + 1, _states.Length);
        return count == _states.Length ? this : new(_firstMonth, _states[..count], Crisis[..count]);
    }

    /// <summary>This path with sampled months after it. A month is made from the two before it alone, so one stride or many give the same bits.</summary>
    public MarketPath Continued(MarketModel model, RandomKey key, int lastMonth)
        => Extended(lastMonth, (before, last, month) => model.Sampled(before, last, key, month));

    /// <summary>This path with the months that its last state lets expect: the centre of the model on its own scales, so for skewed factors nearer the median than the mean.</summary>
    public MarketPath Expected(MarketModel model, int lastMonth) => Extended(lastMonth, (before, last, _) => model.Expected(before, last));

    /// <summary>Mean growth of the last four quarters, read at this month and three, six and nine months before it.</summary>
    public double YearGrowth(int month) => (At(month).GdpGrowth + At(month - 3).GdpGrowth + At(month - 6).GdpGrowth + At(month - 9).GdpGrowth) / 4;

    public double HousePriceRise(int month) => (At(month).HousePriceIndex / At(month - LookBack).HousePriceIndex) - 1;

    public double BaseRateRise(int month) => Math.Max(0, At(month).BaseRate - At(month - LookBack).BaseRate);

    internal static MarketPath Keep(Checkpoint checkpoint, MarketPath? path)
    {
        checkpoint.Part("market");
        var firstMonth = checkpoint.Value(path?._firstMonth ?? 0);
        var states = checkpoint.List<EconomicState>(path is null ? [] : path._states.AsSpan());
        var crisis = checkpoint.List<double>(path is null ? [] : path.Crisis.AsSpan());
        return path ?? new(firstMonth, [.. states], [.. crisis]);
    }

    /// <summary>This path with months that are known from elsewhere, regime included.</summary>
    internal MarketPath With(IReadOnlyCollection<MarketMonth> months)
        => new(_firstMonth, [.. _states, .. months.Select(month => month.State)], [.. Crisis, .. months.Select(month => month.Crisis)]);

    private MarketPath Extended(int lastMonth, Func<EconomicState, MarketMonth, int, MarketMonth> next)
    {
        if (lastMonth <= LastMonth)
        {
            return this;
        }

        var months = new List<MarketMonth>(lastMonth - LastMonth);
        var (before, last) = (_states[^2], new MarketMonth(_states[^1], Crisis[^1]));
        for (var month = LastMonth + 1; month <= lastMonth; month++)
        {
            (before, last) = (last.State, next(before, last, month));
            months.Add(last);
        }

        return With(months);
    }
}
