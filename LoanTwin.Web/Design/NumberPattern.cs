using LoanTwin.Domain.Metrics;

namespace LoanTwin.Web.Design;

/// <summary>How all values of one picture or column are written: one scale, one number of decimals, one unit.</summary>
public sealed record NumberPattern(double Scale, int Decimals, string Prefix, string Suffix)
{
    private const double Billion = 1e9;
    private const double Million = 1e6;

    /// <summary>With its unit: "$3.42 bn".</summary>
    public string Text(double? value) => value is { } known && double.IsFinite(known) ? Whole(known, Decimals, true) : FigureText.Missing;

    /// <summary>Without its unit, where the header or the subtitle says it.</summary>
    public string Bare(double? value) => value is { } known && double.IsFinite(known) ? Whole(known, Decimals, false) : FigureText.Missing;

    /// <summary>On an axis, where the step says how many decimals there are.</summary>
    public string Tick(double value, int decimals, bool isWithUnit) => Whole(value, decimals, isWithUnit);

    public static NumberPattern For(MetricUnit unit, params IReadOnlyCollection<double> values)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        var (largest, span) = (finite.Max(Math.Abs), finite.Max() - finite.Min());
        var pattern = Of(unit, largest);
        return pattern with { Decimals = pattern.Decimals + (HidesItsChange(pattern, span) ? 1 : 0) };
    }

    /// <summary>A change of a fraction is counted in basis points under one percentage point, and in points above.</summary>
    public static NumberPattern ForChange(MetricUnit unit, double largest) => unit switch
    {
        MetricUnit.Fraction when FigureText.IsUnderOnePoint(largest) => new(1e4, 0, "", " bps"),
        MetricUnit.Fraction => new(100, 1, "", " pp"),
        _ => Of(unit, Math.Abs(largest)),
    };

    private static NumberPattern Of(MetricUnit unit, double largest) => unit switch
    {
        MetricUnit.Usd when largest >= Billion - (Million / 20) => Money(Billion, largest, " bn"),
        MetricUnit.Usd when largest >= Million - .5 => Money(Million, largest, " m"),
        MetricUnit.Usd => new(1, 0, "$", ""),
        MetricUnit.Count => new(1, 0, "", ""),
        MetricUnit.Fraction => new(100, DecimalsOf(100 * largest), "", " %"),
        MetricUnit.Points => new(1, 0, "", ""),
        MetricUnit.Index => new(1, 3, "", ""),
        _ => new(1, 2, "", ""),
    };

    private static NumberPattern Money(double unit, double largest, string word) => new(1 / unit, Math.Round(largest / unit, 2) < 10 ? 2 : 1, "$", word);

    private static int DecimalsOf(double scaled) => Math.Round(scaled, 2) < 10 ? 2 : Math.Round(scaled, 1) < 100 ? 1 : 0;

    private static bool HidesItsChange(NumberPattern pattern, double span) => span > 0 && span * pattern.Scale < 10 * Math.Pow(10, -pattern.Decimals);

    private string Whole(double value, int decimals, bool isWithUnit)
    {
        var text = FigureText.Number(value * Scale, $"N{decimals}");
        var signed = text.StartsWith('−') ? $"−{Prefix}{text[1..]}" : Prefix + text;
        return isWithUnit ? signed + Suffix : signed.Replace(Prefix.Length == 0 ? "\0" : Prefix, "", StringComparison.Ordinal);
    }
}
