using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using LoanTwin.Benchmarks.Evidence;

namespace LoanTwin.Benchmarks.Running;

/// <summary>The built program in a process of its own, as a user starts it, with what it says and what it takes.</summary>
internal sealed partial class TwinProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _reading;
    private readonly TaskCompletionSource<Uri?> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stopwatch _age = Stopwatch.StartNew();
    private readonly List<string> _errors = [];
    private HttpClient? _client;
    private bool _isGone;

    private TwinProgram(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadOutputAsync(), ReadErrorsAsync());
    }

    public HttpClient Client => _client ?? throw new InvalidOperationException("the program has not begun to listen");

    public Uri Address => Client.BaseAddress!;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Milliseconds from the start of the process to its first figure.</summary>
    public double ReadyAfter { get; private set; }

    /// <summary>What it had used of the processors by then, which says more than the clock where others run too.</summary>
    public double CpuSecondsWhenReady { get; private set; }

    public IReadOnlyList<string> Errors => _errors;

    public static TwinProgram Begin(string folder, int loans, ulong seed, Dictionary<string, string>? environment = null)
    {
        var program = Path.Combine(Path.GetDirectoryName(typeof(TwinProgram).Assembly.Location)!.Replace("LoanTwin.Benchmarks", "LoanTwin.Web", StringComparison.Ordinal), "LoanTwin.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0", $"--Storage:Folder={folder}", $"--Twin:Loans={loans}", $"--Twin:Seed={seed}", "--Twin:Pace=paused", "--Forecasts:Refresh=false"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return new TwinProgram(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start"));
    }

    /// <summary>Begins it and waits for its first figure.</summary>
    public static async Task<TwinProgram> StartAsync(string folder, int loans, ulong seed, Dictionary<string, string>? environment = null)
    {
        var program = Begin(folder, loans, seed, environment);
        return await program.IsReadyAsync() ? program : throw new InvalidOperationException($"the program ended: {string.Join(" ", program.Errors)}");
    }

    /// <summary>False when it ended before.</summary>
    public async Task<bool> IsReadyAsync()
    {
        if (await _address.Task is not { } address)
        {
            await _process.WaitForExitAsync();
            return false;
        }

        _client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        while (!_process.HasExited)
        {
            try
            {
                using var answer = await Client.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                {
                    ReadyAfter = _age.Elapsed.TotalMilliseconds;
                    CpuSecondsWhenReady = _process.TotalProcessorTime.TotalSeconds;
                    return true;
                }
            }
            catch (HttpRequestException)
            {
                // ended just now; the loop sees it
            }

            await Task.Delay(25);
        }

        return false;
    }

    public Task<JsonElement> GetAsync(string address) => Client.GetFromJsonAsync<JsonElement>(address);

    /// <summary>The twin's own view; it computes the state hash.</summary>
    public Task<JsonElement> TwinAsync() => GetAsync("/api/twin");

    public async Task<string> HashAsync() => (await TwinAsync()).GetProperty("stateHash").GetString()!;

    public async Task<JsonElement> StepAsync(int days)
    {
        using var answer = await Client.PostAsJsonAsync("/api/twin/step", new { days });
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<(int Status, JsonElement Body)> PostAsync(string address, string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    /// <summary>A figure of /proc/PID/status in megabytes: VmRSS now, VmHWM at most.</summary>
    public double Megabytes(string name) => MegabytesOf(_process.Id, name);

    public static double MegabytesOf(int process, string name)
        => Math.Round(File.ReadLines($"/proc/{process}/status").Where(line => line.StartsWith(name + ":", StringComparison.Ordinal)).Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim())).First() / 1024.0, 1);

    /// <summary>Until it has ended by itself.</summary>
    public async Task EndedAsync()
    {
        await _process.WaitForExitAsync();
        await _reading;
    }

    /// <summary>Asks it to end, as the system does, and waits until it has.</summary>
    public async Task StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await EndedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isGone)
        {
            return;
        }

        _isGone = true;
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await EndedAsync();
        _client?.Dispose();
        _process.Dispose();
    }

    private async Task ReadOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                _address.TrySetResult(new Uri(match.Groups[1].Value));
            }
        }

        _address.TrySetResult(null);
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _errors.Add(line);
        }
    }

    [GeneratedRegex("Now listening on: (http://\\S+)")]
    private static partial Regex Listening();
}
