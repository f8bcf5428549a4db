using Microsoft.AspNetCore.SignalR;

namespace LoanTwin.Web.Twin;

/// <summary>Live pictures for other programs: the same snapshots that the pages show. JSON protocol.</summary>
internal sealed class TwinHub(LiveFeed feed, HubWatchers watchers) : Hub
{
    public const string Snapshot = "snapshot";
    private static readonly string[] Topics = [Snapshot];

    /// <summary>Joins the topics named; the latest snapshot comes at once.</summary>
    public async Task Watch(string[] topics)
    {
        var unknown = topics.Except(Topics).ToArray();
        if (unknown.Length > 0)
        {
            throw new HubException($"unknown topics: {string.Join(", ", unknown)}; known: {string.Join(", ", Topics)}");
        }

        if (feed.Latest is { } latest)
        {
            await Clients.Caller.SendAsync(Snapshot, SnapshotView.Of(latest), Context.ConnectionAborted);
        }

        watchers.Enter(Context.ConnectionId);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watchers.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}

/// <summary>Hands each newer picture to the hub's watchers.</summary>
internal sealed class TwinHubPump(LiveFeed feed, HubWatchers watchers, IHubContext<TwinHub> hub) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in feed.WatchAsync(stoppingToken))
        {
            watchers.Tell((connection, snapshot) => hub.Clients.Client(connection).SendAsync(TwinHub.Snapshot, SnapshotView.Of(snapshot), stoppingToken));
        }
    }
}
