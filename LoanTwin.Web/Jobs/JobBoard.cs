using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LoanTwin.Web.Jobs;

/// <summary>The jobs as everybody sees them: those that wait or run, and the last ones that ended. Newest first.</summary>
internal sealed class JobBoard(TimeProvider time)
{
    /// <summary>At most two pictures a second a viewer.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private const int EndedShown = 20;

    private readonly Lock _gate = new();
    private readonly HashSet<Channel<bool>> _viewers = [];
    private ImmutableArray<Job> _jobs = [];

    public ImmutableArray<Job> Jobs
    {
        get
        {
            lock (_gate)
            {
                return _jobs;
            }
        }
    }

    public int Count(JobState state) => Jobs.Count(job => job.State == state);

    public Job? Find(string id) => Jobs.FirstOrDefault(job => job.Id == id);

    /// <summary>Shows a job as it stands now. One that has ended does not come back to life, whoever is late with the news.</summary>
    public void Show(Job job)
    {
        lock (_gate)
        {
            var before = _jobs.FirstOrDefault(shown => shown.Id == job.Id);
            if (before is null)
            {
                _jobs = [job, .. _jobs];
            }
            else if (!before.State.IsOver() || job.State.IsOver())
            {
                _jobs = _jobs.Replace(before, job);
            }

            var ended = _jobs.Where(shown => shown.State.IsOver()).Skip(EndedShown).ToHashSet();
            _jobs = _jobs.RemoveAll(ended.Contains);
            foreach (var viewer in _viewers)
            {
                viewer.Writer.TryWrite(true);
            }
        }
    }

    /// <summary>The jobs of now, and then again whenever something about them has changed, as fast as the reader takes them.</summary>
    public async IAsyncEnumerable<ImmutableArray<Job>> WatchAsync([EnumeratorCancellation] CancellationToken leaving)
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        channel.Writer.TryWrite(true);
        lock (_gate)
        {
            _viewers.Add(channel);
        }

        try
        {
            await foreach (var _ in channel.Reader.ReadAllAsync(leaving))
            {
                yield return Jobs;
                await Task.Delay(Interval, time, leaving);
            }
        }
        finally
        {
            lock (_gate)
            {
                _viewers.Remove(channel);
            }
        }
    }
}
