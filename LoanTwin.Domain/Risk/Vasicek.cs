namespace LoanTwin.Domain.Risk;

/// <summary>
/// The law of Vasicek: of many equal borrowers each defaults within the year when sqrt(rho) x (common factor) + sqrt(1 - rho) x (own luck)
/// falls below the threshold that default probability PD sets. Given the common factor the share that defaults is certain.
/// </summary>
public static class Vasicek
{
    /// <summary>Default probability in a year whose common factor is z; a positive z is a bad year.</summary>
    public static double ConditionalPd(double pd, double correlation, double z)
        => NormalDistribution.Cdf((NormalDistribution.Inverse(pd) + (Math.Sqrt(correlation) * z)) / Math.Sqrt(1 - correlation));

    /// <summary>Default rate of a very large book that is not exceeded with the given probability: Hull's worst-case default rate.</summary>
    public static double Quantile(double pd, double correlation, double probability)
        => ConditionalPd(pd, correlation, NormalDistribution.Inverse(probability));

    /// <summary>Probability that the default rate of a very large book stays at or below the given rate.</summary>
    public static double Cdf(double pd, double correlation, double rate)
    {
        if (rate is <= 0 or >= 1 || correlation == 0)
        {
            return rate >= 1 || (rate > 0 && rate >= pd) ? 1 : 0;
        }

        var excess = (Math.Sqrt(1 - correlation) * NormalDistribution.Inverse(rate)) - NormalDistribution.Inverse(pd);
        return NormalDistribution.Cdf(excess / Math.Sqrt(correlation));
    }
}
