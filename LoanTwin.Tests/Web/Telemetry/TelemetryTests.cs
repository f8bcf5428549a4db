using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoanTwin.Tests.House;
using LoanTwin.Web.Telemetry;

namespace LoanTwin.Tests.Web.Telemetry;

[Collection(nameof(RunningTwin))]
public sealed class TelemetryTests : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("loantwin-data-");

    public async ValueTask InitializeAsync() => await FoundedTwin.CopyIntoAsync(_data.FullName);

    public ValueTask DisposeAsync()
    {
        _data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Running_WithAJsonLog_CountsDaysNamesRequestsAndEndsInTime()
    {
        await using var twin = await TwinProcess.StartAsync(data: _data.FullName, settings: "--Logging:Json=true");
        (await twin.Client.PostAsJsonAsync("/api/twin/step", new { days = 3 })).EnsureSuccessStatusCode();

        using var answer = await twin.Client.GetAsync("/metrics");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal("0.0.4", answer.Content.Headers.ContentType!.Parameters.Single(parameter => parameter.Name == "version").Value);
        Assert.Contains("\nloantwin_days_lived_total 3\n", text, StringComparison.Ordinal);
        Assert.Contains("loantwin_tick_milliseconds_bucket{le=\"+Inf\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("loantwin_commit_milliseconds_count 3\n", text, StringComparison.Ordinal);
        Assert.Contains("loantwin_trouble 0\n", text, StringComparison.Ordinal);
        Assert.All(text.TrimEnd().Split('\n'), line => Assert.Matches("^(# (HELP|TYPE) loantwin_.+|loantwin_[a-z0-9_]+(\\{[a-z]+=\"[^\"]+\"\\})? -?[0-9.E+-]+)$", line));

        // Steps for minutes are under way when the end comes: the day at hand is stored, the caller is told.
        var waiting = twin.Client.PostAsJsonAsync("/api/twin/step", new { days = 3660 });
        await Task.Delay(300);
        var clock = Stopwatch.StartNew();
        var (code, log) = await twin.TerminateAsync();

        Assert.Equal(0, code);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
        using var told = await waiting;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, told.StatusCode);
        Assert.EndsWith("storage-stopping", (await told.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString(), StringComparison.Ordinal);
        var lines = log.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var refused = lines.Single(line => line.GetProperty("Category").GetString()!.EndsWith("StorageAnswers", StringComparison.Ordinal));
        Assert.Contains(told.Headers.GetValues(CorrelationId.Header).Single(), refused.GetProperty("Scopes").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Health check", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Id_OfARequest_IsGivenBackUnlessItIsNotPlain()
    {
        await using var twin = await TwinProcess.StartAsync(data: _data.FullName);

        Assert.Equal("order-17:a", await IdOfAsync(twin, "order-17:a"));
        Assert.Matches("^[0-9a-f]{32}$", await IdOfAsync(twin, null));
        Assert.Matches("^[0-9a-f]{32}$", await IdOfAsync(twin, "two words"));
        Assert.Matches("^[0-9a-f]{32}$", await IdOfAsync(twin, new string('x', 65)));
    }

    /// <summary>docs/examples/watch.mjs against the program itself.</summary>
    [Fact]
    public async Task Example_OfABareWebSocket_ShowsEachPicture()
    {
        Assert.SkipUnless(await RunAsync("--experimental-websocket", "-e", "if (typeof WebSocket === 'undefined') process.exit(3)") is { ExitCode: 0 }, "there is no node with a WebSocket here (20.10 or newer)");
        await using var twin = await TwinProcess.StartAsync(data: _data.FullName);

        var watching = RunAsync("--no-warnings", "--experimental-websocket", Repository.PathOf("docs/examples/watch.mjs"), twin.Address.ToString(), "2");
        while (!watching.IsCompleted)
        {
            await twin.Client.PostAsJsonAsync("/api/twin/step", new { days = 1 });
            await Task.Delay(200);
        }

        var (code, output, error) = (await watching)!.Value;
        Assert.True(code == 0, error);
        Assert.All(output.TrimEnd().Split('\n'), line => Assert.Matches("^2026-\\d\\d-\\d\\d loans \\d+ outstanding [0-9.]+$", line));
        Assert.Equal(2, output.TrimEnd().Split('\n').Distinct().Count());
    }

    [Fact]
    public void Buckets_HoldEverythingUpToTheirBound()
    {
        var distribution = new Distribution();
        foreach (var value in new[] { .5, 1, 1.5, 7000 })
        {
            distribution.Add(value);
        }

        var text = new System.Text.StringBuilder();
        distribution.Write(text, "x");

        Assert.StartsWith("x_bucket{le=\"1\"} 2\nx_bucket{le=\"2\"} 3\nx_bucket{le=\"5\"} 3\n", text.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("x_bucket{le=\"5000\"} 3\nx_bucket{le=\"+Inf\"} 4\nx_sum 7003\nx_count 4\n", text.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> IdOfAsync(TwinProcess twin, string? given)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/no/such/address");
        if (given is not null)
        {
            request.Headers.TryAddWithoutValidation(CorrelationId.Header, given);
        }

        using var answer = await twin.Client.SendAsync(request);
        return answer.Headers.GetValues(CorrelationId.Header).Single();
    }

    private static async Task<(int ExitCode, string Output, string Error)?> RunAsync(params string[] words)
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
            await node.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
            return (node.ExitCode, await output, await error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // there is no node
        }
    }
}
