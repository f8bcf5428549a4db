using System.Xml.Linq;

namespace LoanTwin.Tests.Mutants;

/// <summary>What a run of some tests came to, as the runner itself wrote it down.</summary>
/// <param name="Errors">What went wrong outside of any test.</param>
internal sealed record TestRun(int Errors, IReadOnlyList<TestResult> Tests, string Output)
{
    public static TestRun Read(string file, string output)
    {
        if (!File.Exists(file))
        {
            throw new InvalidOperationException($"The tests ended without a result:\n{output}");
        }

        var assembly = XDocument.Load(file).Descendants("assembly").Single();
        return new((int)assembly.Attribute("errors")!, [.. assembly.Descendants("test").Select(TestResult.Of)], output);
    }

    public IEnumerable<TestResult> Of(string test) => Tests.Where(result => result.Test == test);
}

/// <param name="Exception">Type of what a failed test threw; nothing when it did not fail.</param>
internal sealed record TestResult(string Test, bool Passed, string? Exception)
{
    /// <summary>Failed by what it asserts; a test that an exception broke says nothing about the figure it is there for.</summary>
    public bool IsRefuted => Exception?.StartsWith("Xunit.Sdk.", StringComparison.Ordinal) == true;

    public static TestResult Of(XElement test)
        => new(
            $"{test.Attribute("type")!.Value}.{test.Attribute("method")!.Value}",
            test.Attribute("result")!.Value == "Pass",
            test.Element("failure")?.Attribute("exception-type")?.Value);
}
