using System.Collections.Concurrent;
using System.Collections.Immutable;
using LoanTwin.Domain.Economy;
using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Alerts;
using LoanTwin.Web.Jobs;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;

namespace LoanTwin.Web.Insights;

/// <summary>Makes the pictures of the overview, each once: what two readers ask alike is answered alike, from the same object.</summary>
internal sealed class OverviewPictures(FigureRows rows, LiveFeed feed, AlertBoard board, JobBoard jobs, JobKinds kinds, TwinTrouble trouble, TimeProvider time)
{
    /// <summary>A line of ninety days need not follow every day at once.</summary>
    private static readonly TimeSpan SparkAge = TimeSpan.FromSeconds(5);

    private const int SparkDays = 90;
    private const int MonthsOfMoves = 13;
    private const int MostKept = 8;
    private const string LateKey = "dpd30Balance";
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, (long MadeAt, DateOnly Day, IReadOnlyList<double?> Line)> _sparks = new();
    private ImmutableArray<(Question Question, OverviewPicture Answer)> _kept = [];

    /// <summary>Nothing while the lender is being founded, or for a day whose figures are not stored.</summary>
    /// <param name="asOf">A past day; nothing for the live one.</param>
    public OverviewPicture? Of(DateOnly? asOf, string baseline)
    {
        if (feed.Latest is not { } latest)
        {
            return null;
        }

        var question = new Question(asOf ?? latest.Day, latest.CommitSequence, baseline, board.Picture, jobs.Jobs, trouble.Text);
        if (Find(question) is { } known)
        {
            return known; // most ask what somebody has asked just before: they wait for nobody
        }

        lock (_gate) // whoever comes second waits for the first, instead of doing the same
        {
            if (Find(question) is { } made)
            {
                return made;
            }

            var picture = Make(asOf is { } day && day != latest.Day ? day : null, baseline, latest, question.Alerts.Asking(latest.Day), Lost(question.Jobs));
            if (picture is not null)
            {
                _kept = [(question, picture), .. _kept.Take(MostKept - 1)];
            }

            return picture;
        }
    }

    /// <summary>The metrics of a day against the limits of today; empty for a day that is not stored.</summary>
    /// <param name="scope">The lender, or one product.</param>
    public ImmutableArray<MetricValue> MetricsOf(DateOnly? day, TwinSnapshot latest, string scope = LivedFigures.Lender)
    {
        if (scope == LivedFigures.Lender && (day is null || day == latest.Day))
        {
            return latest.Metrics;
        }

        var stored = rows.Metrics((day ?? latest.Day).DayNumber, scope, long.MaxValue);
        return [.. from now in latest.Metrics where stored.ContainsKey(now.Metric.Key) select MetricValue.Of(now.Metric, stored[now.Metric.Key].Value, now.Target, now.Limit)];
    }

    private OverviewPicture? Make(DateOnly? past, string baseline, TwinSnapshot latest, ImmutableArray<AlertRow> asking, IReadOnlyList<LostQuestion> lost)
    {
        var metrics = MetricsOf(past, latest);
        if (metrics.IsEmpty)
        {
            return null;
        }

        var day = past ?? latest.Day;
        var against = Baseline.Of(baseline, day, rows);
        var before = against is null
            ? new Dictionary<string, double?>()
            : rows.Metrics(against.Day.DayNumber, LivedFigures.Lender, long.MaxValue).ToDictionary(row => row.Key, row => row.Value.Value);
        ImmutableArray<Gauge> limits = [.. metrics.Where(value => value.Limit is not null).Select(value => new Gauge(value, before.GetValueOrDefault(value.Metric.Key), [])).OrderByDescending(gauge => gauge.Used ?? 0)];
        var stopped = past is null ? trouble.Text : null;
        return new(day, past is null, against, OfKey, limits, Lead.Of(metrics, before), past is null ? Counted(asking) : null, () => Economy(day), () => Attention.Of(metrics, Late(day), past is null ? asking : [], past is null ? lost : [], stopped));

        Gauge? OfKey(string key) => metrics.FirstOrDefault(value => value.Metric.Key == key) is { } value ? new(value, before.GetValueOrDefault(key), Spark(key, day, past is null)) : null;
    }

    private static ImmutableArray<AlertCount> Counted(ImmutableArray<AlertRow> asking)
        => [.. asking.CountBy(alert => AlertFigures.StateOf(alert.Rule.Rule.Severity)).Select(count => new AlertCount(count.Key, count.Value)).OrderByDescending(count => count.State)];

    /// <summary>Of each question that people asked, how its last asking ended.</summary>
    private List<LostQuestion> Lost(ImmutableArray<Job> shown)
        => [.. from job in shown.Where(job => job.Author != Author.Twin).DistinctBy(job => job.Run)
               where job.State is JobState.Failed or JobState.Interrupted
               select new LostQuestion(kinds.Tell(job), job.Problem ?? job.State.Key(), kinds.PageOf(job))];

    private OverviewPicture? Find(Question question) => _kept.FirstOrDefault(kept => kept.Question == question).Answer;

    private IReadOnlyList<double?> Spark(string key, DateOnly day, bool isLive)
    {
        if (isLive && _sparks.TryGetValue(key, out var made) && time.GetElapsedTime(made.MadeAt) < SparkAge && made.Day <= day)
        {
            return made.Line;
        }

        double?[] line = [.. rows.Series(key, LivedFigures.Lender, day.DayNumber - SparkDays, day.DayNumber, long.MaxValue).Select(point => (double?)point.Value)];
        if (isLive)
        {
            _sparks[key] = (time.GetTimestamp(), day, line);
        }

        return line;
    }

    private ImmutableArray<EconomyGauge> Economy(DateOnly day)
    {
        var from = day.AddYears(-1);
        var gauges = ImmutableArray.CreateBuilder<EconomyGauge>();
        foreach (var factor in MacroFactor.All)
        {
            if (rows.Factor(factor.Key, from.DayNumber, day.DayNumber) is [var first, ..] year)
            {
                gauges.Add(new(factor, year[^1].Value, first.Day <= from.AddDays(31) ? first.Value : null, year));
            }
        }

        return gauges.DrainToImmutable();
    }

    /// <summary>The share of each product's balance that is late, and what it was at the month ends before.</summary>
    private List<LateShare> Late(DateOnly day)
    {
        var shares = new List<LateShare>();
        foreach (var product in LoanField.Products)
        {
            var series = rows.Series(LateKey, product, day.AddMonths(-MonthsOfMoves).DayNumber, day.DayNumber, long.MaxValue);
            var balance = rows.Series("outstanding", product, day.DayNumber, day.DayNumber, long.MaxValue);
            if (series.Count > 0 && balance.Count > 0)
            {
                shares.Add(new(product, series[^1].Value, balance[^1].Value, [.. series.Where(point => point.Day < day && point.Day.AddDays(1).Day == 1).Select(point => point.Value)]));
            }
        }

        return shares;
    }

    /// <summary>All that an answer depends on. Boards are compared as objects: they are replaced, never changed.</summary>
    private readonly record struct Question(DateOnly Day, long CommitSequence, string Baseline, AlertPicture Alerts, ImmutableArray<Job> Jobs, string? Trouble);
}
