namespace LoanTwin.Tests.Mutants;

/// <summary>One wrong line: where it stands, what it says, what it says instead, and the test that has to notice.</summary>
internal sealed record Mutant(string Name, string Project, string Source, string Find, string Replace, string MustFail)
{
    /// <summary>
    /// The source with the wrong line. The text must stand there exactly once: after a refactoring the mutant is to be looked at again,
    /// not to pass for killed because it changed nothing or too much.
    /// </summary>
    public string In(string source)
    {
        var parts = source.Split(Find);
        return parts.Length == 2
            ? parts[0] + Replace + parts[1]
            : throw new InvalidOperationException($"{Name}: \"{Find}\" stands {parts.Length - 1} times in {Source}, not once");
    }
}
