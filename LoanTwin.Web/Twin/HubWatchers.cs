using System.Collections.Concurrent;

namespace LoanTwin.Web.Twin;

/// <summary>
/// The outside clients that watch pictures. Each is sent to on its own: one that does not read holds up nobody, has one picture on its way, and
/// gets the newest of those it missed when it reads again.
/// </summary>
internal sealed class HubWatchers(LiveFeed feed)
{
    private readonly ConcurrentDictionary<string, Task> _sending = new();

    public void Enter(string connection) => _sending.TryAdd(connection, Task.CompletedTask);

    public void Leave(string connection) => _sending.TryRemove(connection, out _);

    /// <summary>Begins to send to everybody to whom nothing is on its way; waits for nobody.</summary>
    public void Tell(Func<string, TwinSnapshot, Task> send)
    {
        foreach (var (connection, sending) in _sending)
        {
            if (sending.IsCompleted)
            {
                _sending.TryUpdate(connection, CatchUpAsync(connection, send), sending);
            }
        }
    }

    private async Task CatchUpAsync(string connection, Func<string, TwinSnapshot, Task> send)
    {
        try
        {
            TwinSnapshot? sent = null;
            while (feed.Latest is { } latest && !ReferenceEquals(latest, sent))
            {
                await send(connection, latest);
                sent = latest;
            }
        }
        catch (Exception)
        {
            Leave(connection); // whoever cannot be sent to has gone
        }
    }
}
