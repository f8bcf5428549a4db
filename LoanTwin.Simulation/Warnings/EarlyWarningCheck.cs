using System.Collections.Immutable;
using LoanTwin.Simulation.Chance;
using LoanTwin.Simulation.Lenders;

namespace LoanTwin.Simulation.Warnings;

/// <summary>How the list is measured; the seeds must be others than those the score was fitted on.</summary>
public sealed record EarlyWarningPlan
{
    public ImmutableArray<ulong> Seeds { get; init; } = [.. Enumerable.Range(1, 10).Select(seed => (ulong)seed)];

    public int Loans { get; init; } = 10_000;

    /// <summary>Month ends lived with each lender.</summary>
    public int Months { get; init; } = 36;

    public int Resamples { get; init; } = 2_000;

    public int Threads { get; init; } = Environment.ProcessorCount;
}

/// <summary>A measured share or number of days with its 90 % interval, by resampling whole lenders.</summary>
public readonly record struct Measured(double Value, double Low, double High);

/// <summary>
/// The early-warning list against what then happened to lenders it was not fitted on: the share of the next quarter's default events that its top
/// decile holds, how many of the decile default, and how many days before its event a borrower came into the decile to stay.
/// </summary>
/// <param name="Caught">Of the default events of the quarter after each quarter end, those of borrowers in the top decile then.</param>
/// <param name="CaughtByLevel">The same by a score fitted to where borrowers stand alone; <paramref name="CaughtByTrend"/> to where they are going alone.</param>
/// <param name="Precision">Of the top decile, those with a default event in the quarter.</param>
/// <param name="Lead">Median days from the month end at which a borrower's unbroken stay in the top decile began to his default event; an event that the decile of the month end before did not hold counts zero days.</param>
/// <param name="LeadOverAMonth">Share of events with more than 30 days.</param>
public sealed record EarlyWarningCheck(
    int Lenders, int Quarters, int Events, Measured Caught, Measured CaughtByLevel, Measured CaughtByTrend, Measured CaughtByTrendOfCurrent, Measured Precision, double BaseRate, Measured Lead, double LeadOverAMonth)
{
    private const double Tail = .05;

    /// <summary>The default plan as it came out for <see cref="WarningScore.Default"/>; run it again to see.</summary>
    public static EarlyWarningCheck Published { get; } = new(
        10, 100, 12_012, new(.9889, .9876, .9903), new(.9888, .9872, .9903), new(.8545, .8498, .8594), new(.2292, .1591, .3043), new(.1250, .1129, .1380), .01263, new(96, 94, 98), 1);

    public static EarlyWarningCheck Run(EarlyWarningPlan plan, CancellationToken cancel = default)
    {
        var lenders = new SeedResult[plan.Seeds.Length];
        Parallel.For(0, lenders.Length, new ParallelOptions { MaxDegreeOfParallelism = plan.Threads, CancellationToken = cancel }, at =>
        {
            var lived = LivedQuarters.Of(new LenderPlan { Loans = plan.Loans, Seed = plan.Seeds[at] }, plan.Months, cancel);
            lenders[at] = SeedResult.Of(lived);
        });
        return Judge(lenders, plan.Resamples);
    }

    private static EarlyWarningCheck Judge(SeedResult[] lenders, int resamples)
    {
        Measured Of(Func<IReadOnlyList<SeedResult>, double> figure) => Interval(lenders, resamples, figure);
        var leads = lenders.SelectMany(lender => lender.Leads).ToList();
        return new(
            lenders.Length,
            lenders.Sum(lender => lender.Quarters),
            lenders.Sum(lender => lender.All.Events),
            Of(some => Ratio(some, lender => lender.All.Caught, lender => lender.All.Events)),
            Of(some => Ratio(some, lender => lender.Level.Caught, lender => lender.Level.Events)),
            Of(some => Ratio(some, lender => lender.Trend.Caught, lender => lender.Trend.Events)),
            Of(some => Ratio(some, lender => lender.Current.Caught, lender => lender.Current.Events)),
            Of(some => Ratio(some, lender => lender.All.Caught, lender => lender.All.Listed)),
            Ratio(lenders, lender => lender.All.Events, lender => lender.Borrowers),
            Of(some => Median([.. some.SelectMany(lender => lender.Leads)])),
            leads.Count == 0 ? double.NaN : (double)leads.Count(days => days > 30) / leads.Count);
    }

    private static Measured Interval(SeedResult[] lenders, int resamples, Func<IReadOnlyList<SeedResult>, double> figure)
    {
        var key = RandomKey.Future(1, "early warning resamples", 0);
        var values = new double[resamples];
        for (var sample = 0; sample < resamples; sample++)
        {
            var picked = new SeedResult[lenders.Length];
            for (var at = 0; at < picked.Length; at++)
            {
                picked[at] = lenders[(int)((ulong)key.Draw((ulong)at, sample, ChanceStream.Population).Word0 * (ulong)lenders.Length >> 32)];
            }

            values[sample] = figure(picked);
        }

        Array.Sort(values);
        return new(figure(lenders), values[(int)(Tail * resamples)], values[Math.Max(0, (int)Math.Ceiling((1 - Tail) * resamples) - 1)]);
    }

    private static double Ratio(IEnumerable<SeedResult> lenders, Func<SeedResult, int> part, Func<SeedResult, int> whole)
    {
        var (sum, of) = (0, 0);
        foreach (var lender in lenders)
        {
            (sum, of) = (sum + part(lender), of + whole(lender));
        }

        return of == 0 ? double.NaN : (double)sum / of;
    }

    private static double Median(List<int> days)
    {
        days.Sort();
        return days.Count == 0 ? double.NaN : days[days.Count / 2];
    }

    private readonly record struct Decile(int Caught, int Listed, int Events);

    /// <summary>One lender's quarters counted.</summary>
    private sealed record SeedResult(int Quarters, int Borrowers, Decile All, Decile Level, Decile Trend, Decile Current, List<int> Leads)
    {
        public static SeedResult Of(LivedQuarters lived)
        {
            var ends = lived.QuarterEnds.ToList();
            Decile Count(WarningScore score, Func<BorrowerSigns, bool>? whom = null) => Total(ends.Select(at => DecileAt(lived, at, score, whom)));
            return new(
                ends.Count,
                ends.Sum(at => lived.Months[at].Borrowers.Length),
                Count(WarningScore.Default),
                Count(WarningScore.LevelOnly),
                Count(WarningScore.TrendOnly),
                Count(WarningScore.TrendOnly, signs => signs.PaysOnTime),
                LeadsOf(lived));
        }

        private static Decile Total(IEnumerable<Decile> deciles)
            => deciles.Aggregate(default(Decile), (sum, one) => new(sum.Caught + one.Caught, sum.Listed + one.Listed, sum.Events + one.Events));

        private static Decile DecileAt(LivedQuarters lived, int at, WarningScore score, Func<BorrowerSigns, bool>? whom)
        {
            var borrowers = lived.Months[at].Borrowers.Where(borrower => whom is null || whom(borrower.Signs)).ToList();
            var top = WarningList.TopDecile(borrowers, score);
            return new(top.Count(loan => lived.DefaultsAfter(loan, at)), top.Count, borrowers.Count(borrower => lived.DefaultsAfter(borrower.Loan, at)));
        }

        private static List<int> LeadsOf(LivedQuarters lived)
        {
            var (since, leads) = (new Dictionary<long, int>(), new List<int>());
            for (var at = 0; at + 1 < lived.Months.Length; at++)
            {
                var top = WarningList.TopDecile(lived.Months[at].Borrowers, WarningScore.Default);
                var day = lived.Months[at].Day;
                since = top.ToDictionary(loan => loan, loan => since.GetValueOrDefault(loan, day));
                if (at < BorrowerSigns.MonthsBack)
                {
                    continue;
                }

                foreach (var loan in lived.Months[at].Borrowers.Select(borrower => borrower.Loan))
                {
                    leads.AddRange(lived.Events[loan].Where(begun => begun > day && begun <= lived.Months[at + 1].Day).Select(begun => since.TryGetValue(loan, out var first) ? begun - first : 0));
                }
            }

            return leads;
        }
    }
}
