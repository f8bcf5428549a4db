namespace LoanTwin.Web.Queries;

/// <summary>Fewer points of a series that still show it: the first, the last, and the lowest and the highest of each stretch between.</summary>
internal static class Thinning
{
    public static IReadOnlyList<SeriesPoint> To(IReadOnlyList<SeriesPoint> all, int points)
    {
        if (all.Count <= points)
        {
            return all;
        }

        var stretches = (points - 2) / 2;
        var kept = new List<SeriesPoint> { all[0] };
        for (var stretch = 0; stretch < stretches; stretch++)
        {
            var (from, to) = (Edge(stretch), Edge(stretch + 1));
            var inside = all.Skip(from).Take(to - from).ToList();
            kept.AddRange(new[] { inside.MinBy(point => point.Value)!, inside.MaxBy(point => point.Value)! }.Distinct().OrderBy(point => point.Day));
        }

        kept.Add(all[^1]);
        return kept;

        int Edge(int stretch) => 1 + (int)((long)(all.Count - 2) * stretch / stretches);
    }
}
