namespace LoanTwin.Web.Forecasts;

/// <summary>Quantiles of a sample: linear between neighbours in order, the lowest at 0 and the highest at 1 (definition 7 of Hyndman and Fan, 1996).</summary>
internal static class Quantiles
{
    public static double Of(ReadOnlySpan<double> ascending, double level)
    {
        ArgumentOutOfRangeException.ThrowIfZero(ascending.Length);
        var place = level * (ascending.Length - 1);
        var below = (int)place;
        return below + 1 < ascending.Length ? ascending[below] + ((place - below) * (ascending[below + 1] - ascending[below])) : ascending[^1];
    }
}
