using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoanTwin.Tests.Web.Queries;

namespace LoanTwin.Tests.Web.Stress;

[Collection(nameof(SmallTwin))]
public sealed class StressApiTests(SmallTwin twin)
{
    private static readonly double[] Rise = [.05, .06, .07];
    private static readonly double[] Steeper = [.05, .06, .08];
    private static readonly double[] Six = [.06, .08, .10, .106, .106, .106, .106, .106];

    [Fact]
    public async Task Library_HasTheReservesScenariosAndOurs()
    {
        var scenarios = (await twin.GetAsync("/api/stress/scenarios")).GetProperty("scenarios").EnumerateArray().ToList();

        Assert.Contains(scenarios, scenario => scenario.GetProperty("id").GetString() == "fed-2026-severe" && scenario.GetProperty("source").GetString()!.StartsWith("Federal Reserve", StringComparison.Ordinal));
        Assert.True(scenarios.Count(scenario => scenario.GetProperty("kind").GetString() == "library") >= 11);
        Assert.All(scenarios, scenario => Assert.NotEmpty(scenario.GetProperty("factors").EnumerateObject()));
    }

    [Fact]
    public async Task AScenario_IsKeptInVersionsAndGoesOutAsAFile()
    {
        var (status, made) = await PostAsync("/api/stress/scenarios", new { name = "Mine", story = "Jobs go.", scenario = new { unemployment = Rise } });
        Assert.Equal(HttpStatusCode.Created, status);
        var id = made.GetProperty("id").GetString()!;

        var (again, second) = await PostAsync("/api/stress/scenarios", new { id, name = "Mine", scenario = new { unemployment = Steeper } });

        Assert.Equal((HttpStatusCode.Created, 2), (again, second.GetProperty("version").GetInt32()));
        Assert.Equal(2, (await twin.GetAsync($"/api/stress/scenarios/{id}/versions")).GetArrayLength());
        var detail = await twin.GetAsync($"/api/stress/scenarios/{id}?version=1");
        Assert.Equal(.07, detail.GetProperty("scenario").GetProperty("factors").GetProperty("unemployment")[2].GetDouble());
        Assert.Equal(7, detail.GetProperty("implied").EnumerateObject().Count());

        var file = await twin.Client.GetStringAsync($"/api/stress/scenarios/{id}/file");
        var (back, read) = await PostAsync("/api/stress/scenarios", new { name = "Read back", file });
        Assert.Equal(HttpStatusCode.Created, back);
        Assert.Equal(.08, read.GetProperty("factors").GetProperty("unemployment")[2].GetDouble(), 1e-12);
    }

    [Fact]
    public async Task Coherence_TellsWhatBelongsTogether()
    {
        var (_, fed) = await PostAsync("/api/stress/coherence", new { scenario = "fed-2026-severe" });
        var (_, odd) = await PostAsync("/api/stress/coherence", new { scenario = new { unemployment = Six, gdpGrowth = Enumerable.Repeat(.03, 8) } });

        Assert.True(fed.GetProperty("coherence").GetDouble() > .1);
        Assert.True(odd.GetProperty("coherence").GetDouble() < .01);
        Assert.True(fed.GetProperty("severity").GetDouble() > .9);
    }

    [Fact]
    public async Task Answer_WithoutAShockIsTheBaseline_AndWithOneIsNot()
    {
        var (_, calm) = await PostAsync("/api/stress/answer", new { });
        var (_, severe) = await PostAsync("/api/stress/answer", new { scenario = "fed-2026-severe", quarters = 9, balanceSheet = "static" });

        Assert.Equal(calm.GetProperty("baseline").ToString(), calm.GetProperty("stressed").ToString());
        Assert.NotEqual(severe.GetProperty("baseline").ToString(), severe.GetProperty("stressed").ToString());
        var capital = severe.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("key").GetString() == "capitalRatio");
        Assert.True(capital.GetProperty("worst").GetDouble() < capital.GetProperty("base").GetDouble());
        Assert.InRange(capital.GetProperty("worstQuarter").GetInt32(), 1, 9);
    }

    [Theory]
    [InlineData("answer", """{"scenario": "nothing"}""", 404, "scenario")]
    [InlineData("answer", """{"scenario": {"unemployment": [8.5, "x"], "jobs": [1]}, "quarters": 99, "balanceSheet": "odd"}""", 400, "scenario.unemployment[1] scenario.jobs quarters balanceSheet")]
    [InlineData("answer", """{"scenario": {"unemployment": [8.5]}}""", 400, "scenario.unemployment[0]")]
    [InlineData("coherence", """{}""", 400, "scenario")]
    [InlineData("scenarios", """{"name": "x", "file": "Date,nothing\n2026 Q1,1"}""", 400, "House Price Index (Level)")]
    [InlineData("scenarios", """{"name": "x"}""", 400, "scenario")]
    [InlineData("scenarios", """{"name": "x", "id": "own-1", "scenario": {"inflation": [0.02]}}""", 404, "id")]
    public async Task BadQuestions_AreAnsweredByTheField(string address, string body, int status, string fields)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await twin.Client.PostAsync($"/api/stress/{address}", content);

        var named = SmallTwin.FieldsOf(await answer.Content.ReadFromJsonAsync<JsonElement>());
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.All(fields.Split(' ', fields.StartsWith("House", StringComparison.Ordinal) ? 1 : 9), field => Assert.Contains(field, named));
    }

    private async Task<(HttpStatusCode Status, JsonElement Json)> PostAsync(string address, object body)
    {
        using var answer = await twin.Client.PostAsJsonAsync(address, body);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True((int)answer.StatusCode < 400, json.ToString());
        return (answer.StatusCode, json);
    }
}
