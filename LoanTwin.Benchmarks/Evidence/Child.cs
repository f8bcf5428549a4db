using System.Diagnostics;

namespace LoanTwin.Benchmarks.Evidence;

/// <summary>A child process run to its end.</summary>
internal static class Child
{
    public static (int Code, string Output) Run(string program, IEnumerable<string> words, Dictionary<string, string>? settings = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardOutput = true, WorkingDirectory = folder ?? Environment.CurrentDirectory };
        foreach (var (key, value) in settings ?? [])
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    /// <summary>The folder of the solution, found from where this program lies.</summary>
    public static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LoanTwin.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("LoanTwin.sln is in no folder above this program");
    }
}
