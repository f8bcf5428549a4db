using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Views;

/// <summary>
/// The views that are alive. One is made when somebody asks and the newest is of an older day: at most every two seconds while days go by on
/// their own, for each committed day while the twin is paused, and after a change of the marks. At most four live; the one unused for longest is
/// given back first, and never one that somebody reads. A few past days that somebody has asked for are kept beside them.
/// </summary>
internal sealed class BookViews(TwinService twin, TwinClock clock, LiveFeed feed, MarkBoard marks, RiskTrails trails, TimeProvider time, PastBook past) : IDisposable
{
    public const int MostAlive = 4;

    /// <summary>Past days that are kept at a time.</summary>
    public const int MostPast = 3;

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _making = new(1, 1);
    private readonly List<Kept> _kept = [];
    private readonly SemaphoreSlim _replaying = new(1, 1);
    private readonly List<Kept> _past = [];
    private long _numbers;
    private bool _isOver;

    public int Alive
    {
        get
        {
            lock (_gate)
            {
                return _kept.Count;
            }
        }
    }

    /// <summary>Leases that have not been given back.</summary>
    public int Leased
    {
        get
        {
            lock (_gate)
            {
                return _kept.Sum(kept => kept.Readers);
            }
        }
    }

    /// <summary>The book as of the last committed day, or of one at most some seconds before it; nothing while the twin still opens.</summary>
    public async Task<ViewLease?> NewestAsync(CancellationToken leaving)
    {
        if (FreshLease() is { } fresh)
        {
            return fresh;
        }

        await _making.WaitAsync(leaving);
        try
        {
            return FreshLease() ?? await MakeAsync(leaving) ?? Lease(kept => true);
        }
        finally
        {
            _making.Release();
        }
    }

    /// <summary>The view with this number, while it is alive.</summary>
    public ViewLease? Find(long number) => Lease(kept => kept.View.Number == number) ?? Lease(_past, kept => kept.View.Number == number);

    /// <summary>The book as of a past day, lived up to it again where nobody has asked for it lately; or the nearest day that can be asked for, or neither while the twin still opens.</summary>
    public async Task<(ViewLease? Lease, DateOnly? Nearest)> PastAsync(DateOnly day, CancellationToken leaving)
    {
        if (feed.Latest is { } latest && latest.Day == day && await NewestAsync(leaving) is { } newest)
        {
            if (newest.View.Date == day)
            {
                return (newest, day);
            }

            newest.Dispose(); // a day has gone by meanwhile
        }

        if (LeasePast(day) is { } known)
        {
            return (known, day);
        }

        await _replaying.WaitAsync(leaving);
        try
        {
            var nearest = past.Nearest(day);
            return (LeasePast(day) ?? (nearest == day ? await ReplayAsync(day, leaving) : null), nearest);
        }
        finally
        {
            _replaying.Release();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            foreach (var kept in _kept.Concat(_past).Where(kept => kept.Readers == 0).ToList())
            {
                Drop(kept);
            }
        }

        _replaying.Dispose();
        _making.Dispose();
    }

    private ViewLease? FreshLease() => Lease(kept => kept == _kept[^1] && IsFresh(kept));

    private bool IsFresh(Kept kept)
        => kept.View.Marks == marks.Latest && (kept.View.CommitSequence == feed.Latest?.CommitSequence || (clock.Pace != Pace.Paused && time.GetElapsedTime(kept.MadeAt) < Interval));

    private async Task<ViewLease?> MakeAsync(CancellationToken leaving)
    {
        if (feed.Latest is null || !MakeRoom())
        {
            return null;
        }

        var trail = await trails.ReadyAsync(feed.Latest.Day.DayNumber, leaving);
        var view = await twin.ReadAsync(lender => feed.Latest is { } latest ? BookView.Of(lender, latest, Interlocked.Increment(ref _numbers), marks.Latest, trail) : null, leaving);
        if (view is null)
        {
            return null;
        }

        lock (_gate)
        {
            _kept.Add(new(view, time.GetTimestamp()));
        }

        return Lease(kept => kept.View == view);
    }

    /// <summary>False when every view is being read: then the newest of them has to do.</summary>
    private bool MakeRoom()
    {
        lock (_gate)
        {
            if (_kept.Count < MostAlive)
            {
                return true;
            }

            var unused = _kept.Where(kept => kept.Readers == 0).MinBy(kept => kept.UsedAt);
            if (unused is not null)
            {
                Drop(unused);
            }

            return unused is not null;
        }
    }

    private ViewLease? LeasePast(DateOnly day) => Lease(_past, kept => kept.View.Date == day);

    private async Task<ViewLease> ReplayAsync(DateOnly day, CancellationToken leaving)
    {
        var trail = await trails.ReadyAsync(day.DayNumber, leaving);
        return await Task.Run(() => Replay(day, trail), leaving);
    }

    private ViewLease Replay(DateOnly day, RiskTrail trail)
    {
        var view = past.Make(day, Interlocked.Increment(ref _numbers), trail);
        lock (_gate)
        {
            // Those that are being read go when their readers have done with them: for a moment there may be more.
            foreach (var unused in _past.Where(kept => kept.Readers == 0).OrderBy(kept => kept.UsedAt).Take(Math.Max(0, _past.Count - MostPast + 1)).ToList())
            {
                Drop(unused);
            }

            _past.Add(new(view, time.GetTimestamp()));
        }

        return LeasePast(day)!;
    }

    /// <summary>A lease of the newest view that will do.</summary>
    private ViewLease? Lease(Func<Kept, bool> will) => Lease(_kept, will);

    private ViewLease? Lease(List<Kept> among, Func<Kept, bool> will)
    {
        lock (_gate)
        {
            var kept = among.LastOrDefault(will);
            if (kept is null)
            {
                return null;
            }

            kept.Readers++;
            kept.UsedAt = time.GetTimestamp();
            return new(kept.View, () => GiveBack(kept));
        }
    }

    private void GiveBack(Kept kept)
    {
        lock (_gate)
        {
            kept.Readers--;
            if (_isOver && kept.Readers == 0)
            {
                Drop(kept);
            }
        }
    }

    private void Drop(Kept kept)
    {
        _kept.Remove(kept);
        _past.Remove(kept);
        kept.View.Dispose();
    }

    private sealed class Kept(BookView view, long madeAt)
    {
        public BookView View { get; } = view;
        public long MadeAt { get; } = madeAt;
        public long UsedAt { get; set; } = madeAt;
        public int Readers { get; set; }
    }
}
