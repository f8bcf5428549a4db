using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LoanTwin.Tests.Web.Api;

namespace LoanTwin.Tests.Web.Twin;

/// <summary>Events told as a list: all or none, in order, once under their key.</summary>
public sealed class EventListTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Good = """{"type":"payment","loanId":7,"amount":10}""";

    private const string Bad = """{"type":"rent","loanId":"x","colour":1},7,{"type":"payment","loanId":1,"amount":-5,"terms":{"addedMonths":1000}}""";

    [Fact]
    public async Task List_OfGoodEvents_GetsSequencesWithoutAGap()
    {
        await OpenAsync();
        var answer = await TellAsync($"[{Good},{Good},{Good}]", "list-1");
        var again = await TellAsync($"[{Good},{Good},{Good}]", "list-1");
        var other = await TellAsync($"[{Good},{Good}]", "list-1");
        var one = await TellAsync(Good, "list-1");

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        var (first, last) = (answer.Body.GetProperty("sequences")[0].GetInt64(), answer.Body.GetProperty("sequences")[1].GetInt64());
        Assert.Equal(2, last - first);
        Assert.True(JsonElement.DeepEquals(answer.Body.GetProperty("sequences"), again.Body.GetProperty("sequences")));
        Assert.True(again.Body.GetProperty("isReplay").GetBoolean());
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Equal(HttpStatusCode.Conflict, one.Status);
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(HttpMethod.Get, $"/api/inbox/{last}")).Status);
    }

    [Fact]
    public async Task List_WithBadEntries_NamesEachFieldAndKeepsNothing()
    {
        await OpenAsync();
        var before = (await TellAsync(Good, null)).Body.GetProperty("sequence").GetInt64();
        var answer = await TellAsync($"[{Good},{Bad}]", null);
        var after = (await TellAsync(Good, null)).Body.GetProperty("sequence").GetInt64();

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var named = answer.Body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()!).Order(StringComparer.Ordinal);
        Assert.Equal(["[1].colour", "[1].loanId", "[1].type", "[2]", "[3].amount", "[3].terms.addedMonths"], named);
        Assert.Equal(before + 1, after);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    public async Task List_ThatIsNone_IsRefusedAsABody(string body)
    {
        await OpenAsync();

        var answer = await TellAsync(body, null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("body", answer.Body.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task Backup_AskedFor_IsListed()
    {
        await OpenAsync();

        var made = await host.SendAsync(HttpMethod.Post, "/api/backups", "{}");
        var list = await host.SendAsync(HttpMethod.Get, "/api/backups");

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Contains(made.Json.GetProperty("file").GetString()!, list.Text, StringComparison.Ordinal);
    }

    private Task OpenAsync() => host.OpenAsync();

    private async Task<(HttpStatusCode Status, JsonElement Body)> TellAsync(string body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/events") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await host.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
