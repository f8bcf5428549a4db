using System.Runtime.InteropServices;
using System.Text.Json;
using LoanTwin.Tests.House;

namespace LoanTwin.Tests.Mutants;

/// <summary>
/// The compiler of the SDK on a project's own sources. A second or two instead of a build: no restore, no analysers, and it never touches the
/// files of the build that these tests belong to.
/// </summary>
internal static class Compiler
{
    private static readonly Lazy<Task<string>> Program = new(FindProgramAsync);

    /// <summary>Compiles a project into a folder, with a mutant where there is one, and returns the assembly.</summary>
    public static async Task<string> CompileAsync(string project, Mutant? mutant, string folder)
    {
        var assembly = Path.Combine(folder, project + ".dll");
        var options = Path.Combine(folder, project + ".rsp");
        var sources = SourcesOf(project).Select(file => file == mutant?.Source ? WriteMutated(mutant, folder) : Repository.PathOf(file));
        await File.WriteAllLinesAsync(options, [
            "-nologo -target:library -optimize+ -deterministic+ -nullable:enable -unsafe+ -langversion:latest -nostdlib+ -utf8output",
            $"-out:\"{assembly}\"",
            .. ReferencesOf(project).Select(reference => $"-reference:\"{reference}\""),
            .. sources.Concat(WrittenByTheBuild(project)).Select(source => $"\"{source}\""),
        ]);

        var compilation = await Command.DotnetAsync(folder, await Program.Value, "-noconfig", "@" + options);
        return compilation.ExitCode == 0
            ? assembly
            : throw new InvalidOperationException($"{mutant?.Name ?? project} does not compile:\n{compilation.Output}");
    }

    private static string WriteMutated(Mutant mutant, string folder)
    {
        var path = Path.Combine(folder, Path.GetFileName(mutant.Source));
        File.WriteAllText(path, mutant.In(Repository.Read(mutant.Source)));
        return path;
    }

    private static IEnumerable<string> SourcesOf(string project)
        => Repository.Files.Where(file => file.StartsWith(project + "/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>Global usings, version and friends, as the last build has written them.</summary>
    private static string[] WrittenByTheBuild(string project)
    {
        var output = Path.GetRelativePath(Repository.PathOf(Path.Combine(project, "bin")), Repository.OutputOf(project));
        return Directory.GetFiles(Path.Combine(Repository.Root, project, "obj", output), "*.cs");
    }

    /// <summary>The runtime that these tests run on, and what the build has noted that the project needs, as it lies beside the tests.</summary>
    private static IEnumerable<string> ReferencesOf(string project)
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return platform.Where(path => path.StartsWith(runtime, StringComparison.Ordinal)).Concat(NeededBy(project));
    }

    private static IEnumerable<string> NeededBy(string project)
    {
        // A library's folder holds the projects it builds on, but not its packages; its notes name both.
        using var notes = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.OutputOf(project), project + ".deps.json")));
        return [.. from target in notes.RootElement.GetProperty("targets").EnumerateObject()
                   from library in target.Value.EnumerateObject()
                   where library.Value.TryGetProperty("runtime", out _)
                   from assembly in library.Value.GetProperty("runtime").EnumerateObject()
                   let name = Path.GetFileName(assembly.Name)
                   where name != project + ".dll"
                   select Path.Combine(AppContext.BaseDirectory, name)];
    }

    private static async Task<string> FindProgramAsync()
    {
        // The version that the repository asks for, among lines like "10.0.100 [folder]".
        var version = (await Command.DotnetAsync(Repository.Root, "--version")).Output.Trim();
        var listed = (await Command.DotnetAsync(Repository.Root, "--list-sdks")).Output.Split('\n', StringSplitOptions.TrimEntries);
        var folder = listed.First(line => line.StartsWith(version + " [", StringComparison.Ordinal))[(version.Length + 2)..^1];
        return Path.Combine(folder, version, "Roslyn", "bincore", "csc.dll");
    }
}
