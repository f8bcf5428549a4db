namespace LoanTwin.Tests.Mutants;

/// <summary>The folder of the test program as links, with one assembly exchanged; its tests run in a process of their own.</summary>
internal sealed class TestBench : IDisposable
{
    private const string Program = "LoanTwin.Tests";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loantwin-mutant-");

    private string Mirror => Path.Combine(_folder.FullName, "tests");

    /// <summary>Compiles a project, with a mutant where there is one, and runs the named tests against it.</summary>
    public static async Task<TestRun> RunAsync(string project, Mutant? mutant, params IEnumerable<string> tests)
    {
        using var bench = new TestBench();
        bench.Exchange(await Compiler.CompileAsync(project, mutant, bench._folder.FullName));
        return await bench.RunAsync(tests);
    }

    // A link to a folder is removed as a link: what it points to stays.
    public void Dispose() => _folder.Delete(recursive: true);

    private void Exchange(string assembly)
    {
        Directory.CreateDirectory(Mirror);
        foreach (var entry in new DirectoryInfo(AppContext.BaseDirectory).EnumerateFileSystemInfos())
        {
            var place = Path.Combine(Mirror, entry.Name);
            if (entry.Name == Path.GetFileName(assembly))
            {
                File.Copy(assembly, place);
            }
            else if (entry is DirectoryInfo)
            {
                Directory.CreateSymbolicLink(place, entry.FullName);
            }
            else if (entry.Name.StartsWith(Program + ".", StringComparison.Ordinal))
            {
                // The host follows a link to the program back to its folder, and would take the unchanged assembly from there.
                File.Copy(entry.FullName, place);
            }
            else
            {
                File.CreateSymbolicLink(place, entry.FullName);
            }
        }
    }

    private async Task<TestRun> RunAsync(IEnumerable<string> tests)
    {
        var results = Path.Combine(_folder.FullName, "results.xml");
        var run = await Command.DotnetAsync(_folder.FullName, [
            Path.Combine(Mirror, Program + ".dll"), "-noLogo", "-noColor", "-noAutoReporters", "-xml", results,
            .. tests.SelectMany(test => new[] { "-method", test })]);
        return TestRun.Read(results, run.Output);
    }
}
