using System.Threading.Channels;

namespace LoanTwin.Web.Storage;

/// <summary>
/// The one writer. Callers hand in works; small ones that wait together share a commit, and each caller's task ends only when the commit that
/// holds its work is on the disk. Works are committed in the order in which they came.
/// A work that throws is undone alone and its exception goes to its caller. A commit that fails fails every work in it with the typed
/// <see cref="StorageException"/>; the next commit tries again, so the writer recovers by itself when the disk does. After
/// <see cref="StorageFault.Failed"/> a work may be there or not: ask again under its idempotency key.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    public const int QueueLength = 10_000;
    private const int LargestGroup = 500;

    private readonly Database _database;
    private readonly Faults _faults;
    private readonly TimeProvider _clock;
    private readonly Channel<Work> _queue;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Work> _group = new(LargestGroup);
    private Session? _session;
    private WriteScope? _scope;
    private StorageException? _trouble;
    private long _commits;

    public Writer(Database database, TimeProvider clock, Faults? faults = null, int queueLength = QueueLength)
    {
        (_database, _clock, _faults) = (database, clock, faults ?? Faults.None);
        _queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(queueLength) { SingleReader = true });
        _thread = new Thread(WriteUntilStopped) { Name = "storage writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>What the last commit died of; nothing once a commit has worked again. For the banner and the readiness check.</summary>
    public StorageException? Trouble => Volatile.Read(ref _trouble);

    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>A small work; the answer comes when it is durable. Waits while the queue is full.</summary>
    public Task<T> WriteAsync<T>(Func<WriteScope, T> work, CancellationToken leaving = default)
        => QueueAsync(new Work<T>(work, null, isAlone: false, _clock.GetTimestamp()), leaving);

    public Task WriteAsync(Action<WriteScope> work, CancellationToken leaving = default) => WriteAsync(Silent(work), leaving);

    /// <summary>A big work that is no day (an import, a clean-up): a commit of its own.</summary>
    public Task<T> WriteAloneAsync<T>(Func<WriteScope, T> work, CancellationToken leaving = default)
        => QueueAsync(new Work<T>(work, null, isAlone: true, _clock.GetTimestamp()), leaving);

    /// <summary>
    /// One simulated day: a commit of its own that also closes the day's digests. Days only go up. Rows written since the last day (commands,
    /// audit) are linked to the chain by the same commit.
    /// </summary>
    public Task<T> WriteDayAsync<T>(int day, Func<WriteScope, T> work, CancellationToken leaving = default)
        => QueueAsync(new Work<T>(work, day, isAlone: true, _clock.GetTimestamp()), leaving);

    public Task WriteDayAsync(int day, Action<WriteScope> work, CancellationToken leaving = default) => WriteDayAsync(day, Silent(work), leaving);

    /// <summary>Takes nothing more, writes what waits, moves the log into the file.</summary>
    public Task StopAsync()
    {
        _queue.Writer.TryComplete();
        return _stopped.Task;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static Func<WriteScope, bool> Silent(Action<WriteScope> work) => scope =>
    {
        work(scope);
        return true;
    };

    private async Task<T> QueueAsync<T>(Work<T> work, CancellationToken leaving)
    {
        try
        {
            await _queue.Writer.WriteAsync(work, leaving);
        }
        catch (ChannelClosedException)
        {
            throw new StorageException(StorageFault.Stopped, "storage is stopping");
        }

        return await work.Done; // queued is queued: leaving now would not take it back
    }

    private void WriteUntilStopped()
    {
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            TakeGroup();
            WriteGroup();
        }

        CloseSession(isLast: true);
        _stopped.TrySetResult();
    }

    private void TakeGroup()
    {
        _group.Clear();
        while (_group.Count < LargestGroup && _queue.Reader.TryPeek(out var next) && (_group.Count == 0 || !next.IsAlone))
        {
            _queue.Reader.TryRead(out _);
            _group.Add(next);
            if (next.IsAlone)
            {
                return;
            }
        }
    }

    private void WriteGroup()
    {
        try
        {
            CommitGroup();
            Volatile.Write(ref _trouble, null);
            Interlocked.Increment(ref _commits);
            foreach (var work in _group.Where(work => !work.HasFailed))
            {
                work.Acknowledge();
            }
        }
        catch (Exception failure)
        {
            _session?.Rollback();
            FailGroup(failure);
        }
    }

    private void CommitGroup()
    {
        _session ??= new Session(_database, _faults);
        _scope ??= new WriteScope(_session);
        if (_group[0].Day is { } day)
        {
            _session.BeginDay(day);
        }
        else
        {
            _session.Begin();
        }

        foreach (var work in _group)
        {
            RunWork(_session, work);
        }

        _session.Commit(closesDay: _group[0].Day is not null);
    }

    private void RunWork(Session session, Work work)
    {
        if (work.IsAlone)
        {
            work.Run(_scope!); // no savepoint: it would copy every page of a big work, and there is no neighbour to protect
            session.KeepWork(isMarked: false);
            return;
        }

        session.Mark();
        try
        {
            work.Run(_scope!);
        }
        catch (Exception failure) when (failure is not StorageException)
        {
            if (!session.TryDropWork())
            {
                throw;
            }

            work.Fail(failure);
            return;
        }

        session.KeepWork(isMarked: true);
    }

    private void FailGroup(Exception failure)
    {
        if (StorageException.From(failure) is not { } typed)
        {
            FailEach(_group, () => failure); // a lone work's own exception
            return;
        }

        Volatile.Write(ref _trouble, typed);
        FailEach(_group, typed.Again);
        if (typed.Fault is StorageFault.Failed)
        {
            CloseSession(isLast: false); // a connection that saw the disk fail is not asked again
        }

        FailThoseWhoWaitedToo(typed);
    }

    // Each group would wait for the lock in its turn; who has already waited as long as anybody should is told now.
    private void FailThoseWhoWaitedToo(StorageException typed)
    {
        while (typed.Fault is StorageFault.Busy && _queue.Reader.TryPeek(out var next) && _clock.GetElapsedTime(next.QueuedAt) >= Database.BusyWait)
        {
            _queue.Reader.TryRead(out _);
            next.Fail(typed.Again());
        }
    }

    private static void FailEach(List<Work> group, Func<Exception> failure)
    {
        foreach (var work in group.Where(work => !work.HasFailed))
        {
            work.Fail(failure());
        }
    }

    private void CloseSession(bool isLast)
    {
        try
        {
            if (isLast)
            {
                _session?.Checkpoint();
            }

            _session?.Dispose();
        }
        catch (Exception failure)
        {
            Volatile.Write(ref _trouble, StorageException.From(failure)); // the log is complete without the checkpoint
        }

        (_session, _scope) = (null, null);
    }
}
