using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LoanTwin.Web.Jobs;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace LoanTwin.Tests.Web.Jobs;

/// <summary>The program in this process on a paused twin of sixty loans, with a kind of job that the test holds in its hand.</summary>
internal sealed class JobHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _data;
    private readonly WebApplicationFactory<Program> _factory;

    private JobHost(DirectoryInfo data, bool refreshes)
    {
        _data = data;
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("Storage:Folder", data.FullName).UseSetting("Twin:Pace", "paused").UseSetting("Forecasts:Refresh", $"{refreshes}")
            .ConfigureTestServices(services => services.AddSingleton<IJobKind>(Gated)));
        Client = _factory.CreateClient(new() { AllowAutoRedirect = false });
    }

    public GatedKind Gated { get; } = new();

    public HttpClient Client { get; }

    public TestServer Server => _factory.Server;

    public JobDesk Desk => Get<JobDesk>();

    public JobRecords Records => Get<JobRecords>();

    public JobBoard Board => Get<JobBoard>();

    public DateOnly Day => Get<LiveFeed>().Latest!.Day;

    public static async Task<JobHost> StartAsync(bool refreshes = false)
    {
        var data = Directory.CreateTempSubdirectory("loantwin-jobs-");
        await FoundedTwin.CopyIntoAsync(data.FullName);
        var host = new JobHost(data, refreshes);
        await UntilAsync(() => Task.FromResult(host.Get<LiveFeed>().Latest));
        return host;
    }

    public T Get<T>() where T : notnull => _factory.Services.GetRequiredService<T>();

    /// <summary>Asks the gated kind something.</summary>
    public async Task<Job> AskAsync(string name, int blocks, string author = "ada", bool isLive = false, int failsAt = -1)
        => (await Desk.AskAsync(Gated, FrozenInputs.Freeze(new GatedKind.Question(name, blocks, isLive, failsAt)), 1, author, TestContext.Current.CancellationToken)).Value;

    /// <summary>Both workers are busy until each is let end a block.</summary>
    public async Task OccupyAsync()
    {
        for (var worker = 0; worker < JobService.Workers; worker++)
        {
            await AskAsync($"busy{worker}-", 1, $"author {worker}", isLive: true);
            Gated.NextBegun();
        }
    }

    public Task<Job> EndOfAsync(string job) => UntilAsync(() => Task.FromResult(Records.Find(job) is { } found && found.State.IsOver() ? found : null));

    public static async Task<T> UntilAsync<T>(Func<Task<T?>> look) where T : class
    {
        var end = DateTime.UtcNow + Patience;
        while (DateTime.UtcNow < end)
        {
            if (await look() is { } seen)
            {
                return seen;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"not within {Patience}");
    }

    public async Task StepAsync(int days) => (await Client.PostAsJsonAsync("/api/twin/step", new { days })).EnsureSuccessStatusCode();

    public async Task<(HttpStatusCode Status, JsonElement Json)> SendAsync(HttpMethod method, string address, string? body = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
        Gated.Dispose();
        _data.Delete(recursive: true);
    }
}
