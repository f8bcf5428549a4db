using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Simulation.Stress;

/// <summary>A stretch of history that resembles a scenario, and how far apart the two are: zero is the same moves, one is as far as two typical stretches' deviation.</summary>
public sealed record Relative(Quarter From, Quarter To, double Distance);

/// <summary>Stretches of the published quarters: copied as moves from today, and compared with scenarios.</summary>
public static class HistoryWindow
{
    private static ImmutableArray<PublishedQuarter> Quarters => PublishedHistory.Quarters;

    /// <summary>What each factor did from a quarter on, done again from today. A factor that was not measured then is left to the model.</summary>
    public static Scenario Repeat(string name, StartingPoint start, Quarter from, int quarters)
    {
        var at = Quarters.IndexOf(Quarters.First(quarter => quarter.Quarter == from));
        var length = Math.Min(quarters, Quarters.Length - at - 1);
        var known = MacroFactor.All.Where(factor => Enumerable.Range(at, length + 1).All(i => Quarters[i][factor] is not null));
        return ScenarioDoor.Open(new(name, $"moves of {from.Plus(1)} to {from.Plus(length)}", known.ToDictionary(
            factor => factor.Key,
            factor => (IReadOnlyList<double?>?)[.. Enumerable.Range(1, length).Select(i => (double?)ScenarioLibrary.Moved(factor, start.Today[factor], Move(factor, at, i)!.Value))]))
        {
            FirstQuarter = start.FirstQuarter,
            HousePriceBase = start.Today.HousePriceIndex,
        }).Value;
    }

    /// <summary>The stretches of history whose moves are nearest, factor by factor in deviations of moves of that length; no two of them overlap.</summary>
    public static ImmutableArray<Relative> Nearest(StartingPoint start, Scenario scenario, int count)
    {
        var quarters = Math.Min(scenario.Quarters, Quarters.Length - 2);
        var path = start.Path(scenario, quarters);
        var moves = Enumerable.Range(1, quarters).Select(i => MacroFactor.All.Select(factor => MoveOf(factor, start.Today[factor], path.At(start.FirstQuarter.Plus(i - 1).MiddleMonth)[factor])).ToArray()).ToArray();
        var found = Enumerable.Range(0, Quarters.Length - quarters).Select(at => (At: at, Distance: Distance(moves, at))).OrderBy(window => window.Distance).ToList();
        var kept = ImmutableArray.CreateBuilder<Relative>();
        while (kept.Count < count && found.Count > 0)
        {
            var (at, distance) = found[0];
            kept.Add(new(Quarters[at].Quarter, Quarters[at + quarters].Quarter, distance));
            found.RemoveAll(window => Math.Abs(window.At - at) < quarters);
        }

        return kept.ToImmutable();
    }

    private static double Distance(double[][] moves, int at)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 1; i <= moves.Length; i++)
        {
            foreach (var factor in MacroFactor.All)
            {
                if (Move(factor, at, i) is { } move && Deviation(factor, i) is var deviation && deviation > 0)
                {
                    var apart = (moves[i - 1][factor.Place] - move) / deviation;
                    (sum, count) = (sum + (apart * apart), count + 1);
                }
            }
        }

        return Math.Sqrt(sum / Math.Max(1, count));
    }

    private static double Deviation(MacroFactor factor, int quarters)
    {
        var moves = Moves(factor, quarters).ToList();
        var mean = moves.Average();
        return Math.Sqrt(moves.Average(move => (move - mean) * (move - mean)));
    }

    /// <summary>Of every stretch of that length in which the factor was measured.</summary>
    internal static IEnumerable<double> Moves(MacroFactor factor, int quarters)
        => Enumerable.Range(0, Quarters.Length - quarters).Select(at => Move(factor, at, quarters)).OfType<double>();

    /// <summary>What a factor did in so many quarters from the one at a place on; house prices in logarithms. Nothing where it was not measured.</summary>
    internal static double? Move(MacroFactor factor, int at, int quarters)
        => Quarters[at][factor] is { } from && Quarters[at + quarters][factor] is { } to ? MoveOf(factor, from, to) : null;

    internal static double MoveOf(MacroFactor factor, double from, double to) => factor == MacroFactor.HousePriceIndex ? Math.Log(to / from) : to - from;
}
