namespace LoanTwin.Simulation.Statistics;

/// <summary>A mean over futures with the standard error of that mean.</summary>
public readonly record struct Estimate(double Mean, double StandardError, int Count)
{
    public static Estimate Of(IEnumerable<double> values)
    {
        // Welford's update keeps the variance right when the mean is large against it.
        var (count, mean, squares) = (0, 0.0, 0.0);
        foreach (var value in values)
        {
            count++;
            var step = value - mean;
            mean += step / count;
            squares += step * (value - mean);
        }

        return new(mean, count > 1 ? Math.Sqrt(squares / (count - 1) / count) : double.NaN, count);
    }
}
