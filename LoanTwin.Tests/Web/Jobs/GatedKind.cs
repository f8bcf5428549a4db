using System.Collections.Concurrent;
using System.Text;
using LoanTwin.Web.Jobs;

namespace LoanTwin.Tests.Web.Jobs;

/// <summary>A kind whose every block waits for the test: it says what it begins, and ends a block when it is let.</summary>
internal sealed class GatedKind : IJobKind, IDisposable
{
    private readonly SemaphoreSlim _mayEnd = new(0);
    private readonly BlockingCollection<string> _begun = [];

    internal sealed record Question(string Name, int Blocks, bool IsLive = false, int FailsAt = -1);

    public string Name => "gated";

    public int Method => 1;

    public bool IsLive(FrozenInputs inputs) => inputs.Ask<Question>().IsLive;

    public int CountBlocks(FrozenInputs inputs) => inputs.Ask<Question>().Blocks;

    public byte[] Run(BlockWork work)
    {
        var question = work.Inputs.Ask<Question>();
        _begun.Add($"{question.Name}{work.Block}");
        while (!_mayEnd.Wait(5))
        {
            work.Breathe();
        }

        return work.Block == question.FailsAt
            ? throw new InvalidOperationException("this block cannot be worked out")
            : Encoding.UTF8.GetBytes($"{question.Name}{work.Block} after {work.Finished.Count};");
    }

    public string Merge(FrozenInputs inputs, IReadOnlyList<byte[]> blocks) => $"\"{string.Concat(blocks.Select(Encoding.UTF8.GetString))}\"";

    public string Tell(FrozenInputs inputs, int blocksDone) => $"{inputs.Ask<Question>().Name}: {blocksDone}";

    /// <summary>The next block that a worker begins.</summary>
    public string NextBegun() => _begun.TryTake(out var block, TimeSpan.FromSeconds(30)) ? block : throw new TimeoutException("no block was begun");

    public bool HasBegunMore => _begun.Count > 0;

    public void LetEnd(int blocks = 1) => _mayEnd.Release(blocks);

    public void Dispose()
    {
        _mayEnd.Dispose();
        _begun.Dispose();
    }
}
