using System.Collections.Immutable;
using System.Globalization;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Economy;

/// <summary>How a path goes from where it is to where it is worst, and on.</summary>
public enum PathShape
{
    /// <summary>Straight there and straight back.</summary>
    V,

    /// <summary>There in a quarter of the time, a stay, and back in the last quarter.</summary>
    U,

    /// <summary>There in a quarter of the time, and a stay.</summary>
    L,

    /// <summary>Even steps, there at the end.</summary>
    Ramp,

    /// <summary>There at once, then half of the way back every two quarters.</summary>
    ShockAndDecay,
}

/// <summary>Paths drawn with few words.</summary>
public static class ShapedPath
{
    private const double DecayPerQuarter = .70710678118654752;

    /// <summary>Values of so many quarters; the first is one step away from the start.</summary>
    public static ImmutableArray<double> Of(PathShape shape, double from, double to, int quarters)
        => [.. Enumerable.Range(1, quarters).Select(quarter => from + ((to - from) * Share(shape, quarter, quarters)))];

    /// <summary>
    /// Reads "2.5 to 8 in 6": the first quarter at 2.5, the sixth at 8, even steps between, and 8 for the quarters that follow. Rates are
    /// written in per cent, with or without the sign.
    /// </summary>
    public static Result<ImmutableArray<double>> Read(string text, MacroFactor factor, int quarters)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var first, "to", var last, "in", var length])
        {
            return Problem.Of(ProblemKind.Invalid, factor.Key, text, "written like 2.5 to 8 in 6");
        }

        var faults = new FaultList();
        var (from, to) = (Figure(first, factor, faults), Figure(last, factor, faults));
        var isLength = int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var steps) && steps >= 1 && steps <= quarters;
        faults.Require(isLength, $"{factor.Key}.in", length, $"a number of quarters between 1 and {quarters}");
        return faults.Or(() => Enumerable.Range(0, quarters).Select(quarter => from + ((to - from) * (steps == 1 ? 1 : Math.Min(1, quarter / (steps - 1.0))))).ToImmutableArray());
    }

    private static double Figure(string word, MacroFactor factor, FaultList faults)
    {
        var isNumber = decimal.TryParse(word.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        var value = (double)(factor.Unit == FactorUnit.Fraction ? number / 100 : number);
        faults.Require(isNumber && factor.Accepts(value), factor.Key, word, factor.Unit == FactorUnit.Fraction
            ? $"per cent between {100 * factor.Lowest} and {100 * factor.Highest}"
            : $"between {factor.Lowest} and {factor.Highest}");
        return value;
    }

    private static double Share(PathShape shape, int quarter, int quarters)
    {
        var (at, part) = ((double)quarter, Math.Max(1, quarters / 4.0));
        return shape switch
        {
            PathShape.V => at <= quarters / 2.0 ? at / (quarters / 2.0) : (quarters - at) / (quarters / 2.0),
            PathShape.U => Math.Min(1, Math.Min(at, quarters - at) / part),
            PathShape.L => Math.Min(1, at / part),
            PathShape.Ramp => at / quarters,
            _ => Math.Pow(DecayPerQuarter, at - 1),
        };
    }
}
