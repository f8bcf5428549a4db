using System.Globalization;
using LoanTwin.Web.Queries;

namespace LoanTwin.Web.Insights;

/// <summary>The day that changes are counted from.</summary>
/// <param name="Day">A day whose figures are stored: the one wanted, or the last before it.</param>
internal sealed record Baseline(string Key, DateOnly Day)
{
    public const string Yesterday = "yesterday";
    public const string MonthEnd = "monthEnd";
    public const string Year = "year";
    public const string Rule = "yesterday, monthEnd, year, or a day like 2026-01-31 before the day looked at";

    /// <summary>Nothing for a word that names no day before the one looked at.</summary>
    public static DateOnly? DayOf(string key, DateOnly asOf) => key switch
    {
        Yesterday => asOf.AddDays(-1),
        MonthEnd => new DateOnly(asOf.Year, asOf.Month, 1).AddDays(-1),
        Year => asOf.AddYears(-1),
        _ => DateOnly.TryParseExact(key, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < asOf ? day : null,
    };

    public static Baseline? Of(string key, DateOnly asOf, FigureRows rows)
        => DayOf(key, asOf) is { } wanted && rows.LastDayUpTo(wanted.DayNumber) is { } stored ? new(key, DateOnly.FromDayNumber(stored)) : null;
}
