using System.Text.Json;
using LoanTwin.Simulation.Market;
using LoanTwin.Simulation.Stress;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace LoanTwin.Web.Stress;

/// <summary>
/// The lender of a committed day, frozen for questions. One question at a time: each uses every core there is, and long runs wait for it. While days go
/// by on their own it is frozen anew beside the questions, its baselines worked out before it takes the place of the last, so that nobody waits for that;
/// while they do not, it is always that of the last day.
/// </summary>
internal sealed class FrozenLender(TwinService twin, TwinClock clock, LiveFeed feed, TwinPriority priority, TimeProvider time, IOptions<JsonOptions> json) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WhileAsked = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WhileIdle = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Oldest = TimeSpan.FromSeconds(120);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private StressBench? _bench;
    private long _commit;
    private long _frozenAt;
    private long _askedAt;

    /// <summary>Asks the frozen lender; nothing while the twin still opens.</summary>
    public async Task<T?> AskAsync<T>(Func<StressBench, T> ask, CancellationToken leaving) where T : class
    {
        await _turn.WaitAsync(leaving);
        try
        {
            Volatile.Write(ref _askedAt, time.GetTimestamp());
            using var first = priority.BeginAnswer();
            return await BenchAsync(leaving) is { } bench ? await Task.Run(() => ask(bench), leaving) : null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _bench?.Dispose();
        _turn.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            await Task.Delay(Look, time, stoppingToken);
            if (IsDue())
            {
                await RefreshAsync(stoppingToken);
            }
        }
    }

    private bool IsDue()
    {
        var interval = time.GetElapsedTime(Volatile.Read(ref _askedAt)) < WhileIdle ? WhileAsked : WhileIdle;
        return feed.Latest is { } latest && (_bench is null || (clock.Pace != Pace.Paused && latest.CommitSequence != _commit && time.GetElapsedTime(_frozenAt) >= interval));
    }

    private async Task RefreshAsync(CancellationToken stopping)
    {
        var (bench, commit) = await FreezeAsync(stopping);
        if (bench is null)
        {
            return;
        }

        try
        {
            await Task.Run(() => Prepare(bench, stopping), stopping);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whoever asks next meets the same failure, and is told.
        }

        await _turn.WaitAsync(stopping);
        try
        {
            if (_bench is null || commit > _commit)
            {
                Take(bench, commit);
            }
            else
            {
                bench.Dispose(); // a question has frozen a later day meanwhile
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Prepare(StressBench bench, CancellationToken stopping)
    {
        var breath = priority.Breath();
        bench.PrepareLike(_bench, () => breath(stopping));
        if (_bench is null)
        {
            // The first question finds every path of the code walked once.
            var answer = bench.Answer(new() { Scenario = PublishedScenarios.SeverelyAdverse2026 }, stopping).Value;
            _ = JsonSerializer.SerializeToUtf8Bytes(AnswerView.Of(bench, answer), json.Value.SerializerOptions);
        }
    }

    private async Task<StressBench?> BenchAsync(CancellationToken leaving)
    {
        var isFresh = feed.Latest?.CommitSequence == _commit || (clock.Pace != Pace.Paused && time.GetElapsedTime(_frozenAt) < Oldest);
        if (feed.Latest is null || (_bench is not null && isFresh))
        {
            return _bench;
        }

        var (bench, commit) = await FreezeAsync(leaving);
        if (bench is not null)
        {
            Take(bench, commit);
        }

        return _bench;
    }

    // A lender a day ahead of what is committed has not been shown to anybody: then the last frozen one has to do.
    private Task<(StressBench? Bench, long Commit)> FreezeAsync(CancellationToken leaving)
        => twin.ReadAsync(lender => feed.Latest is { } latest && latest.Day.DayNumber == lender.World.Day ? (StressBench.Freeze(lender).Value, latest.CommitSequence) : ((StressBench?)null, 0L), leaving);

    private void Take(StressBench bench, long commit)
    {
        _bench?.Dispose();
        (_bench, _commit, _frozenAt) = (bench, commit, time.GetTimestamp());
    }
}
