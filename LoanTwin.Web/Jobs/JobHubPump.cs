using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.SignalR;

namespace LoanTwin.Web.Jobs;

/// <summary>Tells the hub's watchers how jobs get on. The board gives two pictures a second at most, so a job is told of twice a second at most.</summary>
internal sealed class JobHubPump(JobBoard board, JobKinds kinds, IHubContext<TwinHub> hub) : BackgroundService
{
    public const string Topic = "job";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var told = new HashSet<Job>();
        await foreach (var jobs in board.WatchAsync(stoppingToken))
        {
            foreach (var job in jobs.Where(job => !told.Contains(job)))
            {
                await hub.Clients.Group(Topic).SendAsync(Topic, JobView.Of(job, kinds), stoppingToken);
            }

            told = [.. jobs];
        }
    }
}
