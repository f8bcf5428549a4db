using LoanTwin.Domain.Results;
using LoanTwin.Simulation.Stress;
using LoanTwin.Web.Jobs;
using LoanTwin.Web.Twin;

namespace LoanTwin.Web.Stress;

/// <summary>A run of the lab as it stands: its newest job, and what it has come to so far.</summary>
/// <param name="Hash">SHA-256 of the whole answer; nothing while there are blocks to come.</param>
internal sealed record StressRunState(string Run, Job Job, string? Hash, StressRunOutcome? Stress, ReverseOutcome? Reverse);

/// <summary>Runs of the lab, asked for and found again.</summary>
internal sealed class StressRuns(JobRecords records, JobDesk desk, StressKind stress, ReverseKind reverse, LiveFeed feed)
{
    public Task<Result<Job>> AskAsync(StressRunQuestion question, ulong? seed, string author, CancellationToken leaving)
        => desk.AskAsync(stress, FrozenInputs.Freeze(question), seed ?? Seed, author, leaving);

    public Task<Result<Job>> AskAsync(ReverseRunQuestion question, ulong? seed, string author, CancellationToken leaving)
        => desk.AskAsync(reverse, FrozenInputs.Freeze(question), seed ?? Seed, author, leaving);

    public StressRunState? Find(string run)
    {
        if (records.FindOfRun(run) is not { Kind: StressKind.Key or ReverseKind.Key } job)
        {
            return null;
        }

        // Blocks are dropped when the answer stands: read first, they are there or the answer is.
        var blocks = records.FindOutcome(run) is null ? records.ReadBlocks(run) : [];
        var stored = records.FindOutcome(run);
        return job.Kind == ReverseKind.Key ? new(run, job, stored?.Hash, null, stored is null ? null : ReverseOutcome.Parse(stored.Json))
            : new(run, job, stored?.Hash, stored is null ? StressRunOutcome.Of(job.Inputs, blocks) : StressRunOutcome.Parse(stored.Json), null);
    }

    /// <summary>Ranks runs of one day, seed and horizon, path against path; a run that was cancelled counts with what it has.</summary>
    public Result<RankedRun[]> Compare(IReadOnlyList<string> runs, RankWeights weights)
    {
        var found = runs.Select(Find).ToList();
        var faults = new FaultList();
        for (var at = 0; at < runs.Count; at++)
        {
            faults.Require(found[at]?.Stress is not null, $"runs[{at}]", runs[at], "a stress run that has begun to answer");
        }

        if (faults.Any)
        {
            return faults.ToProblem(found.Exists(run => run is null) ? ProblemKind.NotFound : ProblemKind.Invalid);
        }

        var ranked = StressComparison.Of([.. found.Select(run => Compared(run!.Run, run.Stress!))], weights);
        return ranked.IsSuccess ? ranked.Value.ToArray() : ranked.Problem;
    }

    private static ComparedRun Compared(string run, StressRunOutcome outcome)
        => new(run, outcome.Question.Plan(outcome.Question.Bare(), outcome.Seed), outcome.Day, outcome.Paths());

    private ulong Seed => feed.Latest?.Seed ?? 0;
}
