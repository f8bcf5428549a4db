using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace LoanTwin.Tests.Web.Api;

/// <summary>The program in this process, asked without a network.</summary>
public sealed class ApiHost : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("loantwin-data-");
    private readonly WebApplicationFactory<Program> _factory;

    public ApiHost()
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host.UseSetting("Storage:Folder", _data.FullName).UseSetting("Twin:Loans", "50").UseSetting("Twin:Pace", "paused").UseSetting("Forecasts:Refresh", "false"));
        _factory.Server.PreserveExecutionContext = true; // so that a test can ask in a culture of its own
        Client = _factory.CreateClient(new() { AllowAutoRedirect = false });
    }

    public HttpClient Client { get; }

    /// <summary>Waits until the twin of this program stands on its first day.</summary>
    public async Task OpenAsync()
    {
        while ((await SendAsync(HttpMethod.Get, "/health/ready")).Status != HttpStatusCode.OK)
        {
            await Task.Delay(50);
        }
    }

    public Task<ApiAnswer> AskAsync(string formula, string json, string contentType = "application/json")
        => SendAsync(HttpMethod.Post, $"/api/formulas/{formula}", json, contentType);

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string address, string? body = null, string? contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        }

        using var answer = await Client.SendAsync(request);
        return new(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose()
    {
        Client.Dispose();
        _factory.Dispose();
        _data.Delete(recursive: true);
    }
}

/// <summary>What came back.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, string? Type, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The bad fields, after a look at the form of the problem itself.</summary>
    public IReadOnlyList<string> Fields
    {
        get
        {
            Assert.Equal("application/problem+json", Type);
            Assert.Equal((int)Status, Json.GetProperty("status").GetInt32());
            Assert.Equal(["type", "title", "status", "detail", "errors"], Json.EnumerateObject().Select(member => member.Name));
            var errors = Json.GetProperty("errors").EnumerateArray().ToList();
            Assert.NotEmpty(errors);
            Assert.All(errors, error => Assert.Equal(["field", "value", "rule"], error.EnumerateObject().Select(member => member.Name)));
            return [.. errors.Select(error => error.GetProperty("field").GetString()!)];
        }
    }
}
