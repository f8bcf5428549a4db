using System.Collections.Concurrent;
using System.Diagnostics;
using LoanTwin.Tests.House;
using LoanTwin.Web.Storage;

namespace LoanTwin.Tests.Web.Storage;

/// <summary>The small twin of LoanTwin.Benchmarks in a process of its own; what it acknowledged is kept here, outside of it.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task _reading;

    private ChildProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, Lines), ReadAsync(process.StandardError, Errors));
    }

    public ConcurrentQueue<string> Lines { get; } = new();

    public ConcurrentQueue<string> Errors { get; } = new();

    public int ExitCode => _process.ExitCode;

    public static ChildProcess Start(string folder, long? killAt = null)
    {
        var program = Path.Combine(Repository.OutputOf("LoanTwin.Benchmarks"), "LoanTwin.Benchmarks.dll");
        var start = new ProcessStartInfo("dotnet", [program, "storage-child", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_TieredPGO"] = "0";
        if (killAt is { } n)
        {
            start.Environment[Faults.KillVariable] = $"{n}";
        }

        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Kills it some time after it has begun to write.</summary>
    public async Task KillAfterAsync(TimeSpan time)
    {
        var patience = Stopwatch.StartNew();
        while (Lines.IsEmpty && !_process.HasExited && patience.Elapsed < Patience)
        {
            await Task.Delay(5);
        }

        await Task.Delay(time);
        _process.Kill();
        await EndAsync();
    }

    public async Task EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _reading.WaitAsync(Patience);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static async Task ReadAsync(StreamReader from, ConcurrentQueue<string> into)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            into.Enqueue(line);
        }
    }
}
