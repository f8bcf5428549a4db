using System.Diagnostics;
using System.Text.RegularExpressions;
using LoanTwin.Tests.House;

namespace LoanTwin.Tests.Web;

/// <summary>The built program in a process of its own, started from a folder that is not its own, on a port the system chooses.</summary>
internal sealed partial class TwinProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly DirectoryInfo _elsewhere;
    private readonly DirectoryInfo? _data;
    private Task<string> _output = Task.FromResult("");

    private TwinProcess(Process process, DirectoryInfo elsewhere, DirectoryInfo? data, Uri address)
    {
        (_process, _elsewhere, _data) = (process, elsewhere, data);
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }
    public Uri Address => Client.BaseAddress!;

    public static string BuiltProgram => Path.Combine(Repository.OutputOf("LoanTwin.Web"), "LoanTwin.Web.dll");

    /// <summary>Starts a small, paused twin in a data folder of its own, or goes on in one that is given; ready when its first figure can be read.</summary>
    public static async Task<TwinProcess> StartAsync(string? environment = null, string? program = null, string urls = "http://127.0.0.1:0", string? data = null, params string[] settings)
    {
        var elsewhere = Directory.CreateTempSubdirectory("loantwin-");
        var own = data is null ? Directory.CreateTempSubdirectory("loantwin-data-") : null;
        var process = Start(elsewhere, environment, program ?? BuiltProgram, ["--urls", urls, $"--Storage:Folder={data ?? own!.FullName}", "--Twin:Loans=300", "--Twin:Pace=paused", "--Forecasts:Refresh=false", .. settings]);
        var address = await ReadAddressAsync(process).WaitAsync(Patience);
        var twin = new TwinProcess(process, elsewhere, own, address) { _output = process.StandardOutput.ReadToEndAsync() }; // keep reading, or a full pipe would stop the program
        await twin.WhenReadyAsync().WaitAsync(Patience);
        return twin;
    }

    private async Task WhenReadyAsync()
    {
        while (!(await Client.GetAsync("/health/ready")).IsSuccessStatusCode)
        {
            await Task.Delay(50);
        }
    }

    /// <summary>For a start that is expected to end by itself.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunToEndAsync(string urls, params string[] arguments)
    {
        var elsewhere = Directory.CreateTempSubdirectory("loantwin-");
        using var process = Start(elsewhere, null, BuiltProgram, ["--urls", urls, .. arguments]);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Patience);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            elsewhere.Delete(recursive: true);
        }
    }

    /// <summary>A command: words and settings, to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> CommandAsync(params string[] arguments)
    {
        var elsewhere = Directory.CreateTempSubdirectory("loantwin-");
        using var process = Start(elsewhere, null, BuiltProgram, arguments);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(Patience);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            elsewhere.Delete(recursive: true);
        }
    }

    /// <summary>Asks it to end, as a supervisor does: its exit code, and what it wrote after it had begun to listen.</summary>
    public async Task<(int ExitCode, string Output)> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return (_process.ExitCode, await _output);
    }

    public IReadOnlyList<string> FilesLeftBehind => [.. _elsewhere.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Name)];

    /// <summary>Ends it as a crash would: without a goodbye to the readers.</summary>
    public Task CrashAsync()
    {
        _process.Kill(entireProcessTree: true);
        return _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await CrashAsync();
        _process.Dispose();
        _elsewhere.Delete(recursive: true);
        _data?.Delete(recursive: true);
    }

    private static Process Start(DirectoryInfo folder, string? environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(IsAboutHosting).ToList())
        {
            start.Environment.Remove(inherited);
        }

        // The program must keep out of the home folder, too.
        start.Environment["HOME"] = folder.FullName;
        start.Environment["DOTNET_CLI_HOME"] = folder.FullName;
        if (environment is not null)
        {
            start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        }

        return Process.Start(start)!;
    }

    private static bool IsAboutHosting(string variable)
        => variable.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || variable is "DOTNET_ENVIRONMENT" or "URLS" or "DOTNET_URLS";

    private static async Task<Uri> ReadAddressAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (ListeningLine().Match(line) is { Success: true } match)
            {
                return new Uri(match.Groups[1].Value);
            }
        }

        throw new InvalidOperationException("The program ended before it listened: " + await process.StandardError.ReadToEndAsync());
    }

    [GeneratedRegex("Now listening on: (http://[^\\s\"]+)")]
    private static partial Regex ListeningLine();
}
