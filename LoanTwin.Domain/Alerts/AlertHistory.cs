using System.Collections.Immutable;

namespace LoanTwin.Domain.Alerts;

/// <summary>One day of a metric; nothing where it had no value.</summary>
public readonly record struct DayValue(int Day, double? Value);

/// <summary>An alert that a rule would have raised.</summary>
/// <param name="To">The day on which it was over; nothing while it is open at the end.</param>
/// <param name="BreachDay">The first day from its firing on, within the days looked ahead, on which the metric was beyond the breach level.</param>
/// <param name="IsJudged">Breached, or all days to look ahead are known; without a breach level none is.</param>
public sealed record AlertEpisode(int From, int? To, double? Peak, int? BreachDay, bool IsJudged);

/// <summary>What a rule would have done on the days that are known.</summary>
public sealed record AlertHistory
{
    private const int OldestEarlierDays = 31;

    public required ImmutableArray<AlertEpisode> Episodes { get; init; }

    /// <summary>The value of the metric that counts as the breach; nothing where the rule names none and there is no limit.</summary>
    public required double? BreachValue { get; init; }

    /// <summary>The breach lies beyond the level. Where it does not, the alert says what has already happened, and its precision says nothing.</summary>
    public required bool IsWarning { get; init; }

    public required int FollowDays { get; init; }

    public int Fired => Episodes.Length;

    /// <summary>Alerts of which it is known whether a breach followed.</summary>
    public int Judged => Episodes.Count(episode => episode.IsJudged);

    public int Followed => Episodes.Count(episode => episode.BreachDay is not null);

    public AlertPrecision? Precision => Judged > 0 ? AlertPrecision.Of(Followed, Judged) : null;

    /// <summary>
    /// Runs the rule over the days from <paramref name="from"/> on, oldest first; days before it only serve a rise to look back. Targets and limits
    /// are those of now on every day.
    /// </summary>
    public static AlertHistory Run(AlertRule rule, IReadOnlyList<DayValue> days, MetricBounds bounds, int from, int followDays)
    {
        var breach = rule.BreachValue(bounds);
        var episodes = ImmutableArray.CreateBuilder<AlertEpisode>();
        var state = AlertState.Start;
        for (var i = 0; i < days.Count; i++)
        {
            var (day, value) = days[i];
            if (day < from)
            {
                continue;
            }

            (state, var notice) = state.Step(rule, day, rule.Read(value, bounds, Earlier(rule, days, i)));
            if (notice is { Kind: NoticeKind.Resolved })
            {
                episodes.Add(Episode(rule, days, notice.FiredDay, day, notice.Peak, breach, followDays));
            }
        }

        if (state.FiringSince is { } open)
        {
            episodes.Add(Episode(rule, days, open, null, state.Peak, breach, followDays));
        }

        return new()
        {
            Episodes = episodes.DrainToImmutable(),
            BreachValue = breach,
            IsWarning = breach is { } level && (rule.TriggerValue(bounds) is not { } trigger || rule.IsWorse(level, trigger)),
            FollowDays = followDays,
        };
    }

    /// <summary>The value that a rise is measured from: of the day so long ago, or the last before it that is not much older (histories of large books hold month ends only).</summary>
    public static double? EarlierThan(AlertRule rule, int day, Func<int, int, double?> lastBetween)
        => rule.Condition is AlertCondition.RisesBy ? lastBetween(day - rule.OverDays - OldestEarlierDays, day - rule.OverDays) : null;

    private static double? Earlier(AlertRule rule, IReadOnlyList<DayValue> days, int at)
        => EarlierThan(rule, days[at].Day, (oldest, newest) =>
        {
            var i = at;
            while (i >= 0 && days[i].Day > newest)
            {
                i--;
            }

            return i >= 0 && days[i].Day >= oldest ? days[i].Value : null;
        });

    private static AlertEpisode Episode(AlertRule rule, IReadOnlyList<DayValue> days, int from, int? to, double? peak, double? breach, int followDays)
    {
        int? breached = null;
        foreach (var (day, value) in days)
        {
            if (breached is null && day >= from && day <= from + followDays && value is { } figure && breach is { } level && rule.IsWorse(figure, level))
            {
                breached = day;
            }
        }

        return new(from, to, peak, breached, breached is not null || (breach is not null && days[^1].Day >= from + followDays));
    }
}

/// <summary>Of so many alerts so many were right, with the 90 % Wilson interval.</summary>
public sealed record AlertPrecision(double Value, double Low, double High)
{
    private const double Z = 1.6448536269514722;

    public static AlertPrecision Of(int right, int of)
    {
        var (share, spread) = ((double)right / of, Z * Z / of);
        var middle = (share + (spread / 2)) / (1 + spread);
        var half = Z / (1 + spread) * Math.Sqrt((share * (1 - share) / of) + (spread / (4 * of)));
        return new(share, Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
