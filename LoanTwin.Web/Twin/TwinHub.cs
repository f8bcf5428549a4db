using Microsoft.AspNetCore.SignalR;

namespace LoanTwin.Web.Twin;

/// <summary>Live pictures for other programs: the same snapshots that the pages show. JSON protocol.</summary>
internal sealed class TwinHub(IEnumerable<HubTopic> known) : Hub
{
    public const string Snapshot = "snapshot";

    /// <summary>Joins the topics named; what stands of each comes at once.</summary>
    public async Task Watch(string[] topics)
    {
        var unknown = topics.Except(known.Select(topic => topic.Name)).ToArray();
        if (unknown.Length > 0)
        {
            throw new HubException($"unknown topics: {string.Join(", ", unknown)}; known: {string.Join(", ", known.Select(topic => topic.Name))}");
        }

        foreach (var topic in known.Where(topic => topics.Contains(topic.Name)))
        {
            await JoinAsync(topic);
        }
    }

    private async Task JoinAsync(HubTopic topic)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, topic.Name, Context.ConnectionAborted);
        foreach (var message in topic.Now())
        {
            await Clients.Caller.SendAsync(topic.Name, message, Context.ConnectionAborted);
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
