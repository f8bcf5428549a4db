namespace LoanTwin.Simulation.Statistics;

/// <summary>The 90 % Wilson interval of a share: never outside 0 to 1, and never of no width where something was seen.</summary>
public readonly record struct ShareInterval(double Low, double High)
{
    private const double Normal95 = 1.6448536269514722;

    public static ShareInterval Wilson(int count, int of)
    {
        var (share, z2) = ((double)count / of, Normal95 * Normal95);
        var middle = (share + (z2 / (2 * of))) / (1 + (z2 / of));
        var half = Normal95 * Math.Sqrt((share * (1 - share) / of) + (z2 / (4.0 * of * of))) / (1 + (z2 / of));
        return new(Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    public bool Holds(double share) => share >= Low && share <= High;
}
