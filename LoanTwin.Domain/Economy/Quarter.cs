using System.Globalization;

namespace LoanTwin.Domain.Economy;

/// <summary>A calendar quarter as a number: four times the year plus the quarter from zero.</summary>
public readonly record struct Quarter(int Number)
{
    public int Year => Number / 4;

    public int OfYear => (Number % 4) + 1;

    /// <summary>First, middle and last month as twelve times the year plus the month from zero.</summary>
    public int FirstMonth => Number * 3;

    public int MiddleMonth => FirstMonth + 1;

    public static Quarter Of(int year, int quarter) => new((year * 4) + quarter - 1);

    /// <summary>The first quarter that begins in this month or later.</summary>
    public static Quarter BeginningFrom(int month) => new((month + 2) / 3);

    public Quarter Plus(int quarters) => new(Number + quarters);

    /// <summary>Reads "2026 Q1" or "2026Q1".</summary>
    public static Quarter? Parse(string text)
    {
        var parts = text.Trim().Split('Q');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var year)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var quarter)
            && year is >= 1900 and <= 2200 && quarter is >= 1 and <= 4
            ? Of(year, quarter)
            : null;
    }

    public override string ToString() => $"{Year} Q{OfYear}";
}
