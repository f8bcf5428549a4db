using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Storage.Model;
using LoanTwin.Web.Twin;
using Microsoft.EntityFrameworkCore;

namespace LoanTwin.Web.Jobs;

/// <summary>The answer of a run, and the hash of its bytes.</summary>
internal sealed record RunOutcome(string Run, FrozenInputs Inputs, string Json, string Hash);

/// <summary>
/// How jobs, runs and finished blocks stand in the tables. A job's state changes only inside the writer and only while it has not ended, so whoever
/// ends it first has ended it.
/// </summary>
internal sealed class JobRecords(Store store, LoanTwinContextSource source, TimeProvider time)
{
    private const string Jobs = "jobs";
    private const string Runs = "runs";
    private const string Blocks = "run_blocks";
    private const string Inputs = "run_inputs";

    /// <summary>Keeps the question. What the same author has asked before and what is not lost is that job again; a finished run is not worked on twice.</summary>
    public Task<Job> AskAsync(FrozenInputs inputs, string author, int blocks, CancellationToken leaving)
        => store.Writer.WriteAsync(
            scope =>
            {
                var (run, now) = (inputs.RunId, time.GetUtcNow());
                var hasOutcome = KeepRun(scope, inputs, author, now);
                if (FindAsked(scope, run, author) is { } asked)
                {
                    return Find(scope, asked, inputs)!;
                }

                var job = new Job(
                    $"{Guid.CreateVersion7(now):N}", run, author, hasOutcome ? JobState.Done : JobState.Queued, inputs, now, hasOutcome ? now : null, hasOutcome ? now : null,
                    hasOutcome ? blocks : 0, blocks, null);
                scope.Table(Jobs).Insert(
                    job.Id, job.Kind, author, run, job.State.Key(), Utc.Text(now), Text(job.Started), Text(job.Ended), job.BlocksDone, blocks, Cell.Nothing);
                if (author != Author.Twin)
                {
                    AuditTrail.Append(scope, now, author, "ask", $"runs/{run}", inputs.ToJson());
                }

                return job;
            },
            leaving);

    /// <summary>The job, running now; nothing when it has ended meanwhile.</summary>
    public Task<Job?> StartAsync(Job job, int blocksDone)
        => ChangeAsync(job, job with { State = JobState.Running, Started = time.GetUtcNow(), BlocksDone = blocksDone });

    /// <summary>Back into the queue, after a start that found it running.</summary>
    public Task<Job?> RequeueAsync(Job job) => ChangeAsync(job, job with { State = JobState.Queued });

    /// <summary>A finished block stays, whatever becomes of the job.</summary>
    public Task<Job?> SaveBlockAsync(Job job, int block, byte[] payload, int blocksDone)
        => store.Writer.WriteAsync(scope =>
        {
            scope.Table(Blocks).Put(job.Run, block, payload, SHA256.HashData(payload));
            return Change(scope, job with { BlocksDone = blocksDone });
        });

    /// <summary>The answer stands; its blocks are not needed any more.</summary>
    public Task<Job?> FinishAsync(Job job, string? outcome)
        => store.Writer.WriteAsync(scope =>
        {
            if (outcome is not null)
            {
                scope.Table(Runs).Change([job.Run], ("outcome", outcome), ("outcome_sha256", SHA256.HashData(Encoding.UTF8.GetBytes(outcome))));
                DropBlocks(scope, job.Run);
            }

            return Change(scope, job with { State = JobState.Done, Ended = time.GetUtcNow(), BlocksDone = job.BlocksTotal });
        });

    /// <summary>Ends a job that has no answer; nothing when it had ended before.</summary>
    public Task<Job?> EndAsync(Job job, JobState state, string? problem, string? by = null)
        => store.Writer.WriteAsync(scope =>
        {
            var ended = Change(scope, job with { State = state, Ended = time.GetUtcNow(), Problem = problem });
            if (ended is not null && by is not null and not Author.Twin)
            {
                AuditTrail.Append(scope, time.GetUtcNow(), by, state.Key(), $"jobs/{job.Id}", "{}");
            }

            return ended;
        });

    /// <summary>Takes out the oldest ended jobs of an author beyond a number, with those of their runs that nobody else has asked for.</summary>
    public Task ForgetAsync(string author, string kind, int kept)
        => store.Writer.WriteAsync(scope =>
        {
            var rows = scope.Read("SELECT id, run_id FROM jobs WHERE author = ?1 AND kind = ?2 AND state NOT IN ('queued', 'running') ORDER BY id DESC LIMIT -1 OFFSET ?3").BindAll(author, kind, kept);
            foreach (var (job, run) in Statement.ReadAll(rows, row => (row.Text(0), row.Text(1))))
            {
                scope.Table(Jobs).Delete(job);
                if (scope.Read("SELECT count(*) FROM jobs WHERE run_id = ?1").BindAll(run).WholeOrNothing() == 0)
                {
                    DropBlocks(scope, run);
                    scope.Table(Inputs).Delete(run);
                    scope.Table(Runs).Delete(run);
                }
            }
        });

    public IReadOnlyList<Job> ListOpen() => List(jobs => jobs.Where(job => job.State == "queued" || job.State == "running").OrderBy(job => job.Id));

    /// <summary>Newest first, older than a job where one is named.</summary>
    public IReadOnlyList<Job> List(JobState? state, string? before, int limit)
        => List(jobs => Filtered(jobs, state).Where(job => before == null || string.Compare(job.Id, before) < 0).OrderByDescending(job => job.Id).Take(limit));

    public int Count(JobState? state)
    {
        using var context = source.Open();
        return Filtered(context.Jobs, state).Count();
    }

    public Job? Find(string id) => List(jobs => jobs.Where(job => job.Id == id)).FirstOrDefault();

    /// <summary>The newest job that names a run.</summary>
    public Job? FindOfRun(string run) => List(jobs => jobs.Where(job => job.RunId == run).OrderByDescending(job => job.Id).Take(1)).FirstOrDefault();

    /// <summary>The finished blocks of a run by number; one whose bytes have changed is none.</summary>
    public Dictionary<int, byte[]> ReadBlocks(string run)
    {
        using var context = source.Open();
        return context.RunBlocks.Where(block => block.RunId == run).AsEnumerable()
            .Where(block => SHA256.HashData(block.Payload).AsSpan().SequenceEqual(block.Sha256))
            .ToDictionary(block => block.Block, block => block.Payload);
    }

    public RunOutcome? FindOutcome(string run)
    {
        using var context = source.Open();
        return (from stored in context.Runs
                join asked in context.RunInputs on stored.Id equals asked.RunId
                where stored.Id == run && stored.Outcome != null
                select new { stored.Outcome, stored.OutcomeSha256, asked.Inputs }).AsEnumerable()
            .Select(row => new RunOutcome(run, FrozenInputs.Parse(row.Inputs), row.Outcome!, Convert.ToHexStringLower(row.OutcomeSha256!))).FirstOrDefault();
    }

    /// <summary>The finished run with the latest day of those that an author has asked for.</summary>
    public string? FindLatestRun(string kind, string author)
    {
        using var context = source.Open();
        return (from job in context.Jobs
                join run in context.Runs on job.RunId equals run.Id
                where job.Kind == kind && job.Author == author && run.Outcome != null
                orderby run.Day descending, job.Id descending
                select run.Id).FirstOrDefault();
    }

    /// <summary>The newest job of an author, whatever became of it.</summary>
    public Job? FindLast(string kind, string author)
        => List(jobs => jobs.Where(job => job.Kind == kind && job.Author == author).OrderByDescending(job => job.Id).Take(1)).FirstOrDefault();

    private static IQueryable<StoredJob> Filtered(IQueryable<StoredJob> jobs, JobState? state)
    {
        var key = state?.Key();
        return key is null ? jobs : jobs.Where(job => job.State == key);
    }

    private List<Job> List(Func<IQueryable<StoredJob>, IQueryable<StoredJob>> which)
    {
        using var context = source.Open();
        var jobs = which(context.Jobs).ToList();
        var runs = jobs.Select(job => job.RunId).Distinct().ToList();
        var inputs = context.RunInputs.Where(row => runs.Contains(row.RunId)).AsEnumerable().ToDictionary(row => row.RunId, row => FrozenInputs.Parse(row.Inputs));
        return [.. from job in jobs where job.RunId is { } run && inputs.ContainsKey(run) select Of(job, inputs[job.RunId!])];
    }

    private static Job Of(StoredJob job, FrozenInputs inputs) => new(
        job.Id, job.RunId!, job.Author, JobStates.Of(job.State), inputs, Time(job.QueuedUtc), TimeOrNone(job.StartedUtc), TimeOrNone(job.EndedUtc), job.BlocksDone, job.BlocksTotal,
        job.Problem is { } problem ? JsonSerializer.Deserialize<string>(problem) : null);

    private Task<Job?> ChangeAsync(Job from, Job to) => from.State == to.State ? Task.FromResult<Job?>(to) : store.Writer.WriteAsync(scope => Change(scope, to));

    private static Job? Change(WriteScope scope, Job to)
    {
        var isOpen = scope.Read("SELECT count(*) FROM jobs WHERE id = ?1 AND state IN ('queued', 'running')").BindAll(to.Id).WholeOrNothing() == 1;
        return isOpen && scope.Table(Jobs).Change(
            [to.Id], ("state", to.State.Key()), ("started_utc", Text(to.Started)), ("ended_utc", Text(to.Ended)), ("blocks_done", to.BlocksDone),
            ("problem", to.Problem is { } problem ? JsonSerializer.Serialize(problem) : null))
            ? to
            : null;
    }

    /// <summary>Whether its answer stands already. Policies and scenarios are named in the inputs; the references wait for rows to point to.</summary>
    private static bool KeepRun(WriteScope scope, FrozenInputs inputs, string author, DateTimeOffset now)
    {
        var run = inputs.RunId;
        if (scope.Read("SELECT outcome IS NOT NULL FROM runs WHERE id = ?1").BindAll(run).WholeOrNothing() is { } hasOutcome)
        {
            return hasOutcome == 1;
        }

        scope.Table(Runs).Insert(
            run, inputs.Kind, author, Utc.Text(now), inputs.StateDay, inputs.Day, Cell.Nothing, Cell.Nothing, unchecked((long)inputs.Seed), JsonSerializer.Serialize(inputs.Versions),
            inputs.Sha256, Cell.Nothing, Cell.Nothing);
        scope.Table(Inputs).Insert(run, inputs.ToJson());
        return false;
    }

    private static string? FindAsked(WriteScope scope, string run, string author)
        => Statement.ReadAll(
            scope.Read("SELECT id FROM jobs WHERE run_id = ?1 AND author = ?2 AND state IN ('queued', 'running', 'done') ORDER BY id DESC LIMIT 1").BindAll(run, author),
            row => row.Text(0)).FirstOrDefault();

    private static Job? Find(WriteScope scope, string id, FrozenInputs inputs)
        => Statement.ReadAll(
            scope.Read("SELECT author, state, queued_utc, started_utc, ended_utc, blocks_done, blocks_total FROM jobs WHERE id = ?1").BindAll(id),
            row => new Job(
                id, inputs.RunId, row.Text(0), JobStates.Of(row.Text(1)), inputs, Time(row.Text(2)), TimeOrNone(row.IsNothing(3) ? null : row.Text(3)), TimeOrNone(row.IsNothing(4) ? null : row.Text(4)),
                (int)row.Whole(5), (int)row.Whole(6), null)).FirstOrDefault();

    private static void DropBlocks(WriteScope scope, string run)
    {
        foreach (var block in Statement.ReadAll(scope.Read("SELECT block FROM run_blocks WHERE run_id = ?1").BindAll(run), row => row.Whole(0)))
        {
            scope.Table(Blocks).Delete(run, block);
        }
    }

    private static string? Text(DateTimeOffset? time) => time is { } known ? Utc.Text(known) : null;

    private static DateTimeOffset? TimeOrNone(string? text) => text is null ? null : Time(text);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
