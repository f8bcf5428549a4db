using LoanTwin.Simulation.Lenders;

namespace LoanTwin.Web.Jobs;

/// <summary>
/// One kind of long question. It knows how to do one block of the work and how finished blocks merge into the answer; queue, storage, progress
/// and going on after a crash are the room's. The same inputs and block must give the same bytes on every machine.
/// </summary>
internal interface IJobKind
{
    string Name { get; }

    /// <summary>Number of its method: another one is another run.</summary>
    int Method { get; }

    /// <summary>Short enough to go before everything else.</summary>
    bool IsLive(FrozenInputs inputs);

    int CountBlocks(FrozenInputs inputs);

    /// <summary>The outcome of one block.</summary>
    byte[] Run(BlockWork work);

    /// <summary>The whole answer as JSON, from the outcomes of all blocks in their order.</summary>
    string Merge(FrozenInputs inputs, IReadOnlyList<byte[]> blocks);

    /// <summary>One line for people.</summary>
    string Tell(FrozenInputs inputs, int blocksDone);

    /// <summary>Where a run of this kind can be read, if it has a page of its own.</summary>
    string? PageOf(string run) => null;
}

/// <summary>What a block is worked out of.</summary>
/// <param name="Lender">The frozen lender itself: fork it, never live it.</param>
/// <param name="Finished">Outcomes of earlier blocks, for kinds that build on them.</param>
/// <param name="Hold">What one block leaves to the next of the same sitting.</param>
/// <param name="Breathe">To be called every few milliseconds of work: lets the living day go first, and throws when the job is over.</param>
/// <param name="Over">Cancelled when the job is over, for work that looks at a token by itself.</param>
internal sealed record BlockWork(FrozenInputs Inputs, Lender Lender, int Block, IReadOnlyList<byte[]> Finished, JobHold Hold, Action Breathe, CancellationToken Over);

/// <summary>The kinds that this program knows.</summary>
internal sealed class JobKinds(IEnumerable<IJobKind> kinds)
{
    private readonly Dictionary<string, IJobKind> _kinds = kinds.ToDictionary(kind => kind.Name);

    /// <summary>The kind that made these inputs, while it still works by the same method.</summary>
    public IJobKind? Find(FrozenInputs inputs)
        => _kinds.TryGetValue(inputs.Kind, out var kind) && inputs.Versions == RunVersions.Of(kind) ? kind : null;

    public string? PageOf(Job job) => _kinds.GetValueOrDefault(job.Kind)?.PageOf(job.Run);

    public string Tell(Job job)
        => _kinds.TryGetValue(job.Kind, out var kind) ? kind.Tell(job.Inputs, job.BlocksDone) : $"{job.BlocksDone} of {job.BlocksTotal} blocks";
}
