using System.Globalization;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Web.Design;

/// <summary>A figure in two parts, because the unit is set smaller than the number.</summary>
public readonly record struct Reading(string Number, string Unit)
{
    /// <summary>A dollar sign stands close; all other units after a space that does not break.</summary>
    public override string ToString() => Unit.Length == 0 ? Number : $"{Number}\u00A0{Unit}";
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

    private static string Sign(double value) => value < 0 ? Minus : "";

    private static string Significant(double value) => value.ToString(value >= 99.95 ? "0" : value >= 9.995 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
