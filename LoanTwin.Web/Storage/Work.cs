namespace LoanTwin.Web.Storage;

/// <summary>What waits in the writer's queue: the delegate, and the task that its caller awaits.</summary>
internal abstract class Work(int? day, bool isAlone, long queuedAt)
{
    /// <summary>The day that this work is, if it is one.</summary>
    public int? Day { get; } = day;

    /// <summary>Wants a commit of its own.</summary>
    public bool IsAlone { get; } = isAlone;

    public long QueuedAt { get; } = queuedAt;

    /// <summary>Told its failure already, before the commit of its neighbours.</summary>
    public bool HasFailed { get; private set; }

    public abstract void Run(WriteScope scope);

    public abstract void Acknowledge();

    public void Fail(Exception failure)
    {
        HasFailed = true;
        Tell(failure);
    }

    protected abstract void Tell(Exception failure);
}

internal sealed class Work<T>(Func<WriteScope, T> run, int? day, bool isAlone, long queuedAt) : Work(day, isAlone, queuedAt)
{
    // Callers go on elsewhere: the writer's thread has the next commit to make.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _answer;

    public Task<T> Done => _done.Task;

    public override void Run(WriteScope scope) => _answer = run(scope);

    public override void Acknowledge() => _done.TrySetResult(_answer!);

    protected override void Tell(Exception failure) => _done.TrySetException(failure);
}
