using System.Text.Json;
using LoanTwin.Domain.Results;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Jobs;

/// <summary>Takes long questions in and takes them back.</summary>
internal sealed class JobDesk(JobRecords records, JobBoard board, JobQueue queue, JobKinds kinds, TwinService service, TwinRecords twin, LiveFeed feed)
{
    /// <summary>Freezes a question about the last committed day and puts it into the queue; the answer comes when it is durable.</summary>
    public async Task<Result<Job>> AskAsync(IJobKind kind, JsonElement question, ulong seed, string author, CancellationToken leaving)
    {
        if (feed.Latest is not { } latest || twin.FindStateBefore(latest.Day.DayNumber) is not { } stateDay)
        {
            return Problem.Of(ProblemKind.MissingData, "twin", "opening", "an open twin: see /health/ready");
        }

        var policy = await service.ReadAsync(lender => lender.World.PolicyVersion, leaving);
        var inputs = new FrozenInputs(kind.Name, stateDay, latest.Day.DayNumber, policy, null, seed, RunVersions.Of(kind), question);
        var job = await records.AskAsync(inputs, author, kind.CountBlocks(inputs), leaving);
        Queue(job);
        return job;
    }

    /// <summary>Ends a job; the blocks that it has finished stay, for whoever asks the same again.</summary>
    public async Task<Result<Job>> CancelAsync(string id, string author)
    {
        if ((board.Find(id) ?? records.Find(id)) is not { } job)
        {
            return Problem.Of(ProblemKind.NotFound, "id", id, "the id of a job");
        }

        if (await records.EndAsync(job, JobState.Cancelled, null, author) is not { } cancelled)
        {
            var state = records.Find(id)?.State ?? job.State;
            return Problem.Of(ProblemKind.Conflict, "state", state.Key(), "queued or running: this job has ended");
        }

        queue.Cancel(id);
        board.Show(cancelled);
        return cancelled;
    }

    /// <summary>Puts a stored job where the workers look for it.</summary>
    public void Queue(Job job)
    {
        var isNew = board.Find(job.Id) is null;
        board.Show(job);
        if (isNew && job.State == JobState.Queued)
        {
            queue.Add(new(job.Id, job.Run, job.Author, RankOf(job)));
        }
    }

    private JobRank RankOf(Job job)
        => kinds.Find(job.Inputs)?.IsLive(job.Inputs) == true ? JobRank.Live : job.Author == Author.Twin ? JobRank.Twin : JobRank.Person;
}
