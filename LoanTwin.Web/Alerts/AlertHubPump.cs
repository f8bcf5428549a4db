using System.Threading.Channels;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Alerts;

/// <summary>Furnishes a new house with its rules at the start, then tells the hub's watchers of each alert to which something has happened.</summary>
internal sealed class AlertHubPump(AlertBoard board, AlertRecords records, IHubContext<TwinHub> hub, ILogger<AlertHubPump> log) : BackgroundService
{
    public const string Topic = "alert";

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        void Ring(AlertPicture picture) => news.Writer.TryWrite(true);
        board.Changed += Ring;
        try
        {
            var told = await TryAsync(BeginAsync, stoppingToken);
            await foreach (var _ in news.Reader.ReadAllAsync(stoppingToken))
            {
                told = await TryAsync(leaving => TellAsync(told, leaving), stoppingToken);
            }
        }
        finally
        {
            board.Changed -= Ring;
        }
    }

    private async Task<long> BeginAsync(CancellationToken stopping)
    {
        await records.FurnishAsync(stopping);
        var last = records.LastChange();
        board.Refresh();
        return last;
    }

    private async Task<long> TellAsync(long told, CancellationToken stopping)
    {
        var changes = records.ChangesAfter(told);
        foreach (var id in changes.Select(change => change.Alert).Distinct())
        {
            await hub.Clients.Group(Topic).SendAsync(Topic, AlertView.Of(records.Find(id)!), stopping);
        }

        return changes.Count > 0 ? changes[^1].Sequence : told;
    }

    private async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> deed, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await deed(stopping);
            }
            catch (Exception failure) when (failure is SqliteException or StorageException { Fault: not StorageFault.Stopped })
            {
                log.NotShown(failure.Message);
                await Task.Delay(Again, stopping);
            }
        }
    }
}
