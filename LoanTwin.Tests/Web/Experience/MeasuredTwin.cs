using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace LoanTwin.Tests.Web.Experience;

/// <summary>A running twin of the measured size, shared by the measurements; started by the first that asks, so that nobody waits for it without a browser.</summary>
public sealed partial class MeasuredTwin : IAsyncLifetime
{
    private readonly Lazy<Task<TwinProcess>> _twin = new(() => TwinProcess.StartAsync(settings: [$"--Twin:Loans={ExperienceReport.Loans}", "--Telemetry:Collect=true"]));

    internal Task<TwinProcess> Running => _twin.Value;

    /// <summary>For evidence the large book, beside the tests of a build the small one that is there anyway.</summary>
    internal async Task<Uri> HomeAsync(Browser browser)
    {
        browser.Require();
        return ExperienceReport.Slack > 1 ? browser.Address : (await Running).Address;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Sets how fast days go by, for everybody.</summary>
    public async Task PaceAsync(string pace)
    {
        using var answer = await (await Running).Client.PostAsJsonAsync("/api/twin/pace", new { pace });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>One figure of /metrics.</summary>
    public async Task<double> MeterAsync(string name)
    {
        var text = await (await Running).Client.GetStringAsync("/metrics");
        return Line().Matches(text).Where(line => line.Groups[1].Value == name).Select(line => double.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture)).Single();
    }

    public async ValueTask DisposeAsync()
    {
        if (_twin.IsValueCreated)
        {
            await (await _twin.Value).DisposeAsync();
        }
    }

    [GeneratedRegex("^([a-z_]+(?:\\{[^}]*\\})?) (\\S+)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
