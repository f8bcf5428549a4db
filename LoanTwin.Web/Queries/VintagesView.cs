using LoanTwin.Domain.Lending;
using LoanTwin.Simulation.Book;
using LoanTwin.Simulation.Market;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Queries;

/// <summary>One month on book of a vintage: how many loans have been seen that long, what happened in that month, and the measure.</summary>
/// <param name="IsImmature">So few of the vintage have been seen that long that the rest may still change the picture.</param>
internal sealed record VintageMonth(int MonthsOnBook, int AtRisk, double Events, double Value, bool IsImmature);

/// <summary>Loans made in one month, quarter or year.</summary>
internal sealed record Vintage(string Key, int Loans, decimal Originated, VintageMonth[] Months);

internal sealed record VintagesView(DateOnly Day, long View, string By, string Measure, string Method, DateOnly? Since, int LeftOut, Vintage[] Vintages)
{
    public const string Defaults = "cumulativeDefault";
    public const string Losses = "cumulativeLoss";
    public const string Cpr = "cpr";

    public static readonly IReadOnlyList<string> Measures = [Defaults, Losses, Cpr];

    /// <summary>A month that fewer of the vintage have reached than this share is immature.</summary>
    private const double Mature = .5;

    public static VintagesView Of(BookView view, string by, string measure, FilterClauses filter, IReadOnlyDictionary<long, (int Day, long Cents)>? losses, DateOnly? lossesSince)
    {
        // Loans of the opening book are the survivors of their vintages: their early months were never seen.
        var since = measure == Losses ? lossesSince : view.Months.Count > 0 ? view.Months[0].Month : view.Date;
        var key = SegmentKey.Find($"origination{char.ToUpperInvariant(by[0])}{by[1..]}")!;
        var groups = new SortedDictionary<long, (string Text, List<Life> Lives)>();
        var (test, leftOut) = (filter.Test, 0);
        foreach (var shelf in view.Shelves)
        {
            for (var row = 0; row < shelf.Count; row++)
            {
                if (!test(view, shelf, row))
                {
                    continue;
                }

                if (since is null || shelf.Fixed.OriginationDay[row] < since.Value.DayNumber)
                {
                    leftOut++;
                    continue;
                }

                var part = key.Of(view, shelf, row);
                if (!groups.TryGetValue(part, out var group))
                {
                    groups[part] = group = (key.Text(part), []);
                }

                group.Lives.Add(Life.Of(view, shelf, row, losses));
            }
        }

        return new(view.Date, view.Number, by, measure, MethodOf(measure), since, leftOut, [.. groups.Values.Select(group => VintageOf(group.Text, group.Lives, measure))]);
    }

    private static string MethodOf(string measure) => measure switch
    {
        Defaults => "sum over months of (loans whose running or final default event began in that month / loans seen at least that long); a loan that has cured since does not count",
        Losses => "sum over months of (loss booked at charge-offs in that month / amount originated by loans seen at least that long), from the stored payment rows",
        _ => "1 - (1 - loans prepaid in that month / loans on book when it began)^12, by count, over loans seen at least that long",
    };

    private static Vintage VintageOf(string text, List<Life> lives, string measure)
    {
        var months = new List<VintageMonth>();
        var sum = 0.0;
        var seenFirst = lives.Count(life => life.Seen >= 1);
        for (var month = 1; month <= lives.Max(life => life.Seen); month++)
        {
            var seen = lives.Where(life => life.Seen >= month).ToList();
            var (atRisk, events, value) = measure switch
            {
                Defaults => Cumulated(seen.Count, seen.Count(life => life.Defaulted == month), seen.Count, ref sum),
                Losses => Cumulated(seen.Count, seen.Sum(life => life.LossMonth == month ? life.Loss / 100.0 : 0), seen.Sum(life => life.Amount / 100.0), ref sum),
                _ => Prepaid([.. seen.Where(life => life.Ended is null || life.Ended >= month)], month),
            };
            months.Add(new(month, atRisk, Math.Round(events, 2), Math.Round(value, 8), seen.Count < Mature * seenFirst));
        }

        return new(text, lives.Count, Cents.ToDollars(lives.Sum(life => life.Amount)), [.. months]);
    }

    private static (int AtRisk, double Events, double Value) Cumulated(int atRisk, double events, double whole, ref double sum)
    {
        sum += whole == 0 ? 0 : events / whole;
        return (atRisk, events, sum);
    }

    private static (int AtRisk, double Events, double Value) Prepaid(List<Life> onBook, int month)
    {
        var left = onBook.Count(life => life.IsPrepaid && life.Ended == month);
        return (onBook.Count, left, onBook.Count == 0 ? 0 : 1 - Math.Pow(1 - ((double)left / onBook.Count), 12));
    }

    /// <summary>A loan's months on book, the first being 1: how many were seen whole, and in which its default, loss or end fell.</summary>
    private readonly record struct Life(int Seen, int? Defaulted, int? Ended, bool IsPrepaid, int? LossMonth, long Loss, long Amount)
    {
        public static Life Of(BookView view, Shelf shelf, int row, IReadOnlyDictionary<long, (int Day, long Cents)>? losses)
        {
            var (origin, status) = (shelf.Fixed.OriginationDay[row], (PaymentStatus)shelf.Moving.Status[row]);
            var (defaultDay, lost) = (shelf.Moving.DefaultDay[row], (Day: 0, Cents: 0L));
            var hasLost = losses is not null && losses.TryGetValue(shelf.Fixed.Id[row], out lost);
            return new(
                Whole(origin, view.Day + 1), defaultDay > 0 && defaultDay <= view.Day ? Whole(origin, defaultDay) + 1 : null, status.IsTerminal() ? Math.Max(1, (int)shelf.Moving.Age[row]) : null,
                status == PaymentStatus.Prepaid, hasLost ? Whole(origin, lost.Day) + 1 : null, lost.Cents, shelf.Fixed.Amount[row]);
        }

        /// <summary>Whole months between two days.</summary>
        private static int Whole(int from, int to)
        {
            var months = SimMonth.Of(to) - SimMonth.Of(from);
            return Math.Max(0, DateOnly.FromDayNumber(from).AddMonths(months).DayNumber <= to ? months : months - 1);
        }
    }
}
