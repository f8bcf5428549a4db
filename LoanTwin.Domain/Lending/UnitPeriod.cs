using System.Globalization;
using LoanTwin.Domain.Results;

namespace LoanTwin.Domain.Lending;

/// <summary>What a unit-period is counted in (12 CFR 1026 Appendix J (b)(3)(iii): the standard intervals of time).</summary>
public enum UnitPeriodKind : byte
{
    Day,
    Week,
    SemiMonth,
    Month,
    Year,

    /// <summary>One advance repaid by one payment in less than a year: the term itself is the unit-period, (b)(4)(ii).</summary>
    Term,
}

/// <summary>The period whose rate Appendix J multiplies up to a year: a day, weeks, half a month, months, a year, or the term itself.</summary>
public readonly record struct UnitPeriod(UnitPeriodKind Kind, int Count = 1)
{
    public const string Accepted = "day, week, 2weeks to 52weeks, semimonth, month, 2months to 12months, quarter, year";

    // (b)(5)(ii) to (v): 12 months, 24 half months, 52 weeks, 365 days, also in a leap year.
    public double PerYear => Kind switch
    {
        UnitPeriodKind.Day => 365,
        UnitPeriodKind.Week => 52.0 / Count,
        UnitPeriodKind.SemiMonth => 24,
        UnitPeriodKind.Month => 12.0 / Count,
        _ => 1,
    };

    /// <summary>Reads month, week, 4weeks, semimonth, day, quarter, 2months, year and their like; spaces and a plural s do not matter.</summary>
    public static Result<UnitPeriod> Parse(string? text, string field = "unitPeriod")
    {
        var word = (text ?? string.Empty).Replace(" ", string.Empty).ToLowerInvariant();
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        var hasCount = int.TryParse(word.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var written);
        var count = digits == 0 ? 1 : hasCount ? written : 0;
        return Of(word[digits..].TrimEnd('s'), count) is { } period
            ? period
            : Problem.Of(ProblemKind.Invalid, field, text ?? "nothing", $"one of {Accepted}");
    }

    public override string ToString() => Kind switch
    {
        UnitPeriodKind.Week when Count > 1 => $"{Count}weeks",
        UnitPeriodKind.Month when Count == 3 => "quarter",
        UnitPeriodKind.Month when Count > 1 => $"{Count}months",
        _ => Kind.ToString().ToLowerInvariant(),
    };

    private static UnitPeriod? Of(string name, int count) => (name, count) switch
    {
        ("day", 1) => new UnitPeriod(UnitPeriodKind.Day),
        ("week", >= 1 and <= 52) => new UnitPeriod(UnitPeriodKind.Week, count),
        ("semimonth" or "halfmonth", 1) => new UnitPeriod(UnitPeriodKind.SemiMonth),
        ("month", >= 1 and <= 11) => new UnitPeriod(UnitPeriodKind.Month, count),
        ("quarter", >= 1 and <= 3) => new UnitPeriod(UnitPeriodKind.Month, 3 * count),
        ("month", 12) or ("quarter", 4) or ("year", 1) => new UnitPeriod(UnitPeriodKind.Year),
        _ => null,
    };
}
