namespace LoanTwin.Simulation.Statistics;

/// <summary>Fewer points of a series that still show it: the first, the last, and the lowest and the highest of each stretch between.</summary>
public static class Thinning
{
    public static IReadOnlyList<T> To<T>(IReadOnlyList<T> all, int points, Func<T, double> value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        if (all.Count <= points)
        {
            return all;
        }

        var stretches = (points - 2) / 2;
        var kept = new List<T>(points) { all[0] };
        for (var stretch = 0; stretch < stretches; stretch++)
        {
            var (lowest, highest) = Extremes(all, Edge(stretch), Edge(stretch + 1), value);
            kept.AddRange(new[] { lowest, highest }.Distinct().Order().Select(index => all[index]));
        }

        kept.Add(all[^1]);
        return kept;

        int Edge(int stretch) => 1 + (int)((long)(all.Count - 2) * stretch / stretches);
    }

    private static (int Lowest, int Highest) Extremes<T>(IReadOnlyList<T> all, int from, int to, Func<T, double> value)
    {
        var (lowest, highest) = (from, from);
        for (var index = from + 1; index < to; index++)
        {
            lowest = value(all[index]) < value(all[lowest]) ? index : lowest;
            highest = value(all[index]) > value(all[highest]) ? index : highest;
        }

        return (lowest, highest);
    }
}
