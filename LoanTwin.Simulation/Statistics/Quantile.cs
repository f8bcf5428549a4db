namespace LoanTwin.Simulation.Statistics;

/// <summary>The value below which a share of a sample lies.</summary>
public static class Quantile
{
    /// <summary>Between two neighbours in proportion; the sample stands in order.</summary>
    public static double Of(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)Math.Floor(at);
        return sorted[below] + ((at - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
