using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LoanTwin.Web.Twin;

/// <summary>
/// The last committed picture, and everybody who wants the next one. Newest wins: whoever is slow misses pictures in between and never holds
/// anybody up. One beat for all: a rest of each viewer's own would make him see every picture late by his place in it.
/// </summary>
internal sealed class LiveFeed : IDisposable
{
    /// <summary>At most two pictures a second.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _time;
    private readonly ITimer _beat;
    private readonly Lock _gate = new();
    private readonly HashSet<Channel<TwinSnapshot>> _viewers = [];
    private volatile TwinSnapshot? _latest;
    private long? _sentAt;
    private bool _isDue;

    public LiveFeed(TimeProvider time)
    {
        _time = time;
        _beat = time.CreateTimer(_ => SendDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

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
        lock (_gate)
        {
            _latest = picture;
            if (_isDue)
            {
                return; // it goes out with the next beat, or a newer one does
            }

            var left = _sentAt is { } sent ? Interval - _time.GetElapsedTime(sent) : TimeSpan.Zero;
            _isDue = left > TimeSpan.Zero;
            if (_isDue)
            {
                _beat.Change(left, Timeout.InfiniteTimeSpan);
            }
            else
            {
                Send();
            }
        }
    }

    public void Dispose() => _beat.Dispose();

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

    private void SendDue()
    {
        lock (_gate)
        {
            _isDue = false;
            Send();
        }
    }

    private void Send()
    {
        var now = _time.GetTimestamp();
        (_sentAt, _latest) = (now, _latest! with { PublishedAt = now });
        foreach (var viewer in _viewers)
        {
            viewer.Writer.TryWrite(_latest);
        }
    }
}
