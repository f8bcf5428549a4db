using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoanTwin.Tests.Web.Queries;

namespace LoanTwin.Tests.Web.Portfolio;

[Collection(nameof(SmallTwin))]
public sealed class MarksApiTests(SmallTwin twin)
{
    [Fact]
    public async Task Marks_PutOnAFilterAndTakenAway_AreSeenByFiltersAtOnceAndAudited()
    {
        const string tag = "review's end";
        var wanted = await TotalAsync("score lt 640");
        var put = await PostAsync(new { kind = "tag", text = tag, filter = "score lt 640" });

        Assert.Equal((wanted, wanted), (put.GetProperty("loans").GetInt32(), put.GetProperty("changed").GetInt32()));
        Assert.Equal(wanted, await TotalAsync("tag eq 'review''s end'"));
        Assert.Equal(0, await TotalAsync("tag eq 'review''s end' and score ge 640"));
        Assert.Equal(await TotalAsync("") - wanted, await TotalAsync("tag ne 'review''s end'"));
        Assert.Equal(0, (await PostAsync(new { kind = "tag", text = tag, filter = "score lt 600" })).GetProperty("changed").GetInt32());
        Assert.Equal(wanted, twin.AuditOf("tag put")[^2].GetProperty("loans").GetInt32());
        var board = await twin.GetAsync("/api/loans/facets?filter=" + SmallTwin.Filter("tag in ('review''s end','other')"));
        Assert.Equal(wanted, board.GetProperty("picked").GetProperty("count").GetInt32());

        using var taken = await twin.Client.DeleteAsync($"/api/marks?kind=tag&text={Uri.EscapeDataString(tag)}&filter={SmallTwin.Filter("score lt 1000")}");
        Assert.Equal(wanted, (await taken.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("changed").GetInt32());
        Assert.Equal(0, await TotalAsync("tag eq 'review''s end'"));
        Assert.Equal(0, (await twin.GetAsync("/api/marks?kind=tag")).GetProperty("total").GetInt32());
        Assert.Empty(twin.Verify());
    }

    [Fact]
    public async Task Watch_OfOneLoan_IsAFlagAndALine()
    {
        var loan = (await twin.GetAsync("/api/loans?limit=1&sort=-balance")).GetProperty("loans")[0].GetProperty("id").GetInt64();

        await PostAsync(new { kind = "watch", loan });

        Assert.Equal(1, await TotalAsync("watched eq true"));
        var list = await twin.GetAsync($"/api/marks?loan={loan}");
        Assert.Equal((1, "watch"), (list.GetProperty("total").GetInt32(), list.GetProperty("marks")[0].GetProperty("kind").GetString()));
        Assert.Equal(1, (await twin.GetAsync("/api/segments?by=watched&filter=" + SmallTwin.Filter("watched eq true"))).GetProperty("segments").GetArrayLength());
        using var _ = await twin.Client.DeleteAsync($"/api/marks?kind=watch&loan={loan}");
        Assert.Equal(0, await TotalAsync("watched eq true"));
    }

    [Fact]
    public async Task Tag_ThatBeginsLikeAFormula_IsNeutralisedInAnExport()
    {
        var loan = (await twin.GetAsync("/api/loans?limit=1")).GetProperty("loans")[0].GetProperty("id").GetInt64();
        foreach (var text in new[] { "=cmd|'/C calc'!A0", "+1", "-1", "@SUM(1)" })
        {
            await PostAsync(new { kind = "tag", text, loan });

            var csv = await twin.Client.GetStringAsync($"/api/loans/export?columns=id,tag,utilisation&filter={SmallTwin.Filter($"id eq {loan}")}");

            Assert.Contains($"{loan},\"'{text}\",", csv, StringComparison.Ordinal);
            using var _ = await twin.Client.DeleteAsync($"/api/marks?kind=tag&text={Uri.EscapeDataString(text)}&loan={loan}");
        }
    }

    [Theory]
    [InlineData("""{"kind":"star","text":"x"}""", "kind,loan")]
    [InlineData("""{"kind":"tag","text":"","loan":1,"filter":"score lt 1"}""", "loan,text")]
    [InlineData("""{"kind":"watch","text":"x","filter":"boat eq 1","colour":1}""", "colour,filter,text")]
    [InlineData("""{"kind":"tag","text":"a tag that is a good deal longer than forty letters","loan":5}""", "text")]
    public async Task Command_WithBadFields_NamesThemAll(string body, string fields)
    {
        using var answer = await twin.Client.PostAsync("/api/marks", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(fields.Split(','), SmallTwin.FieldsOf(await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).Order());
    }

    [Fact]
    public async Task Command_OnALoanThatIsNotThere_IsNotFound()
    {
        using var answer = await twin.Client.PostAsJsonAsync("/api/marks", new { kind = "watch", loan = 9_007_199_254_740_000 }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<JsonElement> PostAsync(object command)
    {
        using var answer = await twin.Client.PostAsJsonAsync("/api/marks", command);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, json.ToString());
        return json;
    }

    private async Task<int> TotalAsync(string filter) => (await twin.GetAsync($"/api/loans?limit=1&filter={SmallTwin.Filter(filter)}")).GetProperty("total").GetInt32();
}
