using LoanTwin.Domain.Alerts;
using LoanTwin.Domain.Metrics;
using LoanTwin.Web.Alerts;
using LoanTwin.Web.Charts;
using LoanTwin.Web.Forecasts;
using LoanTwin.Web.Queries;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Insights;

/// <summary>Trends of metrics, each made once for everybody who looks at the same days of it.</summary>
internal sealed class MetricTrends(FigureRows rows, AlertRecords alerts)
{
    private const int MostKept = 16;
    private const int MostPins = 6;
    private const int LookedThrough = 200;
    private readonly Lock _gate = new();
    private readonly LinkedList<(string Question, Trend? Answer)> _kept = new();

    /// <summary>Nothing where fewer than two values are stored.</summary>
    public Trend? Of(Metric metric, string scope, DateOnly from, DateOnly day, int? months, ForecastLine? forecast, TwinSnapshot shown)
    {
        var question = $"{metric.Key} {scope} {from:O} {day:O} {months} {forecast?.Run} {shown.CommitSequence}";
        lock (_gate)
        {
            var known = _kept.FirstOrDefault(kept => kept.Question == question);
            if (known.Question is not null)
            {
                return known.Answer;
            }

            var trend = MetricTrend.Of(metric, rows.Series(metric.Key, scope, from.DayNumber, day.DayNumber, long.MaxValue), day, months, forecast, shown);
            trend = trend is null || scope != LivedFigures.Lender ? trend : trend with { Pins = Fired(metric, from, day) };
            _kept.AddFirst((question, trend));
            if (_kept.Count > MostKept)
            {
                _kept.RemoveLast();
            }

            return trend;
        }
    }

    /// <summary>The days on which an alert of this metric began, the last few of them.</summary>
    private List<TrendPin> Fired(Metric metric, DateOnly from, DateOnly to)
        => [.. alerts.List(null, null, LookedThrough, 0).Alerts
            .Where(alert => alert.Rule.Rule.Metric.Key == metric.Key && alert.Rule.Rule.Scope == AlertRule.WholeBook && alert.FiredDay >= from.DayNumber && alert.FiredDay <= to.DayNumber)
            .Take(MostPins).Select(alert => new TrendPin(DateOnly.FromDayNumber(alert.FiredDay), alert.Rule.Rule.Name))];
}
