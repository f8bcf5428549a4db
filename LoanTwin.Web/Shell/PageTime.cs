using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace LoanTwin.Web.Shell;

/// <summary>
/// Which days a page looks at, as its address says: how far back, against which day, and as of which day. Simulated days all of them. Nothing
/// named means twelve months to the last month end, live.
/// </summary>
internal sealed record PageTime(int? Months, string Baseline, DateOnly? AsOf)
{
    public const string RangeKey = "range";
    public const string BaselineKey = "base";
    public const string AsOfKey = "asOf";
    public const string MonthEnd = "monthEnd";
    private const int UsualMonths = 12;

    /// <summary>In the order of the menu; "all" is from the first day.</summary>
    public static ImmutableArray<(string Key, string Text, int? Months)> Ranges { get; } =
        [("3m", "3 m", 3), ("6m", "6 m", 6), ("12m", "12 m", UsualMonths), ("36m", "36 m", 36), ("all", "all days", null)];

    public static ImmutableArray<(string Key, string Text)> Baselines { get; } =
        [("yesterday", "yesterday"), (MonthEnd, "month-end"), ("year", "a year ago")];

    public static PageTime Usual { get; } = new(UsualMonths, MonthEnd, null);

    public string RangeText => Ranges.First(range => range.Months == Months).Text;

    public string BaselineText => Baselines.FirstOrDefault(baseline => baseline.Key == Baseline).Text ?? Baseline;

    public DateOnly From(DateOnly day) => Months is { } months ? day.AddMonths(-months) : DateOnly.MinValue;

    /// <summary>What the address says; what it says wrongly is named and left out.</summary>
    public static PageTime Of(string address, out IReadOnlyList<string> wrong)
    {
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        var faults = new List<string>();
        var time = Usual;
        if (Given(query, RangeKey) is { } range)
        {
            if (Ranges.Any(known => known.Key == range))
            {
                time = time with { Months = Ranges.First(known => known.Key == range).Months };
            }
            else
            {
                faults.Add($"range \"{range}\" is not one of {string.Join(", ", Ranges.Select(known => known.Key))}");
            }
        }

        if (Given(query, BaselineKey) is { } baseline)
        {
            if (Baselines.Any(known => known.Key == baseline) || IsDay(baseline, out _))
            {
                time = time with { Baseline = baseline };
            }
            else
            {
                faults.Add($"base \"{baseline}\" is not one of {string.Join(", ", Baselines.Select(known => known.Key))}, or a day like 2026-01-31");
            }
        }

        if (Given(query, AsOfKey) is { } asOf)
        {
            if (IsDay(asOf, out var day))
            {
                time = time with { AsOf = day };
            }
            else
            {
                faults.Add($"asOf \"{asOf}\" is not a day like 2026-01-31");
            }
        }

        wrong = faults;
        return time;
    }

    /// <summary>This page at another choice; everything else in the address stays.</summary>
    public static string With(NavigationManager navigation, string key, string? value)
        => navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [key] = value });

    private static string? Given(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> query, string key)
        => query.TryGetValue(key, out var values) && values.ToString() is { Length: > 0 } value ? value : null;

    private static bool IsDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
