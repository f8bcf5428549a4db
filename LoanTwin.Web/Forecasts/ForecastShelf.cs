using LoanTwin.Domain.Metrics;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Jobs;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Forecasts;

/// <summary>A finished forecast under the run that holds it.</summary>
internal sealed record StoredForecast(string Run, string Hash, ForecastOutcome Outcome);

/// <summary>One metric of the newest forecast, as a page draws it.</summary>
/// <param name="AgeDays">Simulated days that have gone by since the day it was made for.</param>
internal sealed record ForecastLine(Metric Metric, DateOnly Day, int AgeDays, int Months, int Paths, string Run, string Hash, IReadOnlyList<ForecastPoint> Points);

/// <summary>Forecasts, made and asked for.</summary>
internal sealed class ForecastShelf(JobRecords records, JobDesk desk, ForecastKind kind, LiveFeed feed)
{
    private volatile StoredForecast? _read;

    /// <summary>The newest one that the twin has made of itself; nothing before the first.</summary>
    public StoredForecast? Latest => records.FindLatestRun(ForecastKind.Key, Author.Twin) is { } run ? Find(run) : null;

    /// <summary>One metric of the newest one.</summary>
    public ForecastLine? LatestOf(string metricKey)
    {
        if (Latest is not { } latest || MetricCatalogue.All.FirstOrDefault(metric => metric.Key == metricKey) is not { } metric)
        {
            return null;
        }

        var outcome = latest.Outcome;
        var age = (feed.Latest?.Day.DayNumber ?? outcome.Day.DayNumber) - outcome.Day.DayNumber;
        return new(metric, outcome.Day, age, outcome.Months, outcome.Paths, latest.Run, latest.Hash, outcome.Metrics.Single(line => line.Key == metricKey).Points);
    }

    public StoredForecast? Find(string run)
    {
        if (_read is { } read && read.Run == run)
        {
            return read;
        }

        var stored = records.FindOutcome(run);
        return stored?.Inputs.Kind == ForecastKind.Key ? _read = new(run, stored.Hash, ForecastOutcome.Parse(stored.Json)) : null;
    }

    /// <summary>Asks for one of the last committed day. What is not said is usual: a year, as many futures as the size of the book allows, the seed of the twin.</summary>
    public Task<Result<Job>> AskAsync(int? months, int? paths, ulong? seed, string author, CancellationToken leaving)
    {
        var latest = feed.Latest;
        var question = new ForecastQuestion(months ?? ForecastQuestion.UsualMonths, paths ?? ForecastQuestion.PathsFor(latest?.LoansActive ?? 0));
        return desk.AskAsync(kind, FrozenInputs.Freeze(question), seed ?? latest?.Seed ?? 0, author, leaving);
    }
}
