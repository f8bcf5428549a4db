namespace LoanTwin.Domain.Risk;

/// <summary>
/// How many of some equal loans default when the year decides a default probability and then each loan has its own luck: binomial counts
/// mixed over the years. Exact: every year adds all binomial probabilities within <see cref="Reach"/> standard deviations of its mean,
/// by the ratio of neighbours from the likeliest count outwards; nothing is replaced by a normal curve.
/// </summary>
public sealed class DefaultCountLaw
{
    /// <summary>Nodes of the common factor, evenly spaced over <see cref="Edge"/> standard deviations on both sides.</summary>
    public const int Nodes = 4_001;

    private const double Edge = 8;
    private const double Reach = 7;

    private readonly double[] _probability;

    private DefaultCountLaw(double[] probability, double meanRate) => (_probability, MeanRate) = (probability, meanRate);

    public double MeanRate { get; }

    private int Loans => _probability.Length - 1;

    /// <summary>Vasicek's years. The midpoint sum over a normal density is exact to far more digits than are read.</summary>
    public static DefaultCountLaw OfVasicek(double pd, double correlation, int loans)
    {
        var step = 2 * Edge / (Nodes - 1);
        var years = new double[Nodes];
        var weights = new double[Nodes];
        for (var node = 0; node < Nodes; node++)
        {
            var z = -Edge + (node * step);
            years[node] = Vasicek.ConditionalPd(pd, correlation, z);
            weights[node] = NormalDistribution.Density(z) * step;
        }

        return Mixed(years, weights, loans);
    }

    /// <summary>Years that are all equally likely, for instance sampled ones.</summary>
    public static DefaultCountLaw OfYears(ReadOnlySpan<double> years, int loans)
    {
        var weights = new double[years.Length];
        Array.Fill(weights, 1.0 / years.Length);
        return Mixed(years, weights, loans);
    }

    /// <summary>Smallest default rate that is not exceeded with the given probability.</summary>
    public double Quantile(double probability)
    {
        var sum = 0.0;
        for (var count = 0; count < Loans; count++)
        {
            sum += _probability[count];
            if (sum >= probability)
            {
                return (double)count / Loans;
            }
        }

        return 1;
    }

    /// <summary>Probability of a default rate up to the given one.</summary>
    public double Cdf(double rate) => _probability.AsSpan(0, (int)Math.Round(rate * Loans) + 1).ToArray().Sum();

    /// <summary>Standard error of the sample quantile of so many futures: sqrt(q (1 - q) / n) over the density at the quantile.</summary>
    public double StandardError(double probability, int futures)
        => Math.Sqrt(probability * (1 - probability) / futures) / DensityAt(Quantile(probability));

    /// <summary>Probability of one count as a density of the rate.</summary>
    public double DensityAt(double rate) => _probability[(int)Math.Round(rate * Loans)] * Loans;

    private static DefaultCountLaw Mixed(ReadOnlySpan<double> years, ReadOnlySpan<double> weights, int loans)
    {
        var probability = new double[loans + 1];
        var mean = 0.0;
        for (var year = 0; year < years.Length; year++)
        {
            mean += weights[year] * years[year];
            AddBinomial(probability, years[year], weights[year]);
        }

        return new(probability, mean);
    }

    private static void AddBinomial(double[] probability, double pd, double weight)
    {
        var loans = probability.Length - 1;
        if (pd is <= 0 or >= 1)
        {
            probability[pd <= 0 ? 0 : loans] += weight;
            return;
        }

        var mode = Math.Min((int)((loans + 1) * pd), loans);
        var reach = (int)Math.Ceiling(Reach * (1 + Math.Sqrt(loans * pd * (1 - pd))));
        var (low, high) = (Math.Max(mode - reach, 0), Math.Min(mode + reach, loans));
        var odds = pd / (1 - pd);

        // Relative to the likeliest count first; their sum then sets the scale, so no factorial is needed.
        Span<double> relative = new double[high - low + 1];
        relative[mode - low] = 1;
        var sum = 1.0;
        for (var count = mode; count < high; count++)
        {
            sum += relative[count + 1 - low] = relative[count - low] * odds * (loans - count) / (count + 1);
        }

        for (var count = mode; count > low; count--)
        {
            sum += relative[count - 1 - low] = relative[count - low] * count / (odds * (loans - count + 1));
        }

        for (var count = low; count <= high; count++)
        {
            probability[count] += weight * relative[count - low] / sum;
        }
    }
}
