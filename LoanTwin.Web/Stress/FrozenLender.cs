using LoanTwin.Simulation.Stress;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Stress;

/// <summary>
/// The lender of the last committed day, frozen for questions. One question at a time: each uses every core there is. It is frozen anew
/// when a question comes and days have gone by, but not more often than the interval while they go by on their own.
/// </summary>
internal sealed class FrozenLender(TwinService twin, TwinClock clock, LiveFeed feed, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private StressBench? _bench;
    private long _commit;
    private long _frozenAt;

    /// <summary>Asks the frozen lender; nothing while the twin still opens.</summary>
    public async Task<T?> AskAsync<T>(Func<StressBench, T> ask, CancellationToken leaving) where T : class
    {
        await _turn.WaitAsync(leaving);
        try
        {
            return await BenchAsync(leaving) is { } bench ? await Task.Run(() => ask(bench), leaving) : null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _bench?.Dispose();
        _turn.Dispose();
    }

    private async Task<StressBench?> BenchAsync(CancellationToken leaving)
    {
        if (_bench is not null && (feed.Latest?.CommitSequence == _commit || (clock.Pace != Pace.Paused && time.GetElapsedTime(_frozenAt) < Interval)))
        {
            return _bench;
        }

        if (feed.Latest is null)
        {
            return null;
        }

        // A lender a day ahead of what is committed has not been shown to anybody: then the last frozen one has to do.
        var (bench, commit) = await twin.ReadAsync(
            lender => feed.Latest is { } latest && latest.Day.DayNumber == lender.World.Day ? (StressBench.Freeze(lender).Value, latest.CommitSequence) : ((StressBench?)null, 0L), leaving);
        if (bench is not null)
        {
            _bench?.Dispose();
            (_bench, _commit, _frozenAt) = (bench, commit, time.GetTimestamp());
        }

        return _bench;
    }
}
