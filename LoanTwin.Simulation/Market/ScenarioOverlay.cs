using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Market;

/// <summary>
/// Lays a scenario over the future of a lived path (kernel.md 5). Its first quarter is the first calendar quarter that begins on or after
/// the fork day; a quarter's value sits at its middle month, straight lines between, the first from the fork day's own values. Before that
/// quarter the model's expectation holds, after the last the model takes over. Factors that the scenario does not name are expected given
/// the whole path of the ones it names.
/// </summary>
public static class ScenarioOverlay
{
    /// <param name="lived">The economy so far; what it holds after the fork day is not read.</param>
    /// <param name="forkDay">The day the future begins, as a day number.</param>
    /// <param name="scenario">What is laid over it.</param>
    /// <param name="model">The law of what the scenario leaves open.</param>
    /// <param name="key">Luck of the months after the scenario; without one they are expected.</param>
    /// <param name="lastMonth">How far the model carries on; by default the path ends with the scenario.</param>
    public static MarketPath Of(MarketPath lived, int forkDay, Scenario scenario, MarketModel model, RandomKey? key = null, int? lastMonth = null)
    {
        var ground = Ground(lived, forkDay, model);
        var quarter = FirstQuarter(forkDay);
        var fork = LastLivedMonth(forkDay);
        var path = Laid(ground, Knots(ground, fork, quarter, scenario), [.. scenario.Named], model);
        var last = lastMonth ?? path.LastMonth;
        return key is null ? path.Expected(model, last) : path.Continued(model, key, last);
    }

    /// <summary>The first calendar quarter that begins on or after a day.</summary>
    public static Quarter FirstQuarter(int day) => Quarter.BeginningFrom(LastLivedMonth(day) + 1);

    /// <summary>The last month whose value stands on the fork day: on the first of a month the one before, since daily values run from month to month.</summary>
    public static int LastLivedMonth(int forkDay)
    {
        var month = SimMonth.Of(forkDay);
        return forkDay == SimMonth.FirstDay(month) ? month - 1 : month;
    }

    /// <summary>The lived path up to the fork day, carried by expectation to the month before the scenario's first quarter.</summary>
    internal static MarketPath Ground(MarketPath lived, int forkDay, MarketModel model)
        => lived.Until(LastLivedMonth(forkDay)).Expected(model, FirstQuarter(forkDay).FirstMonth - 1);

    /// <summary>
    /// Months that follow a ground through values known at quarter middles, everything else conditional on them. Only the middles tell of
    /// the other factors, as in the fit; the straight lines between are how a scenario is written, and their corners say nothing.
    /// </summary>
    /// <param name="ground">What was before.</param>
    /// <param name="knots">Known values.</param>
    /// <param name="named">The factors that are known in them.</param>
    /// <param name="model">The law of the rest.</param>
    /// <param name="regimes">Probability of crisis month by month where it is known; else the named unemployment or the chain says.</param>
    internal static MarketPath Laid(MarketPath ground, ImmutableArray<Knot> knots, ImmutableArray<MacroFactor> named, MarketModel model, IReadOnlyList<double>? regimes = null)
    {
        var states = Lines(ground, knots);
        var crisis = regimes ?? CrisisOf(ground, states, named, model);
        var mean = new ConditionalPath(model, Start(ground), Seen(ground, knots), crisis, named).Mean;
        var months = new List<MarketMonth>(states.Count);
        var before = ground.At(ground.LastMonth);
        for (var i = 0; i < states.Count; i++)
        {
            var state = FactorScale.Back(mean[i], before);
            before = named.Aggregate(state, (all, factor) => all.With(factor, states[i][factor]));
            months.Add(new(before, crisis[i]));
        }

        return ground.With(months);
    }

    /// <summary>The last month of a ground on the model's scales.</summary>
    internal static double[] Start(MarketPath ground) => FactorScale.Of(ground.At(ground.LastMonth - 1), ground.At(ground.LastMonth));

    /// <summary>Month by month what the knots say on the model's scales, house prices by their growth since the knot before; nothing in the months between.</summary>
    internal static List<double[]?> Seen(MarketPath ground, ImmutableArray<Knot> knots)
    {
        var seen = new List<double[]?>();
        var from = new Knot(ground.LastMonth, ground.At(ground.LastMonth));
        foreach (var to in knots)
        {
            var months = to.Month - from.Month;
            seen.AddRange(new double[]?[months - 1]);
            seen.Add(FactorScale.Of(to.State, 12.0 / months * Math.Log(to.State.HousePriceIndex / from.State.HousePriceIndex)));
            from = to;
        }

        return seen;
    }

    private static ImmutableArray<Knot> Knots(MarketPath ground, int fork, Quarter first, Scenario scenario)
    {
        // The scenario's index counts from its own last actual one, the path's from the level of the fork day.
        var scale = ground.At(fork).HousePriceIndex / scenario.HousePriceBase;
        return [.. Enumerable.Range(0, scenario.Quarters).Select(i => new Knot(first.Plus(i).MiddleMonth, scenario.Named.Aggregate(
            ground.At(ground.LastMonth),
            (state, factor) => state.With(factor, scenario.Of(factor)[i] * (factor == MacroFactor.HousePriceIndex ? scale : 1)))))];
    }

    private static List<EconomicState> Lines(MarketPath ground, ImmutableArray<Knot> knots)
    {
        var states = new List<EconomicState>();
        var from = new Knot(ground.LastMonth, ground.At(ground.LastMonth));
        foreach (var to in knots)
        {
            for (var month = from.Month + 1; month <= to.Month; month++)
            {
                states.Add(from.State.Towards(to.State, (month - from.Month) / (double)(to.Month - from.Month)));
            }

            from = to;
        }

        return states;
    }

    /// <summary>A named unemployment says by the rule of the history which months are a crisis; else the chain does.</summary>
    private static List<double> CrisisOf(MarketPath ground, List<EconomicState> states, ImmutableArray<MacroFactor> named, MarketModel model)
    {
        if (named.Contains(MacroFactor.Unemployment))
        {
            return [.. CrisisRule.Of([.. ground.States, .. states])[ground.States.Length..]];
        }

        var crisis = new List<double>(states.Count);
        foreach (var _ in states)
        {
            crisis.Add(model.CrisisAfter(crisis.Count == 0 ? ground.Crisis[^1] : crisis[^1]));
        }

        return crisis;
    }

    /// <summary>A state that is known at a month.</summary>
    internal readonly record struct Knot(int Month, EconomicState State);
}
