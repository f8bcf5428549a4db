using Microsoft.AspNetCore.SignalR;

namespace LoanTwin.Web.Twin;

/// <summary>Live pictures for other programs: the same snapshots that the pages show. JSON protocol.</summary>
internal sealed class TwinHub(IEnumerable<HubTopic> known, HubWatchers watchers) : Hub
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

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watchers.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    private async Task JoinAsync(HubTopic topic)
    {
        foreach (var message in topic.Now())
        {
            await Clients.Caller.SendAsync(topic.Name, message, Context.ConnectionAborted);
        }

        if (topic.Name == Snapshot)
        {
            watchers.Enter(Context.ConnectionId); // pictures are many: each watcher is sent to on its own
        }
        else
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, topic.Name, Context.ConnectionAborted);
        }
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
