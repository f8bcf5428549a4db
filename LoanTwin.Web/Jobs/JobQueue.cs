namespace LoanTwin.Web.Jobs;

/// <summary>
/// Jobs that wait and jobs that run. Live answers go first, then authors take turns, whoever has waited longest for a turn before the others;
/// an author has at most one long run under way, and a run is worked on once at a time.
/// </summary>
internal sealed class JobQueue
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    private readonly object _gate = new();
    private readonly List<JobTicket> _waiting = [];
    private readonly List<JobTicket> _running = [];
    private readonly Dictionary<string, long> _turns = new(StringComparer.Ordinal);
    private long _turn;

    public void Add(JobTicket ticket)
    {
        lock (_gate)
        {
            _waiting.Add(ticket);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Whose turn it is now, if anybody's. It runs until it is ended.</summary>
    public JobTicket? Take(bool isLiveOnly = false)
    {
        lock (_gate)
        {
            var next = _waiting.Where(ticket => MayRun(ticket) && (!isLiveOnly || ticket.Rank == JobRank.Live)).MinBy(ticket => (ticket.Rank, TurnOf(ticket.Author)));
            if (next is not null)
            {
                _waiting.Remove(next);
                _running.Add(next);
                _turns[next.Author] = ++_turn;
            }

            return next;
        }
    }

    /// <summary>Waits for somebody's turn; for threads that have nothing else to do.</summary>
    public JobTicket Wait(CancellationToken leaving)
    {
        lock (_gate)
        {
            while (true)
            {
                leaving.ThrowIfCancellationRequested();
                if (Take() is { } next)
                {
                    return next;
                }

                Monitor.Wait(_gate, LookInterval);
            }
        }
    }

    public void End(JobTicket ticket)
    {
        lock (_gate)
        {
            _running.Remove(ticket);
            ticket.Dispose();
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes a job out, or tells it to stop where it runs.</summary>
    public void Cancel(string job)
    {
        lock (_gate)
        {
            if (_waiting.Find(ticket => ticket.Job == job) is { } waiting)
            {
                _waiting.Remove(waiting);
                waiting.Dispose();
            }

            _running.Find(ticket => ticket.Job == job)?.Cancel();
        }
    }

    private bool MayRun(JobTicket ticket)
        => !_running.Exists(running => running.Run == ticket.Run || (ticket.Rank != JobRank.Live && running.Rank != JobRank.Live && running.Author == ticket.Author));

    private long TurnOf(string author) => _turns.GetValueOrDefault(author);
}
