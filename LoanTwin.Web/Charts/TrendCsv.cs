using System.Globalization;
using System.Text;
using LoanTwin.Domain.Metrics;

namespace LoanTwin.Web.Charts;

/// <summary>A trend as a file: what it is on top, then one row a day with unrounded numbers.</summary>
public static class TrendCsv
{
    private const string FormulaStarts = "=+-@\t\r";

    public static string Of(Trend trend, DayRange? range = null)
    {
        var table = TrendTable.Of(trend, range);
        var text = new StringBuilder();
        Line("metric", trend.Key, trend.Title);
        Line("unit", trend.Unit.Key());
        Line("as of", Iso(trend.Now));
        Line("horizon", trend.Horizon);
        Line("source", trend.Source);
        if (trend.Fan is { } fan)
        {
            Line("forecast", $"made {Iso(fan.AsOf)}", $"{fan.Paths} futures");
        }

        foreach (var limit in trend.Limits)
        {
            Line("limit", limit.Label, Number(limit.Value));
        }

        text.Append("\r\n");
        Line(["day", .. table.Columns]);
        foreach (var row in table.Rows)
        {
            Line([Iso(row.Day), .. row.Values.Select(Number)]);
        }

        return text.ToString();

        void Line(params IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
    }

    public static string FileName(Trend trend) => $"{string.Concat(trend.Key.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))}-{Iso(trend.Now)}";

    /// <summary>A spreadsheet must read every cell as what it is: words that begin like a formula get an apostrophe, numbers stay numbers.</summary>
    public static string Cell(string text)
    {
        var isFormula = text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal) && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        var safe = isFormula ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
