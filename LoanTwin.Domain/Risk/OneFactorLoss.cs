using System.Collections.Immutable;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Risk;

/// <summary>
/// The loss of one year, conditional-normal on one factor. Given the factor z (a positive z is a bad year) a bucket defaults at Vasicek's
/// p(z), its loss is normal with mean p(z) x loss and variance p(z)(1 - p(z)) x sum of squared losses, and buckets are independent; the law is
/// the mixture over z. The factor is integrated by the trapezoid rule on <see cref="Nodes"/> points, evenly spaced over 8 standard deviations
/// on both sides, which converges faster than any power of the spacing for so smooth a mixture. What is exact in it: mean and variance.
/// What is not: the shape of a bucket with few expected defaults, where the normal curve stands in for a count of whole loans.
/// </summary>
public sealed class OneFactorLoss
{
    public const int Nodes = 2_001;

    private const double Edge = 8;
    private const double Step = 2 * Edge / (Nodes - 1);

    // With no luck of its own left, a node would be one point and the law a staircase; half a stair of spread smooths it.
    // Less leaves ripples, more moves the tail: measured against Vasicek's closed form, 2e-5 of the quantile.
    private const double LeastSpread = .5;

    // A law all of whose years are equal still needs some width to be searched in.
    private const double LeastRelativeSpread = 1e-12;

    private const double SmallestSpread = 1e-300;

    private const double Reach = 10;
    private const double Precision = 1e-13;
    private const int MostSteps = 200;

    private static readonly double[] Factor = [.. Enumerable.Range(0, Nodes).Select(node => -Edge + (node * Step))];
    private static readonly double[] Weight = [.. Factor.Select(z => NormalDistribution.Density(z) * Step)];

    private readonly double[] _mean = new double[Nodes];
    private readonly double[] _spread = new double[Nodes];

    private OneFactorLoss(ImmutableArray<LossBucket> buckets, double certain)
    {
        CertainLoss = certain;
        ExpectedLoss = certain + buckets.Sum(bucket => bucket.ExpectedLoss);
        LargestLoss = certain + buckets.Sum(bucket => bucket.Loss);
        foreach (var bucket in buckets)
        {
            Add(bucket);
        }

        StandardDeviation = Math.Sqrt(Variance());
        CloseSpread();
    }

    /// <summary>Loss that comes in every year, for instance of loans whose default event has begun.</summary>
    public double CertainLoss { get; }

    public double ExpectedLoss { get; }

    /// <summary>Exact for the loans as they are: only the shape around it is the normal curve's.</summary>
    public double StandardDeviation { get; }

    /// <summary>Loss if every loan defaulted.</summary>
    public double LargestLoss { get; }

    /// <summary>The law of some buckets and a certain loss on top, or everything that is wrong with them.</summary>
    public static Result<OneFactorLoss> Create(ImmutableArray<LossBucket> buckets, double certainLoss = 0)
    {
        if (buckets.IsDefault)
        {
            return Problem.Of(ProblemKind.MissingData, "buckets", "nothing", "a list of buckets");
        }

        var faults = new FaultList().RequireRange(certainLoss, 0, double.MaxValue, "certainLoss");
        for (var at = 0; at < buckets.Length; at++)
        {
            Check(buckets[at], $"buckets[{at}]", faults);
        }

        return faults.Or(() => new OneFactorLoss(buckets, certainLoss));
    }

    /// <summary>The loss that is not exceeded with the given probability, never below zero nor above the largest possible loss.</summary>
    public double ValueAtRisk(double confidence) => Inside(CertainLoss + Quantile(confidence));

    /// <summary>The mean loss of the worst years, those beyond the value at risk.</summary>
    public double ExpectedShortfall(double confidence)
    {
        var quantile = Quantile(confidence);
        var tail = 0.0;
        for (var node = 0; node < Nodes; node++)
        {
            var distance = (quantile - _mean[node]) / _spread[node];
            tail += Weight[node] * ((_mean[node] * NormalGrid.Cdf(-distance)) + (_spread[node] * NormalDistribution.Density(distance)));
        }

        return Math.Max(Inside(CertainLoss + (tail / (1 - confidence))), Inside(CertainLoss + quantile));
    }

    /// <summary>Probability of a loss up to the given one.</summary>
    public double Cdf(double loss) => CdfAndDensity(loss - CertainLoss).Cdf;

    private static void Check(in LossBucket bucket, string field, FaultList faults)
        => faults.RequireRange(bucket.Pd, 0, 1, $"{field}.pd")
            .Require(bucket.Correlation is >= 0 and < 1, $"{field}.correlation", bucket.Correlation, "from 0 to below 1")
            .Require(bucket.Count >= 0, $"{field}.count", bucket.Count, "not negative")
            .RequireRange(bucket.Loss, 0, double.MaxValue, $"{field}.loss")
            .RequireRange(bucket.SquaredLoss, 0, double.MaxValue, $"{field}.squaredLoss");

    private void Add(in LossBucket bucket)
    {
        if (bucket.Pd is <= 0 or >= 1)
        {
            // Certain either way: no year differs from another.
            AddToMeans(bucket.ExpectedLoss);
            return;
        }

        var own = Math.Sqrt(1 - bucket.Correlation);
        var start = NormalDistribution.Inverse(bucket.Pd) / own;
        var slope = Math.Sqrt(bucket.Correlation) / own;
        for (var node = 0; node < Nodes; node++)
        {
            var pd = NormalGrid.Cdf(start + (slope * Factor[node]));
            _mean[node] += pd * bucket.Loss;
            _spread[node] += pd * (1 - pd) * bucket.SquaredLoss;
        }
    }

    private void AddToMeans(double loss)
    {
        foreach (ref var mean in _mean.AsSpan())
        {
            mean += loss;
        }
    }

    /// <summary>Mean variance given the factor plus variance of the mean; around the mean, so that no digits cancel.</summary>
    private double Variance()
    {
        var (sum, mean) = (0.0, ExpectedLoss - CertainLoss);
        for (var node = 0; node < Nodes; node++)
        {
            sum += Weight[node] * (_spread[node] + ((_mean[node] - mean) * (_mean[node] - mean)));
        }

        return sum;
    }

    /// <summary>From sums of variances to standard deviations, none narrower than the stairs.</summary>
    private void CloseSpread()
    {
        var least = Math.Max(LargestLoss * LeastRelativeSpread, SmallestSpread);
        for (var node = 0; node < Nodes; node++)
        {
            var stair = (_mean[Math.Min(node + 1, Nodes - 1)] - _mean[Math.Max(node - 1, 0)]) / 2;
            _spread[node] = Math.Max(Math.Max(Math.Sqrt(_spread[node]), LeastSpread * stair), least);
        }
    }

    /// <summary>Newton's steps on the distribution function, halving the bracket whenever one leaves it.</summary>
    private double Quantile(double confidence)
    {
        if (!(confidence is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "a confidence lies between 0 and 1");
        }

        var (low, high) = Bracket();
        var (loss, width) = ((low + high) / 2, high - low);
        for (var step = 0; step < MostSteps && high - low > Precision * width; step++)
        {
            var (cdf, density) = CdfAndDensity(loss);
            (low, high) = cdf < confidence ? (loss, high) : (low, loss);
            var next = loss - ((cdf - confidence) / density);
            var isInside = next > low && next < high;
            if (isInside && Math.Abs(next - loss) <= Precision * width)
            {
                return next;
            }

            loss = isInside ? next : (low + high) / 2;
        }

        return loss;
    }

    private (double Low, double High) Bracket()
    {
        var (low, high) = (double.MaxValue, double.MinValue);
        for (var node = 0; node < Nodes; node++)
        {
            low = Math.Min(low, _mean[node] - (Reach * _spread[node]));
            high = Math.Max(high, _mean[node] + (Reach * _spread[node]));
        }

        return (low, high);
    }

    private (double Cdf, double Density) CdfAndDensity(double loss)
    {
        var (cdf, density) = (0.0, 0.0);
        for (var node = 0; node < Nodes; node++)
        {
            var distance = (loss - _mean[node]) / _spread[node];
            if (distance >= Reach)
            {
                cdf += Weight[node];
            }
            else if (distance > -Reach)
            {
                cdf += Weight[node] * NormalGrid.Cdf(distance);
                density += Weight[node] * NormalDistribution.Density(distance) / _spread[node];
            }
        }

        return (cdf, density);
    }

    private double Inside(double loss) => Math.Clamp(loss, 0, LargestLoss);
}
