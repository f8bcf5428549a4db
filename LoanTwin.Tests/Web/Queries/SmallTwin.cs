using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using LoanTwin.Web.Views;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LoanTwin.Tests.Web.Queries;

/// <summary>A paused twin of a few hundred loans in this process, stepped by the tests that want days to go by.</summary>
public sealed class SmallTwin : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("loantwin-data-");
    private readonly WebApplicationFactory<Program> _factory;

    public SmallTwin()
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("Storage:Folder", _data.FullName).UseSetting("Twin:Loans", "400").UseSetting("Twin:Seed", "5").UseSetting("Twin:Pace", "paused").UseSetting("Forecasts:Refresh", "false"));
        Client = _factory.CreateClient(new() { AllowAutoRedirect = false });
    }

    public HttpClient Client { get; }

    internal BookViews Views => _factory.Services.GetRequiredService<BookViews>();

    internal LiveFeed Feed => _factory.Services.GetRequiredService<LiveFeed>();

    /// <summary>What the audit log says of the commands of a kind, oldest first.</summary>
    public List<JsonElement> AuditOf(string action)
    {
        using var context = LoanTwinContextSource.Open(_factory.Services.GetRequiredService<Store>().Database);
        return [.. context.Audit.Where(row => row.Action == action).OrderBy(row => row.Sequence).Select(row => row.Detail).ToList().Select(detail => JsonDocument.Parse(detail).RootElement)];
    }

    /// <summary>What the whole verification of the database complains about.</summary>
    public IReadOnlyList<string> Verify() => [.. Verification.Run(_factory.Services.GetRequiredService<Store>().Database).Select(mismatch => $"{mismatch}")];

    internal TwinService Service => _factory.Services.GetRequiredService<TwinService>();

    public async ValueTask InitializeAsync()
    {
        for (var tries = 0; tries < 1_200; tries++)
        {
            using var ready = await Client.GetAsync("/health/ready");
            if (ready.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("the twin did not open");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
        _data.Delete(recursive: true);
    }

    public async Task<JsonElement> GetAsync(string address)
    {
        var (status, json) = await AskAsync(address);
        Assert.True(status == HttpStatusCode.OK, $"{address} answered {status}: {json}");
        return json;
    }

    public async Task<(HttpStatusCode Status, JsonElement Json)> AskAsync(string address)
    {
        using var answer = await Client.GetAsync(address);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task StepAsync(int days)
    {
        using var answer = await Client.PostAsJsonAsync("/api/twin/step", new { days });
        answer.EnsureSuccessStatusCode();
    }

    public static string Filter(string filter) => Uri.EscapeDataString(filter);

    /// <summary>Bad fields of a problem.</summary>
    public static string[] FieldsOf(JsonElement problem) => [.. problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()!)];

    public static string[] ValuesOf(JsonElement problem) => [.. problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("value").GetString()!)];
}

/// <summary>One small twin for all tests of the questions, one after another, because some of them let days go by.</summary>
[CollectionDefinition(nameof(SmallTwin))]
public sealed class SmallTwinTests : ICollectionFixture<SmallTwin>;
