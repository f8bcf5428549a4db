using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Jobs;

/// <summary>The workers: threads of their own, below the living twin, that take whoever's turn it is. First of all they go on with what a stopped program left.</summary>
internal sealed class JobService(JobQueue queue, JobRunner runner, JobRecords records, JobDesk desk, LiveFeed feed, TimeProvider time, ILogger<JobService> log) : BackgroundService
{
    private const int MostWorkers = 2;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    public static int Workers { get; } = Math.Clamp(Environment.ProcessorCount, 1, MostWorkers);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (feed.Latest is null || !await TryGoOnAsync())
        {
            await Task.Delay(LookInterval, time, stoppingToken);
        }

        await Task.WhenAll(Enumerable.Range(1, Workers).Select(number => Begin(number, stoppingToken)));
    }

    /// <summary>What waited waits again, and what was running waits with it.</summary>
    private async Task<bool> TryGoOnAsync()
    {
        try
        {
            var open = records.ListOpen();
            foreach (var job in open)
            {
                if (await records.RequeueAsync(job) is { } queued)
                {
                    desk.Queue(queued);
                }
            }

            if (open.Count > 0)
            {
                log.GoOn(open.Count);
            }

            return true;
        }
        catch (Exception failure) when (failure is StorageException or SqliteException)
        {
            log.NotRead(failure.Message);
            return false;
        }
    }

    private Task Begin(int number, CancellationToken stopping)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            Work(stopping);
            ended.SetResult();
        })
        {
            Name = $"job worker {number}",
            IsBackground = true,
            Priority = ThreadPriority.BelowNormal,
        };
        thread.Start();
        return ended.Task;
    }

    private void Work(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                Run(queue.Wait(stopping), stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Finished blocks are stored; the next start goes on from them.
        }
    }

    /// <summary>At the border of two blocks of something long, live questions that wait have their turn on this thread.</summary>
    private void Run(JobTicket ticket, CancellationToken stopping)
    {
        try
        {
            runner.Run(ticket, () => RunLive(stopping), stopping);
        }
        finally
        {
            queue.End(ticket);
        }
    }

    private void RunLive(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested && queue.Take(isLiveOnly: true) is { } live)
        {
            Run(live, stopping);
        }
    }
}
