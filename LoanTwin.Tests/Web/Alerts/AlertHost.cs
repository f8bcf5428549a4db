using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LoanTwin.Tests.Web.Jobs;
using LoanTwin.Web.Alerts;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace LoanTwin.Tests.Web.Alerts;

/// <summary>The program in this process on a paused twin of sixty loans, with a mail server of the test or without one.</summary>
internal sealed class AlertHost : IAsyncDisposable
{
    public const string Rule = """{"name":"Any balance at all","metric":"outstanding","condition":"above","level":1,"severity":"watch","owner":"Risk desk","channels":["dashboard","email"],"playbook":["Look."]}""";

    private readonly WebApplicationFactory<Program> _factory;

    private AlertHost(string folder, int? port, string? from)
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("Storage:Folder", folder).UseSetting("Twin:Pace", "paused").UseSetting("Forecasts:Refresh", "false");
            if (port is { } known)
            {
                host.UseSetting("Alerts:Smtp:Host", "127.0.0.1").UseSetting("Alerts:Smtp:Port", $"{known}").UseSetting("Alerts:Smtp:From", from ?? "twin@lender.test").UseSetting("Alerts:Smtp:To", "risk@lender.test, desk@lender.test");
            }
        });
        Client = _factory.CreateClient(new() { AllowAutoRedirect = false });
    }

    public HttpClient Client { get; }

    public TestServer Server => _factory.Server;

    public AlertBoard Board => Get<AlertBoard>();

    public AlertRecords Records => Get<AlertRecords>();

    public T Get<T>() where T : notnull => _factory.Services.GetRequiredService<T>();

    public static async Task<AlertHost> StartAsync(string folder, int? port = null, string? from = null)
    {
        var host = await JobHost.UntilAsync(() => Task.FromResult(TryStart(folder, port, from)));
        await JobHost.UntilAsync(() => Task.FromResult(host.Get<LiveFeed>().Latest is not null && host.Board.Picture.Standings.Length > 0 ? host : null));
        return host;
    }

    /// <summary>Nothing while the host before still holds the folder: then the program refuses to start.</summary>
    private static AlertHost? TryStart(string folder, int? port, string? from)
    {
        try
        {
            return new AlertHost(folder, port, from);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public async Task StepAsync(int days) => (await Client.PostAsJsonAsync("/api/twin/step", new { days })).EnsureSuccessStatusCode();

    public async Task<(HttpStatusCode Status, JsonElement Json)> SendAsync(string method, string address, string? body = null)
    {
        using var request = new HttpRequestMessage(new(method), address) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    public async Task<JsonElement> GetAsync(string address)
    {
        var (status, json) = await SendAsync("GET", address);
        Assert.True(status == HttpStatusCode.OK, $"{address} answered {status}: {json}");
        return json;
    }

    /// <summary>Adds the rule that fires on the next day.</summary>
    public async Task<long> AddRuleAsync(string rule = Rule)
    {
        var (status, json) = await SendAsync("POST", "/api/alerts/rules", rule);
        Assert.True(status == HttpStatusCode.Created, json.ToString());
        return json.GetProperty("id").GetInt64();
    }

    /// <summary>The alerts of one rule, newest first.</summary>
    public IReadOnlyList<AlertRow> AlertsOf(long rule) => [.. Records.List(null, null, 500, 0).Alerts.Where(alert => alert.Rule.Id == rule)];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
    }
}
