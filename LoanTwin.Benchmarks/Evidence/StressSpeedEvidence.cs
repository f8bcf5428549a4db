using LoanTwin.Benchmarks.Running;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 1: how soon a moved knot is answered, and how long a thousand paths take, in the real program while its twin lives.</summary>
internal static class StressSpeedEvidence
{
    private const int Small = 100_000;
    private const int Large = 500_000;
    private const int Paths = 1_000;
    private const double SmallMs = 300;
    private const double LargeMs = 1_500;
    private const double FirstEstimateMs = 2_000;
    private const double RunSeconds = 180;

    public static EvidenceLine Line(Options options)
    {
        var small = StressMeasures.LiveAsync(Small, options.Seed).GetAwaiter().GetResult();
        var large = StressMeasures.LiveAsync(Large, options.Seed).GetAwaiter().GetResult();
        var run = StressMeasures.RunAsync(Small, options.Seed, Paths).GetAwaiter().GetResult();
        return new(
            1,
            "live answers of 100,000 and 500,000 loans over nine quarters while the twin lives and a run is on, each to another world, the first in a cold program; 1,000 sampled paths of 100,000 loans and their first estimate, in a cold program that has answered nothing before",
            new { small, large, run, machine = Machine.Describe() },
            new { smallFirstMs = SmallMs, largeFirstMs = LargeMs, firstEstimateMs = FirstEstimateMs, runSeconds = RunSeconds },
            small.FirstMs < SmallMs && small.MedianMs < SmallMs && large.FirstMs < LargeMs && large.MedianMs < LargeMs && run.FirstExpectedMs < FirstEstimateMs && run.Paths == Paths && run.Seconds < RunSeconds);
    }
}
