namespace LoanTwin.Domain.Risk;

/// <summary>
/// The standard normal law. Its distribution function is summed, not looked up: near the centre by the series
/// 1/2 + phi(x) (x + x^3/3 + x^5/15 + ...) (Marsaglia 2004), in the tails by Laplace's continued fraction for Mills' ratio, so that small
/// probabilities keep their digits. Relative error below 1e-13.
/// </summary>
public static class NormalDistribution
{
    // Left of it the series would subtract nearly equal numbers; right of it the fraction still needs few terms.
    private const double TailStart = 2.5;

    private const int FractionTerms = 50;

    private static readonly double RootTwoPi = Math.Sqrt(2 * Math.PI);

    public static double Density(double x) => Math.Exp(-.5 * x * x) / RootTwoPi;

    /// <summary>Probability of a value up to x.</summary>
    public static double Cdf(double x) => x < -TailStart ? UpperTail(-x) : x > TailStart ? 1 - UpperTail(x) : Centre(x);

    /// <summary>
    /// The value that is not exceeded with the given probability. A rational start (Abramowitz and Stegun 26.2.23, error below 4.5e-4) is
    /// sharpened by two Halley steps on <see cref="Cdf"/>, each of which triples the digits.
    /// </summary>
    public static double Inverse(double probability)
    {
        if (!(probability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "a probability lies between 0 and 1");
        }

        return probability switch
        {
            0 => double.NegativeInfinity,
            1 => double.PositiveInfinity,
            > .5 => -LowerInverse(1 - probability),
            _ => LowerInverse(probability),
        };
    }

    private static double LowerInverse(double probability)
    {
        var t = Math.Sqrt(-2 * Math.Log(probability));
        var x = ((2.515517 + (t * (.802853 + (t * .010328)))) / (1 + (t * (1.432788 + (t * (.189269 + (t * .001308))))))) - t;
        return Sharper(Sharper(x, probability), probability);
    }

    private static double Sharper(double x, double probability)
    {
        var step = (Cdf(x) - probability) / Density(x);
        return x - (step / (1 + (.5 * x * step)));
    }

    private static double Centre(double x)
    {
        var (term, sum) = (x, x);
        for (var k = 3; sum + term != sum || k == 3; k += 2)
        {
            term *= x * x / k;
            sum += term;
        }

        return .5 + (Density(x) * sum);
    }

    /// <summary>phi(x) / (x + 1/(x + 2/(x + 3/(x + ...)))), from the last term inwards.</summary>
    private static double UpperTail(double x)
    {
        var fraction = x;
        for (var k = FractionTerms; k >= 1; k--)
        {
            fraction = x + (k / fraction);
        }

        return Density(x) / fraction;
    }
}
