using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Market;
using LoanTwin.Web.Jobs;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Forecasts;

/// <summary>
/// Keeps a forecast at hand: a new one once a month has closed, behind everything that people ask. One at a time: while months go by faster than
/// futures, the months between are left out; one that still waits gives way to a newer one.
/// </summary>
internal sealed partial class ForecastRefresh(ForecastShelf shelf, JobRecords records, JobDesk desk, LiveFeed feed, IConfiguration settings, TimeProvider time, ILogger<ForecastRefresh> log) : BackgroundService
{
    public const string Setting = "Forecasts:Refresh";

    private const int ForecastsKept = 24;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    private int? _asked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (settings.GetValue(Setting, true))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is StorageException or SqliteException)
            {
                NotAsked(log, failure.Message);
            }

            await Task.Delay(LookInterval, time, stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        if (feed.Latest is not { } latest || MonthAfter(latest.Day.DayNumber) is var month && month == (_asked ??= AskedBefore()))
        {
            return;
        }

        var own = records.FindLast(ForecastKind.Key, Author.Twin);
        if (own?.State == JobState.Running)
        {
            return;
        }

        if (own?.State == JobState.Queued)
        {
            await desk.CancelAsync(own.Id, Author.Twin);
        }

        var job = await shelf.AskAsync(null, null, null, Author.Twin, stopping);
        _asked = job.IsSuccess ? month : _asked;
        await records.ForgetAsync(Author.Twin, ForecastKind.Key, ForecastsKept);
    }

    /// <summary>Of the last one that is made, or under way.</summary>
    private int? AskedBefore()
        => records.FindLast(ForecastKind.Key, Author.Twin) is { State: JobState.Queued or JobState.Running or JobState.Done } job ? MonthAfter(job.Inputs.Day) : null;

    /// <summary>The month that the day after belongs to: it changes when a month has closed.</summary>
    private static int MonthAfter(int day) => SimMonth.Of(day + 1);

    [LoggerMessage(1, LogLevel.Warning, "no forecast could be asked for, trying again: {Reason}")]
    private static partial void NotAsked(ILogger log, string reason);
}
