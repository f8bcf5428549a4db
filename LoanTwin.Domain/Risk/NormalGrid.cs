namespace LoanTwin.Domain.Risk;

/// <summary>
/// The normal distribution function for inner loops: five Taylor terms from the nearest of 1,281 tabled points, 1/64 apart between -10 and 10,
/// a few nanoseconds each. Within 1e-14 of <see cref="NormalDistribution.Cdf"/>, and within 1e-8 of it in relative terms down to -9.9.
/// </summary>
public static class NormalGrid
{
    private const double PerUnit = 64;
    private const double Edge = 10;
    private const int Points = (2 * (int)(Edge * PerUnit)) + 1;

    private static readonly double[] Probability = [.. Enumerable.Range(0, Points).Select(point => NormalDistribution.Cdf((point / PerUnit) - Edge))];
    private static readonly double[] Slope = [.. Enumerable.Range(0, Points).Select(point => NormalDistribution.Density((point / PerUnit) - Edge))];

    public static double Cdf(double x)
    {
        if (!(x > -Edge && x < Edge))
        {
            return x >= Edge ? 1 : x <= -Edge ? 0 : double.NaN;
        }

        var point = (int)(((x + Edge) * PerUnit) + .5);
        var at = (point / PerUnit) - Edge;
        var (d, square) = (x - at, at * at);

        // Derivatives of the density are the density times Hermite polynomials, with alternating sign.
        var series = 1 + (d / 2 * (-at + (d / 3 * (square - 1 + (d / 4 * ((at * (3 - square)) + (d / 5 * (((square - 6) * square) + 3))))))));
        return Probability[point] + (Slope[point] * d * series);
    }
}
