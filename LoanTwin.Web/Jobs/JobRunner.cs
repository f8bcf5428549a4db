using LoanTwin.Simulation.Lenders;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Jobs;

/// <summary>
/// Works a job off, block by block, on the thread that calls it. Each finished block is durable before the next begins, so that whoever goes on after
/// a crash comes to the same bytes.
/// </summary>
internal sealed class JobRunner(JobRecords records, JobBoard board, JobKinds kinds, FrozenTwin frozen, TwinPriority priority, ILogger<JobRunner> log)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <param name="between">What to do at the border of two blocks: others may have their turn.</param>
    public void Run(JobTicket ticket, Action between, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping, ticket.Cancelled);
        try
        {
            if (records.Find(ticket.Job) is { } job && !job.State.IsOver())
            {
                Run(job, between, over.Token);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Cancelled: who has cancelled it has said so. Stopping: it stays as it stands, and the next start goes on with it.
        }
        catch (Exception failure)
        {
            Fail(ticket, failure, stopping);
        }
    }

    private void Run(Job job, Action between, CancellationToken over)
    {
        if (records.FindOutcome(job.Run) is not null)
        {
            Show(Durably(() => records.FinishAsync(job, null), over));
            return;
        }

        if (kinds.Find(job.Inputs) is not { } kind)
        {
            Show(Durably(() => records.EndAsync(job, JobState.Interrupted, "asked of another version of this program"), over));
            return;
        }

        using var lender = Wait(frozen.FindAsync(job.Inputs.StateDay, job.Inputs.Day, over));
        if (lender is null)
        {
            Show(Durably(() => records.EndAsync(job, JobState.Interrupted, $"the state of {DateOnly.FromDayNumber(job.Inputs.StateDay):O} is not kept any more"), over));
            return;
        }

        var blocks = records.ReadBlocks(job.Run);
        if (Show(Durably(() => records.StartAsync(job, blocks.Count), over)) is { } started)
        {
            Finish(started, kind, lender, blocks, between, over);
        }
    }

    private void Finish(Job job, IJobKind kind, Lender lender, Dictionary<int, byte[]> blocks, Action between, CancellationToken over)
    {
        var breath = priority.Breath();
        using var hold = new JobHold();
        var finished = new List<byte[]>();
        for (var block = 0; block < job.BlocksTotal; block++)
        {
            over.ThrowIfCancellationRequested();
            if (!blocks.TryGetValue(block, out var payload))
            {
                payload = kind.Run(new(job.Inputs, lender, block, finished, hold, () => breath(over), over));
                blocks.Add(block, payload);
                var (at, done) = (block, blocks.Count);
                if (Show(Durably(() => records.SaveBlockAsync(job, at, payload, done), over)) is null)
                {
                    return; // ended meanwhile
                }

                between();
            }

            finished.Add(payload);
        }

        var outcome = kind.Merge(job.Inputs, finished);
        Show(Durably(() => records.FinishAsync(job, outcome), over));
        log.Done(job.Kind, job.Id);
    }

    private Job? Show(Job? job)
    {
        if (job is not null)
        {
            board.Show(job);
        }

        return job;
    }

    private void Fail(JobTicket ticket, Exception failure, CancellationToken stopping)
    {
        log.Failed(failure, ticket.Job);
        try
        {
            Show(records.Find(ticket.Job) is { } job ? Durably(() => records.EndAsync(job, JobState.Failed, failure.Message), stopping) : null);
        }
        catch (OperationCanceledException)
        {
            // The next start tries it again.
        }
    }

    /// <summary>A disk that fails does not fail the job: it is tried again until it works or the program ends.</summary>
    private T Durably<T>(Func<Task<T>> write, CancellationToken over)
    {
        while (true)
        {
            try
            {
                return Wait(write());
            }
            catch (StorageException failure) when (failure.Fault is not StorageFault.Refused)
            {
                log.NotStored(failure.Message);
                over.WaitHandle.WaitOne(Again);
                over.ThrowIfCancellationRequested();
            }
        }
    }

    // Blocks of work belong to this thread: a continuation would move them to the pool that answers requests.
    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
