using LoanTwin.Simulation.Chance;

namespace LoanTwin.Simulation.Population;

/// <summary>Poisson counts by inversion: the count is a function of one uniform number.</summary>
internal static class Poisson
{
    // Inversion sums probabilities from zero; above this the sum is split into independent parts.
    private const double LargestPart = 30;
    private const int MostCounts = 200;

    public static int Of(double mean, double uniform)
    {
        var (count, left) = (0, uniform);
        for (var p = Math.Exp(-mean); left > p && count < MostCounts; p *= mean / ++count)
        {
            left -= p;
        }

        return count;
    }

    /// <summary>A count of any mean, addressed by who and when.</summary>
    public static int Of(double mean, RandomKey key, ulong id, int day, ChanceStream stream)
    {
        var parts = Math.Max(1, (int)Math.Ceiling(mean / LargestPart));
        var count = 0;
        for (var part = 0; part < parts; part++)
        {
            var words = key.Draw(id | ((ulong)part << 8), day, stream);
            count += Of(mean / parts, (words.Word0 + .5) / 4294967296.0);
        }

        return count;
    }
}
