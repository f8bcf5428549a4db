namespace LoanTwin.Web.Twin;

/// <summary>
/// The living day goes first, and so does whoever waits for an answer at once. Whoever works on something long breathes often; while a day is being lived
/// or an answer worked out the breath waits for its end, though never long, so that a twin which lives without a pause does not hold up its questions for ever.
/// </summary>
internal sealed class TwinPriority(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(2);

    private readonly ManualResetEventSlim _isFree = new(initialState: true, spinCount: 0);
    private int _first;

    /// <summary>A day is being lived until this is disposed.</summary>
    public IDisposable BeginDay() => new First(this);

    /// <summary>Somebody waits for an answer until this is disposed.</summary>
    public IDisposable BeginAnswer() => new First(this);

    /// <summary>One worker's breath, to be taken at least every few milliseconds of work.</summary>
    public Action<CancellationToken> Breath()
    {
        var turn = time.GetTimestamp();
        return leaving =>
        {
            leaving.ThrowIfCancellationRequested();
            if (!_isFree.IsSet && time.GetElapsedTime(turn) >= Turn)
            {
                _isFree.Wait(LongestWait, leaving);
                turn = time.GetTimestamp();
            }
        };
    }

    public void Dispose() => _isFree.Dispose();

    private void Count(int change)
    {
        lock (_isFree)
        {
            _first += change;
            if (_first == 0)
            {
                _isFree.Set();
            }
            else
            {
                _isFree.Reset();
            }
        }
    }

    private sealed class First : IDisposable
    {
        private readonly TwinPriority _priority;

        public First(TwinPriority priority)
        {
            _priority = priority;
            priority.Count(1);
        }

        public void Dispose() => _priority.Count(-1);
    }
}
