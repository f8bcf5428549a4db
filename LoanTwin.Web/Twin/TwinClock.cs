namespace LoanTwin.Web.Twin;

/// <summary>
/// When the next day may begin: by the pace, or at once while days are owed to somebody who asked for steps. Paces count on the monotonic
/// clock, so a jump of the wall clock changes nothing.
/// </summary>
internal sealed class TwinClock(TimeProvider time, Pace pace)
{
    private const int RecentDays = 32;
    private readonly Lock _gate = new();
    private readonly Queue<long> _recent = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Pace _pace = pace;
    private int _steps;
    private TaskCompletionSource? _stepped;
    private long _lastDay = time.GetTimestamp();

    public Pace Pace
    {
        get
        {
            lock (_gate)
            {
                return _pace;
            }
        }
    }

    public void Set(Pace pace)
    {
        lock (_gate)
        {
            _pace = pace;
            Change();
        }
    }

    /// <summary>Owes so many days; the task ends when the last of them is committed. False while days go by on their own.</summary>
    public bool TryStep(int days, out Task done)
    {
        lock (_gate)
        {
            if (_pace != Pace.Paused || _steps > 0)
            {
                done = Task.CompletedTask;
                return false;
            }

            _steps = days;
            _stepped = new(TaskCreationOptions.RunContinuationsAsynchronously);
            done = _stepped.Task;
            Change();
            return true;
        }
    }

    /// <summary>Waits for the next day's turn.</summary>
    public async Task WaitAsync(CancellationToken stopping)
    {
        while (true)
        {
            Task changed;
            TimeSpan? wait;
            lock (_gate)
            {
                changed = _changed.Task;
                wait = UntilNextDay();
            }

            if (wait <= TimeSpan.Zero)
            {
                return;
            }

            var delay = Task.Delay(wait ?? Timeout.InfiniteTimeSpan, time, stopping);
            await Task.WhenAny(changed, delay);
            stopping.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A day has been committed.</summary>
    public void Note()
    {
        lock (_gate)
        {
            _lastDay = time.GetTimestamp();
            _recent.Enqueue(_lastDay);
            if (_recent.Count > RecentDays)
            {
                _recent.Dequeue();
            }

            if (_steps > 0 && --_steps == 0)
            {
                _stepped!.TrySetResult();
                _stepped = null;
            }
        }
    }

    /// <summary>The days somebody waits for will not come.</summary>
    public void Fail(Exception reason)
    {
        lock (_gate)
        {
            _steps = 0;
            _stepped?.TrySetException(reason);
            _stepped = null;
            _pace = Pace.Paused;
            Change();
        }
    }

    /// <summary>Days a second over the last ones; zero while paused.</summary>
    public double AchievedPerSecond
    {
        get
        {
            lock (_gate)
            {
                return _pace == Pace.Paused || _recent.Count < 2 ? 0 : (_recent.Count - 1) / time.GetElapsedTime(_recent.Peek(), _lastDay).TotalSeconds;
            }
        }
    }

    /// <summary>Nothing while no day is to come.</summary>
    private TimeSpan? UntilNextDay()
    {
        if (_steps > 0)
        {
            return TimeSpan.Zero;
        }

        return _pace == Pace.Paused ? null : TimeSpan.FromSeconds(1 / _pace.DaysPerSecond()) - time.GetElapsedTime(_lastDay);
    }

    private void Change()
    {
        var changed = _changed;
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.TrySetResult();
    }
}
