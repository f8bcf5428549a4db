using System.Globalization;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Web.Charts;

/// <summary>A number as people read it: three figures that matter, a true minus, the unit beside it.</summary>
public static class NumberText
{
    public const string Missing = "–";

    /// <summary>One value alone: "$3.42 bn", "4.62 %", "14,032". Values in a column share one <see cref="NumberPattern"/> instead.</summary>
    public static string Of(MetricUnit unit, double? value)
        => value is { } known && double.IsFinite(known) ? NumberPattern.For(unit, known).Text(known) : Missing;

    /// <summary>What happened to a value: sign, unit and, where the metric has a good side, the word better or worse.</summary>
    public static string Change(MetricUnit unit, double? change, GoodDirection direction = GoodDirection.None)
    {
        if (change is not { } known || !double.IsFinite(known))
        {
            return Missing;
        }

        var size = Size(unit, known);
        var isNothing = !size.Any(character => character is >= '1' and <= '9');
        return isNothing ? size.TrimStart('+', '−') : $"{size}{Word(known, direction)}";
    }

    /// <summary>A growth rate: "+0.6 %".</summary>
    public static string Growth(double? ratio) => ratio is { } known && double.IsFinite(known) ? Signed(100 * known, 1) + " %" : Missing;

    /// <summary>A median with its interval, the level being said once elsewhere: "+9 (2…17) bps".</summary>
    public static string Interval(MetricUnit unit, double median, double low, double high)
    {
        var pattern = NumberPattern.ForChange(unit, Math.Max(Math.Abs(low), Math.Abs(high)));
        return $"{(median > 0 ? "+" : "")}{pattern.Bare(median)} ({pattern.Bare(low)}…{pattern.Bare(high)}){pattern.Suffix}";
    }

    /// <summary>A day in the reader's words: "9 Feb 2027".</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    internal static string Fixed(double value, int decimals)
    {
        var text = Math.Abs(value).ToString("N" + decimals, CultureInfo.InvariantCulture);
        var isNegative = value < 0 && text.Any(character => character is >= '1' and <= '9');
        return isNegative ? "−" + text : text;
    }

    private static string Size(MetricUnit unit, double change)
    {
        var pattern = NumberPattern.ForChange(unit, change);
        var text = pattern.Text(Math.Abs(change));
        return (change < 0 ? "−" : "+") + text;
    }

    private static string Signed(double value, int decimals) => (value > 0 ? "+" : "") + Fixed(value, decimals);

    private static string Word(double change, GoodDirection direction) => direction switch
    {
        GoodDirection.None => "",
        GoodDirection.Up => change > 0 ? " better" : " worse",
        _ => change > 0 ? " worse" : " better",
    };
}
