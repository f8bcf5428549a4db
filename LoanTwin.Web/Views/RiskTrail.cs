using System.Collections.Immutable;
using LoanTwin.Simulation.Market;

namespace LoanTwin.Web.Views;

/// <summary>The kept states whose risk is remembered, oldest first: the opening one and month ends. Never changes; one more makes another.</summary>
internal sealed class RiskTrail(ImmutableArray<MonthEndRisk> photos)
{
    /// <summary>A year, and the end before it.</summary>
    public const int MostMonths = 13;

    /// <summary>A year of a large book; a larger one remembers less far back.</summary>
    private const int MostLoans = 2_600_000;

    public static RiskTrail None { get; } = new([]);

    /// <summary>What a day is compared with: the last month end before it, or the opening day in the twin's first month; nothing where neither is remembered.</summary>
    public MonthEndRisk? Before(int day) => photos.LastOrDefault(photo => photo.Day < SimMonth.FirstDay(SimMonth.Of(day))) ?? photos.LastOrDefault(photo => photo.Day < day);

    /// <summary>The probability of default of a loan at each remembered state before a day; nothing where it did not stand yet.</summary>
    public IEnumerable<float?> Pd12Of(long loan, int day) => photos.Where(photo => photo.Day < day).Select(photo => photo.Find(loan)?.Pd12);

    public bool Knows(int day) => photos.Any(photo => photo.Day == day);

    public RiskTrail With(MonthEndRisk added)
    {
        var kept = photos.Where(photo => photo.Day != added.Day).Append(added).OrderBy(photo => photo.Day).TakeLast(MostMonths).ToImmutableArray();
        while (kept.Length > 2 && kept.Sum(photo => (long)photo.Count) > MostLoans)
        {
            kept = kept.RemoveAt(0);
        }

        return new(kept);
    }
}
