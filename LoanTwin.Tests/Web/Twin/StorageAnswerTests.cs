using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoanTwin.Tests.Web.Twin;

/// <summary>Storage that fails is a 503 that says how, and when to ask again.</summary>
[Collection(nameof(RunningTwin))]
public sealed class StorageAnswerTests
{
    [Fact]
    public async Task Command_WhileAnotherProgramHoldsTheDatabase_IsToldToComeBack()
    {
        var data = Directory.CreateTempSubdirectory("loantwin-data-");
        await FoundedTwin.CopyIntoAsync(data.FullName);
        await using (var twin = await TwinProcess.StartAsync(data: data.FullName))
        {
            await using var other = new SqliteConnection($"Data Source={Path.Combine(data.FullName, "twin.db")};Pooling=False");
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await RunAsync(other, "BEGIN EXCLUSIVE");

            using var answer = await SetPaceAsync(twin);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            await RunAsync(other, "ROLLBACK");
            using var later = await SetPaceAsync(twin);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter?.Delta);
            Assert.EndsWith("storage-busy", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        }

        data.Delete(recursive: true);
    }

    [Theory]
    [InlineData(StorageFault.Full, "storage-full", "30")]
    [InlineData(StorageFault.Busy, "storage-busy", "5")]
    [InlineData(StorageFault.Failed, "storage-failed", "30")]
    [InlineData(StorageFault.Stopped, "storage-stopping", "30")]
    internal async Task Failure_OfEachKind_IsNamedByItsType(StorageFault fault, string type, string wait)
    {
        var (isHandled, answer) = await HandleAsync("/api/events", new StorageException(fault, "struck at /secret/place"));

        Assert.True(isHandled);
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, answer.StatusCode);
        Assert.Equal(wait, answer.Headers.RetryAfter);
        answer.Body.Position = 0;
        var text = await new StreamReader(answer.Body).ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"#{type}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_OfSomethingElse_IsLeftToOthers()
    {
        Assert.False((await HandleAsync("/api/events", new IOException("the caller went away"))).IsHandled);
        Assert.False((await HandleAsync("/api/events", new StorageException(StorageFault.Refused, "by hand"))).IsHandled);
        Assert.False((await HandleAsync("/", new StorageException(StorageFault.Full, "full"))).IsHandled);
        Assert.True((await HandleAsync("/api/loans", new SqliteException("locked", 5))).IsHandled);
    }

    private static async Task<(bool IsHandled, HttpResponse Answer)> HandleAsync(string address, Exception failure)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().BuildServiceProvider() };
        context.Request.Path = address;
        context.Response.Body = new MemoryStream();
        return (await new StorageAnswers(NullLogger<StorageAnswers>.Instance).TryHandleAsync(context, failure, CancellationToken.None), context.Response);
    }

    private static Task<HttpResponseMessage> SetPaceAsync(TwinProcess twin) => twin.Client.PostAsJsonAsync("/api/twin/pace", new { pace = "paused" });

    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
