using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LoanTwin.Web.Twin;

/// <summary>
/// The last committed picture, and everybody who wants the next one. Newest wins: whoever is slow misses pictures in between and never holds
/// anybody up.
/// </summary>
internal sealed class LiveFeed(TimeProvider time)
{
    /// <summary>At most two pictures a second a viewer.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly HashSet<Channel<TwinSnapshot>> _viewers = [];
    private volatile TwinSnapshot? _latest;

    public TwinSnapshot? Latest => _latest;

    public int Viewers
    {
        get
        {
            lock (_gate)
            {
                return _viewers.Count;
            }
        }
    }

    public void Publish(TwinSnapshot picture)
    {
        var snapshot = picture with { PublishedAt = time.GetTimestamp() };
        _latest = snapshot;
        lock (_gate)
        {
            foreach (var viewer in _viewers)
            {
                viewer.Writer.TryWrite(snapshot);
            }
        }
    }

    /// <summary>The picture of now, and then each newer one, as fast as the reader takes them.</summary>
    public async IAsyncEnumerable<TwinSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken leaving)
    {
        var channel = Channel.CreateBounded<TwinSnapshot>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        Enter(channel);
        try
        {
            await foreach (var snapshot in channel.Reader.ReadAllAsync(leaving))
            {
                yield return snapshot;
                await Task.Delay(Interval, time, leaving);
            }
        }
        finally
        {
            lock (_gate)
            {
                _viewers.Remove(channel);
            }
        }
    }

    private void Enter(Channel<TwinSnapshot> channel)
    {
        lock (_gate)
        {
            _viewers.Add(channel);
            if (_latest is { } latest)
            {
                channel.Writer.TryWrite(latest);
            }
        }
    }
}
