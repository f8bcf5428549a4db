using Microsoft.AspNetCore.SignalR;

namespace LoanTwin.Web.Twin;

/// <summary>Live pictures for other programs: the same snapshots that the pages show. JSON protocol.</summary>
internal sealed class TwinHub(LiveFeed feed) : Hub
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

        await Groups.AddToGroupAsync(Context.ConnectionId, Snapshot, Context.ConnectionAborted);
        if (feed.Latest is { } latest)
        {
            await Clients.Caller.SendAsync(Snapshot, SnapshotView.Of(latest), Context.ConnectionAborted);
        }
    }
}

/// <summary>Hands each newer picture to the hub's watchers.</summary>
internal sealed class TwinHubPump(LiveFeed feed, IHubContext<TwinHub> hub) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var snapshot in feed.WatchAsync(stoppingToken))
        {
            // Not awaited to its end by anybody but the transport: a slow client has its own buffer, and newest wins in the feed.
            await hub.Clients.Group(TwinHub.Snapshot).SendAsync(TwinHub.Snapshot, SnapshotView.Of(snapshot), stoppingToken);
        }
    }
}
