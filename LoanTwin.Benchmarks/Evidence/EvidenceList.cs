using System.Diagnostics;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Prints the lines of one list, or the one asked for, and says by its exit code whether all hold.</summary>
internal static class EvidenceList
{
    public static int Print(Func<Options, EvidenceLine>[] lines, Options options)
    {
        Console.Error.WriteLine(Machine.Describe());
        var allHold = true;
        foreach (var line in options.Line is { } one ? [lines[one - 1]] : lines)
        {
            var clock = Stopwatch.StartNew();
            var result = line(options);
            Json.Print(result with { Seconds = Math.Round(clock.Elapsed.TotalSeconds, 1) });
            allHold &= result.Ok;
        }

        return allHold ? 0 : 1;
    }
}
