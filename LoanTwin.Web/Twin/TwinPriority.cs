namespace LoanTwin.Web.Twin;

/// <summary>
/// The living day goes first. Whoever works on something long breathes often; while a day is being lived the breath waits for its end, though
/// never long, so that a twin which lives without a pause does not hold up its questions for ever.
/// </summary>
internal sealed class TwinPriority(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(2);

    private readonly ManualResetEventSlim _isFree = new(initialState: true, spinCount: 0);

    /// <summary>A day is being lived until this is disposed.</summary>
    public IDisposable BeginDay()
    {
        _isFree.Reset();
        return new LivedDay(_isFree);
    }

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

    private sealed class LivedDay(ManualResetEventSlim isFree) : IDisposable
    {
        public void Dispose() => isFree.Set();
    }
}
