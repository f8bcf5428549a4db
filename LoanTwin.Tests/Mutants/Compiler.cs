using System.Runtime.InteropServices;
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

    /// <summary>The runtime that these tests run on, and whatever the build has put beside the project's own assembly.</summary>
    private static IEnumerable<string> ReferencesOf(string project)
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return platform.Where(path => path.StartsWith(runtime, StringComparison.Ordinal))
            .Concat(Directory.GetFiles(Repository.OutputOf(project), "*.dll").Where(path => Path.GetFileNameWithoutExtension(path) != project));
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
