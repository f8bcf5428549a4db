using System.Globalization;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Results;

namespace LoanTwin.Web.Stress;

/// <summary>A factor's value as the cells of the lab show and take it: rates in per cent.</summary>
internal static class FactorCell
{
    private const double Percent = 100;

    public static bool IsRate(MacroFactor factor) => factor.Unit == FactorUnit.Fraction;

    /// <summary>What one press of an arrow moves.</summary>
    public static double Step(MacroFactor factor) => IsRate(factor) ? .1 : 1;

    public static double Shown(MacroFactor factor, double value) => IsRate(factor) ? Percent * value : value;

    public static double[] Shown(MacroFactor factor, IEnumerable<double> values) => [.. values.Select(value => Shown(factor, value))];

    public static double Kept(MacroFactor factor, double shown) => IsRate(factor) ? shown / Percent : shown;

    public static string Text(MacroFactor factor, double value) => Math.Round(Shown(factor, value), 4).ToString("0.0###", CultureInfo.InvariantCulture);

    /// <summary>To one decimal, beside the cells that can be changed.</summary>
    public static string Short(MacroFactor factor, double value) => Shown(factor, value).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>What was typed, with or without the sign of per cent.</summary>
    public static Result<double> Read(MacroFactor factor, string where, string? typed)
    {
        var isNumber = double.TryParse($"{typed}".TrimEnd('%', ' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var shown);
        return isNumber && factor.Accepts(Kept(factor, shown))
            ? Kept(factor, shown)
            : Problem.Of(ProblemKind.Invalid, where, $"{typed}", $"a number{(IsRate(factor) ? " of per cent" : "")} between {Shown(factor, factor.Lowest)} and {Shown(factor, factor.Highest)}");
    }
}
