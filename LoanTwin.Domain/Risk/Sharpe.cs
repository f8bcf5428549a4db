namespace LoanTwin.Domain.Risk;

/// <summary>Return for the risk taken.</summary>
public static class Sharpe
{
    /// <summary>Fewer months say nothing about how returns vary.</summary>
    public const int FewestMonths = 6;

    // Returns that differ by rounding alone do not vary.
    private const double LeastDeviation = 1e-12;

    /// <summary>Mean of monthly returns above the riskless one over their standard deviation (n - 1), times the root of 12.</summary>
    public static double? OfMonthly(params ReadOnlySpan<double> excessReturns)
    {
        if (excessReturns.Length < FewestMonths)
        {
            return null;
        }

        var (sum, squares) = (0.0, 0.0);
        foreach (var excess in excessReturns)
        {
            sum += excess;
        }

        var mean = sum / excessReturns.Length;
        foreach (var excess in excessReturns)
        {
            squares += (excess - mean) * (excess - mean);
        }

        var deviation = Math.Sqrt(squares / (excessReturns.Length - 1));
        return deviation > LeastDeviation ? mean / deviation * Math.Sqrt(Annualised.MonthsPerYear) : null;
    }
}
