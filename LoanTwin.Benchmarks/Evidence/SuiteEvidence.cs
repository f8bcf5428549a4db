using System.Diagnostics;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Line 9: the whole test command, timed, with its property and oracle tests in it.</summary>
internal static class SuiteEvidence
{
    private const double MostSeconds = 300;

    public static EvidenceLine Line(Options options)
    {
        var clock = Stopwatch.StartNew();
        var tests = TestRun.Of(null);
        var seconds = clock.Elapsed.TotalSeconds;
        return new(9, "dotnet test LoanTwin.sln under 5 minutes, build included", new { seconds, tests }, new { seconds = MostSeconds, failed = 0 }, tests.AllPassed && seconds < MostSeconds);
    }
}
