using System.Diagnostics;

namespace LoanTwin.Tests.Mutants;

/// <summary>A dotnet command run to its end, with all it said.</summary>
internal sealed record Command(int ExitCode, string Output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<Command> DotnetAsync(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Patience);
            return new(process.ExitCode, await output + await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true); // a mutant may loop for ever
        }
    }
}
