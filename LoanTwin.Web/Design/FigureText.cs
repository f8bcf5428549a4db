using System.Globalization;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Web.Design;

/// <summary>A figure in two parts, because the unit is set smaller than the number.</summary>
public readonly record struct Reading(string Number, string Unit)
{
    /// <summary>A dollar sign stands close; all other units after a space that does not break.</summary>
    public override string ToString() => Unit.Length == 0 ? Number : $"{Number}\u00A0{Unit}";
}

/// <summary>A change in words, and whether it is better or worse (its style), or neither.</summary>
public sealed record ChangeText(string Text, string? Direction)
{
    /// <summary>From one value of a metric to another: points for rates, a share for money, and the word that its direction gives.</summary>
    public static ChangeText? Of(Metric metric, double? now, double? then)
    {
        if (now is not { } value || then is not { } before)
        {
            return null;
        }

        if (metric.Unit is MetricUnit.Usd)
        {
            return before == 0 ? null : new(Signed((value / before) - 1, 100, "0.0", "%"), null);
        }

        return Of(metric.Unit, value - before, metric.Direction);
    }

    /// <summary>With its sign, and the word that the direction gives; what prints as nothing is neither better nor worse.</summary>
    public static ChangeText Of(MetricUnit unit, double change, GoodDirection direction)
    {
        var text = Of(unit, change);
        var isNothing = !text.Any(letter => letter is >= '1' and <= '9');
        return isNothing || direction == GoodDirection.None ? new(text, null)
            : change > 0 == (direction == GoodDirection.Up) ? new($"{text} better", "better")
            : new($"{text} worse", "worse");
    }

    /// <summary>With its sign.</summary>
    public static string Of(MetricUnit unit, double change) => unit switch
    {
        MetricUnit.Fraction when FigureText.IsUnderOnePoint(change) => Signed(change, 1e4, "0", "bps"),
        MetricUnit.Fraction => Signed(change, 100, "0.0", "pp"),
        MetricUnit.Count or MetricUnit.Points => Signed(change, 1, "#,0", ""),
        MetricUnit.Index => Signed(change, 1, "0.000", ""),
        MetricUnit.Usd => (change > 0 ? "+" : "") + FigureText.Money(change),
        _ => Signed(change, 1, "0.00", ""),
    };

    private static string Signed(double value, double scale, string format, string unit)
    {
        var text = FigureText.Number(value * scale, format);
        var sign = value > 0 && text.Any(letter => letter is >= '1' and <= '9') ? "+" : "";
        return sign + new Reading(text, unit);
    }
}

/// <summary>Figures as people read them. The unrounded one is in the data-value beside it.</summary>
public static class FigureText
{
    public const string Missing = "–";
    private const string Minus = "−";
    private static readonly (double From, string Unit)[] Scales = [(1e9, "bn"), (1e6, "m"), (1e3, "k")];

    /// <summary>Three significant digits for money, one or two decimals for rates: as tiles show it.</summary>
    public static Reading Of(MetricUnit unit, double? value) => value is not { } known ? new(Missing, "") : unit switch
    {
        MetricUnit.Usd => Money(known),
        MetricUnit.Count => Count(known),
        MetricUnit.Fraction => new(Number(100 * known, Math.Abs(known) >= .0995 ? "0.0" : "0.00"), "%"),
        MetricUnit.Points => new(Number(known, "0"), ""),
        MetricUnit.Index => new(Number(known, "0.000"), ""),
        _ => new(Number(known, "0.00"), ""),
    };

    public static Reading Money(double dollars)
    {
        foreach (var (from, unit) in Scales)
        {
            if (Math.Abs(dollars) >= .9995 * from)
            {
                return new(Sign(dollars) + "$" + Significant(Math.Abs(dollars) / from), unit);
            }
        }

        return new(Sign(dollars) + "$" + Math.Abs(dollars).ToString("0", CultureInfo.InvariantCulture), "");
    }

    public static Reading Count(double count) => Math.Abs(count) < 99_999.5 ? new(Number(count, "#,0"), "") : new(Number(count / 1000, "#,0"), "k");

    /// <summary>All digits, as a table shows money below a header that names the currency.</summary>
    public static string Full(decimal dollars) => Number((double)dollars, "#,0.00");

    public static string Number(double value, string format)
    {
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        return text.StartsWith('-') ? (text.Trim('-', '0', '.', ',').Length == 0 ? text[1..] : Minus + text[1..]) : text;
    }

    /// <summary>For data-value: the figure itself, the same in every culture.</summary>
    public static string? Raw(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    public static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>19 Nov 2026.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A part of a whole without decimals: 92 %.</summary>
    public static string Share(double part) => double.IsFinite(part) ? $"{Number(100 * part, "0")}\u00A0%" : Missing;

    /// <summary>How far two values are apart, as a change is written but without its sign.</summary>
    public static string Distance(MetricUnit unit, double distance) => ChangeText.Of(unit, Math.Abs(distance)).TrimStart('+');

    /// <summary>A distance between two rates.</summary>
    public static string Points(double distance) => Distance(MetricUnit.Fraction, distance);

    /// <summary>Whether a change of a rate is counted in basis points; from where it would print as one point on, it is counted in points.</summary>
    public static bool IsUnderOnePoint(double change) => Math.Abs(change) < .00995;

    public static string ProductName(string key) => key switch
    {
        "creditCard" => "card",
        _ => key,
    };

    public static string ProductTitle(string key) => char.ToUpperInvariant(ProductName(key)[0]) + ProductName(key)[1..];

    private static string Sign(double value) => value < 0 ? Minus : "";

    private static string Significant(double value) => value.ToString(value >= 99.95 ? "0" : value >= 9.995 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
