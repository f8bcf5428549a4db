using System.Collections.Immutable;
using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Design;

namespace LoanTwin.Web.Portfolio;

/// <summary>How the probability of default of one loan went, as the path of a small line and in words.</summary>
internal static class TrailText
{
    private const double Air = .08;

    /// <summary>A twentieth of the level, so that a line which hardly moves lies still.</summary>
    private const double Stillness = .05;

    public static string Line(ImmutableArray<double?> trail)
    {
        var (low, high) = (trail.Min() ?? 0, trail.Max() ?? 0);
        var (middle, tall) = ((low + high) / 2, Math.Max(high - low, Math.Max(1e-9, Stillness * high)));
        return SvgText.Line(trail.Select((value, at) => ((double)at / (trail.Length - 1), value is { } pd ? .5 + ((1 - (2 * Air)) * (pd - middle) / tall) : (double?)null)));
    }

    public static string Said(ImmutableArray<double?> trail)
        => $"PD 12 m {FigureText.Of(MetricUnit.Fraction, trail.First(value => value is not null))} at first, {FigureText.Of(MetricUnit.Fraction, trail[^1])} now";
}
