using System.Text.Json;
using LoanTwin.Simulation.Stress;
using LoanTwin.Web.Jobs;

namespace LoanTwin.Web.Stress;

/// <summary>
/// A scenario answered in expectation and then path by path. The first block is the expected answer, so that a run says something at once; each
/// later one is a few paths more, and the last says of which loans the loss is.
/// </summary>
internal sealed class StressKind : IJobKind
{
    public const string Key = "stress";

    public string Name => Key;

    public int Method => 2;

    public bool IsLive(FrozenInputs inputs) => false;

    public string? PageOf(string run) => $"/stress/runs/{run}";

    public int CountBlocks(FrozenInputs inputs) => 1 + inputs.Ask<StressRunQuestion>().SegmentBlock;

    public byte[] Run(BlockWork work)
    {
        var run = work.Hold.Once(() => new OpenRun(work));
        return work.Block == 0 ? JsonSerializer.SerializeToUtf8Bytes(run.Expected(), StressRunOutcome.Json)
            : work.Block == work.Inputs.Ask<StressRunQuestion>().SegmentBlock ? JsonSerializer.SerializeToUtf8Bytes(run.Segments(work.Over), StressRunOutcome.Json)
            : PathBytes.Write(run.Draw(work.Block - 1, work.Over));
    }

    public string Merge(FrozenInputs inputs, IReadOnlyList<byte[]> blocks)
        => StressRunOutcome.Of(inputs, blocks.Select((block, number) => (number, block)).ToDictionary(entry => entry.number, entry => entry.block))!.ToJson();

    public string Tell(FrozenInputs inputs, int blocksDone)
    {
        var question = inputs.Ask<StressRunQuestion>();
        var paths = Math.Clamp((blocksDone - 1) * question.PathsPerBlock, 0, question.Paths);
        return $"{question.World.Name}, {question.Quarters} quarters: " + (blocksDone == 0 ? "what is expected" : $"{paths} of {question.Paths} paths");
    }

    /// <summary>The bench of a run and what all its blocks share.</summary>
    private sealed class OpenRun : IDisposable
    {
        private readonly StressBench _bench;
        private readonly StressRun _run;

        public OpenRun(BlockWork work)
        {
            var question = work.Inputs.Ask<StressRunQuestion>();
            _bench = StressBench.Freeze(work.Lender, work.Lender.Threads, work.Breathe).Value;
            var asked = question.Bare() with { Scenario = question.World.Make(_bench), Population = RunPopulation.Of(work.Lender, question.Population) };
            _run = StressRun.Begin(_bench, question.Plan(asked, work.Inputs.Seed), work.Over).Value;
        }

        public ExpectedOutcome Expected() => new(AnswerView.Of(_bench, _run.Expected), _run.Plan.Question.Population?.Count, []);

        public SegmentView[] Segments(CancellationToken over)
            => _run.Plan.Question.Sheet == SheetMode.Dynamic ? [] : [.. SegmentLosses.Of(_bench, _run.Plan.Question, over).Select(SegmentView.Of)];

        public StressOutcome Draw(int block, CancellationToken over) => _run.DoBlock(block, over);

        public void Dispose() => _bench.Dispose();
    }
}
