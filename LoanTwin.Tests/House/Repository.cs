using System.Diagnostics;

namespace LoanTwin.Tests.House;

/// <summary>The files of this repository as git sees them: committed or about to be, never ignored ones.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Where the build that these tests belong to has put a project: same configuration, same framework.</summary>
    public static string OutputOf(string project)
        => Path.GetFullPath(Path.Combine(Root, project, Path.GetRelativePath(PathOf("LoanTwin.Tests"), AppContext.BaseDirectory)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LoanTwin.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("LoanTwin.sln is in no folder above the tests.");
    }

    private static List<string> ListFiles()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var names = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. names.Where(name => File.Exists(PathOf(name)))]; // a file deleted but not yet committed is still listed
    }
}
