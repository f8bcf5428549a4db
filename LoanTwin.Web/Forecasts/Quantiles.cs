namespace LoanTwin.Web.Forecasts;

/// <summary>
/// Quantiles of a sample: linear between neighbours in order, the k-th of n at k / (n + 1) (definition 6 of Hyndman and Fan, 1996). Of futures
/// that are no member of the sample, as many lie below a quantile on average as it says, however small the sample is.
/// </summary>
internal static class Quantiles
{
    public static double Of(ReadOnlySpan<double> ascending, double level)
    {
        ArgumentOutOfRangeException.ThrowIfZero(ascending.Length);
        var place = Math.Clamp((level * (ascending.Length + 1)) - 1, 0, ascending.Length - 1);
        var below = (int)place;
        return below + 1 < ascending.Length ? ascending[below] + ((place - below) * (ascending[below + 1] - ascending[below])) : ascending[^1];
    }
}
