using System.Text.RegularExpressions;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>Runs part of the test suite as a user would and counts what it says.</summary>
internal sealed partial record TestRun(int Passed, int Failed, int Skipped, string[] FailedTests)
{
    public bool AllPassed => Failed == 0 && Passed > 0;

    public static TestRun Of(string? filter, Dictionary<string, string>? settings = null)
    {
        string[] words = ["test", "LoanTwin.sln", "-c", "Release", .. filter is null ? Array.Empty<string>() : ["--filter", filter]];
        var output = Child.Run("dotnet", words, settings, Child.Repository()).Output;
        var summary = Summary().Match(output);
        int Count(string name) => summary.Success ? int.Parse(summary.Groups[name].Value) : 0;
        return new(Count("passed"), summary.Success ? Count("failed") : 1, Count("skipped"), [.. Failure().Matches(output).Select(match => match.Groups[1].Value)]);
    }

    [GeneratedRegex(@"Failed:\s+(?<failed>\d+), Passed:\s+(?<passed>\d+), Skipped:\s+(?<skipped>\d+)")]
    private static partial Regex Summary();

    [GeneratedRegex(@"^\s+Failed (\S+)", RegexOptions.Multiline)]
    private static partial Regex Failure();
}
