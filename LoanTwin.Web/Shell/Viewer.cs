using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Shell;

/// <summary>
/// What one reader sees of the live twin: one subscription a circuit, shared by everything on the page. A reader may hold the picture; the twin
/// goes on without noticing.
/// </summary>
internal sealed class Viewer(LiveFeed feed, LivingTwin twin, TimeProvider time, ILogger<Viewer> log) : IDisposable
{
    private static readonly TimeSpan FoundingInterval = TimeSpan.FromMilliseconds(500);
    private readonly Lock _gate = new();
    private CancellationTokenSource? _watching;
    private TwinSnapshot? _shown = feed.Latest;

    /// <summary>Raised on a thread of its own; a component goes through InvokeAsync.</summary>
    public event Action? Changed;

    /// <summary>The picture on the page; nothing while the lender is being founded.</summary>
    public TwinSnapshot? Shown => _shown ?? feed.Latest;

    public (int Done, int Total) Founding => twin.Progress;

    public bool IsPaused => PausedAt is not null;

    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>Pictures that came while this one was held.</summary>
    public int Waiting { get; private set; }

    /// <summary>From the first interactive render on; a page drawn on the server alone needs no subscription.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            if (_watching is null)
            {
                _watching = new();
                _ = FollowAsync(_watching.Token);
            }
        }
    }

    /// <summary>The connection is gone: nobody looks.</summary>
    public void End()
    {
        lock (_gate)
        {
            _watching?.Cancel();
            _watching?.Dispose();
            _watching = null;
        }
    }

    /// <summary>The browser has drawn the picture: how long it took since it was published.</summary>
    public void NoteDrawn(TwinSnapshot picture) => TwinMeter.NoteShown(time.GetElapsedTime(picture.PublishedAt));

    public void Pause()
    {
        (PausedAt, Waiting) = (time.GetUtcNow(), 0);
        Changed?.Invoke();
    }

    public void Resume()
    {
        (PausedAt, Waiting) = (null, 0);
        _shown = feed.Latest;
        Changed?.Invoke();
    }

    public void Dispose() => End();

    private async Task FollowAsync(CancellationToken leaving)
    {
        try
        {
            while (feed.Latest is null)
            {
                Changed?.Invoke();
                await Task.Delay(FoundingInterval, time, leaving);
            }

            await foreach (var snapshot in feed.WatchAsync(leaving))
            {
                Take(snapshot);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has left.
        }
        catch (Exception failure)
        {
            log.ViewerFailed(failure);
        }
    }

    private void Take(TwinSnapshot snapshot)
    {
        if (IsPaused)
        {
            Waiting++;
        }
        else
        {
            _shown = snapshot;
        }

        Changed?.Invoke();
    }
}

internal static partial class ShellLog
{
    [LoggerMessage(EventId = 701, Level = LogLevel.Error, Message = "A viewer's subscription failed")]
    public static partial void ViewerFailed(this ILogger log, Exception exception);
}
