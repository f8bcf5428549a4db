using System.Net;
using System.Text.Json;
using LoanTwin.Domain.Alerts;
using LoanTwin.Tests.Alerts;
using LoanTwin.Tests.Web.Queries;
using LoanTwin.Web.Alerts;

namespace LoanTwin.Tests.Web.Alerts;

public sealed class AlertsApiTests : IAsyncLifetime
{
    private static readonly string[] Channels = ["dashboard"];

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("loantwin-alerts-");

    public async ValueTask InitializeAsync() => await FoundedTwin.CopyIntoAsync(_data.FullName);

    public ValueTask DisposeAsync()
    {
        _data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task NewHouse_HasTheReadyMadeRulesOnce()
    {
        await using (var first = await AlertHost.StartAsync(_data.FullName))
        {
            await first.StepAsync(1);
            Assert.Equal(HttpStatusCode.NoContent, (await first.SendAsync("DELETE", "/api/alerts/rules/1")).Status);
        }

        await using var again = await AlertHost.StartAsync(_data.FullName);
        await again.StepAsync(1);
        var rules = await again.GetAsync("/api/alerts/rules");

        Assert.Equal(ReadyMadeRules.All.Skip(1).Select(rule => rule.Sentence()), rules.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("sentence").GetString()));
        Assert.All(rules.GetProperty("rules").EnumerateArray(), rule => Assert.Equal("program", rule.GetProperty("author").GetString()));
    }

    [Fact]
    public async Task Alert_IsSeenSnoozedTalkedAboutAndTheRuleChanges()
    {
        await using var host = await AlertHost.StartAsync(_data.FullName);
        var rule = await host.AddRuleAsync();
        Assert.Empty(host.AlertsOf(rule));
        await host.StepAsync(2);

        var alert = Assert.Single(host.AlertsOf(rule));
        Assert.Contains(host.Board.Picture.Open, open => open.Id == alert.Id);
        var asking = host.Board.Picture.CountAsking(new(2026, 1, 3));
        await DoAsync(host, alert.Id, "acknowledge", "{}");
        await DoAsync(host, alert.Id, "comment", """{"text":"Looking into it."}""");
        await DoAsync(host, alert.Id, "assign", """{"to":"Ada"}""");
        var snoozed = await DoAsync(host, alert.Id, "snooze", """{"until":"2026-02-01"}""");
        Assert.Equal(asking - 1, host.Board.Picture.CountAsking(new(2026, 1, 3)));
        Assert.Equal(HttpStatusCode.Conflict, (await host.SendAsync("POST", $"/api/alerts/{alert.Id}/acknowledge", "{}")).Status);

        var view = snoozed.GetProperty("alert");
        Assert.Equal(("2026-01-02", "firing", "local user", "Ada", "2026-02-01"), (Text(view, "fired"), Text(view, "state"), Text(view, "acknowledgedBy"), Text(view, "assignedTo"), Text(view, "snoozedUntil")));
        Assert.Equal(["fired", "acknowledge", "comment", "assign", "snooze"], Kinds(snoozed));

        // Another owner goes on with the same alert; another level of the same figure, too; another figure does not.
        var changed = await host.SendAsync("PUT", $"/api/alerts/rules/{rule}", AlertHost.Rule.Replace("Risk desk", "Treasury", StringComparison.Ordinal));
        Assert.Equal((2, alert.Id), (changed.Json.GetProperty("version").GetInt32(), changed.Json.GetProperty("state").GetProperty("alert").GetInt64()));
        Assert.Equal(HttpStatusCode.Conflict, (await host.SendAsync("PUT", $"/api/alerts/rules/{rule}", AlertHost.Rule.Replace("{\"name\"", "{\"version\":1,\"name\"", StringComparison.Ordinal))).Status);
        await host.StepAsync(1);
        Assert.Single(host.AlertsOf(rule));
        await host.SendAsync("PUT", $"/api/alerts/rules/{rule}", AlertHost.Rule.Replace("outstanding", "activeLoans", StringComparison.Ordinal));
        Assert.Equal("resolved", host.AlertsOf(rule)[0].Status);
        await host.StepAsync(1);
        Assert.Equal(["firing", "resolved"], host.AlertsOf(rule).Select(row => row.Status));
        Assert.Equal(new DateOnly(2026, 2, 1), host.AlertsOf(rule)[0].Handling.SnoozedUntil); // the rule was snoozed, not one alert of it

        Assert.Equal(HttpStatusCode.NoContent, (await host.SendAsync("DELETE", $"/api/alerts/rules/{rule}")).Status);
        Assert.All(host.AlertsOf(rule), row => Assert.Equal("resolved", row.Status));
        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync("GET", $"/api/alerts/rules/{rule}")).Status);
    }

    [Fact]
    public async Task List_IsFilteredByStateAndSeverity()
    {
        await using var host = await AlertHost.StartAsync(_data.FullName);
        await host.AddRuleAsync();
        var grave = await host.AddRuleAsync(AlertHost.Rule.Replace("\"watch\"", "\"critical\"", StringComparison.Ordinal));
        await host.StepAsync(1);

        Assert.Equal(grave, (await host.GetAsync("/api/alerts?severity=critical&state=open")).GetProperty("alerts")[0].GetProperty("rule").GetInt64());
        Assert.Equal(grave, host.Board.Picture.Open[0].Rule.Id);
        Assert.Equal(0, (await host.GetAsync("/api/alerts?state=resolved")).GetProperty("total").GetInt32());
        var one = await host.GetAsync("/api/alerts?limit=1");
        Assert.Equal(1, one.GetProperty("alerts").GetArrayLength());
        Assert.Equal("off", one.GetProperty("channels")[1].GetProperty("state").GetString());
        Assert.True(one.GetProperty("counts").GetProperty("firing").GetInt32() >= 2);
    }

    [Theory]
    [InlineData("GET", "/api/alerts?state=loud&severity=x&limit=0&y=1", null, 400, "state,severity,limit,y")]
    [InlineData("GET", "/api/alerts/99", null, 404, "id")]
    [InlineData("POST", "/api/alerts/99/acknowledge", "{}", 404, "id")]
    [InlineData("POST", "/api/alerts/99/snooze", """{"until":"2020-01-01","x":1}""", 400, "x,until")]
    [InlineData("POST", "/api/alerts/99/comment", """{"text":" "}""", 400, "text")]
    [InlineData("POST", "/api/alerts/99/assign", """{"to":7}""", 400, "to")]
    [InlineData("POST", "/api/alerts/rules", """{"metric":"joy","scope":"moon","condition":"above","level":"high","severity":"loud","channels":["pigeon"],"colour":"red"}""", 400, "name,level,owner,colour,metric,scope,severity,channels[0]")]
    [InlineData("PUT", "/api/alerts/rules/99", AlertHost.Rule, 404, "id")]
    [InlineData("DELETE", "/api/alerts/rules/99", null, 404, "id")]
    [InlineData("POST", "/api/alerts/rules/99/test", null, 404, "id")]
    [InlineData("POST", "/api/alerts/rules/1/test", null, 422, "Alerts:Smtp:Host")]
    [InlineData("POST", "/api/alerts/rules/preview", """{"from":"2026-02-01","to":"2027-01-01","followDays":0}""", 400, "followDays,name,metric,condition,level,severity,owner,to,channels")]
    public async Task BadQuestion_NamesEveryBadField(string method, string address, string? body, int status, string fields)
    {
        await using var host = await AlertHost.StartAsync(_data.FullName);

        var (given, problem) = await host.SendAsync(method, address, body);

        Assert.Equal(status, (int)given);
        Assert.Equal(fields.Split(',').Order(StringComparer.Ordinal), SmallTwin.FieldsOf(problem).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Preview_EqualsARecomputationFromTheSeries()
    {
        await using var host = await AlertHost.StartAsync(_data.FullName);
        await host.StepAsync(10);
        var days = host.Records.Days("dpd30Balance", "lender", 0, new DateOnly(2026, 1, 11).DayNumber);
        var sorted = days.Select(day => day.Value!.Value).Order().ToList();
        var (level, breach) = (sorted[sorted.Count * 6 / 10], sorted[sorted.Count * 9 / 10]);
        var from = DateOnly.FromDayNumber(days[0].Day);
        string Body(string more) => JsonSerializer.Serialize(new { name = "Late", metric = "dpd30Balance", condition = "above", level, clear = level * .9, forDays = 2, keepFiringDays = 5, breachLevel = breach, severity = "info", owner = "Desk", channels = Channels })[..^1] + more;

        var (status, preview) = await host.SendAsync("POST", "/api/alerts/rules/preview", Body($$""","from":"{{from:O}}","to":"2026-01-11","followDays":20}"""));

        Assert.True(status == HttpStatusCode.OK, preview.ToString());
        var slow = SlowPrecision.Count([.. days.Select(day => day.Value)], 2, 5, level, level * .9, breach, 20);
        Assert.Equal(slow, (preview.GetProperty("fired").GetInt32(), preview.GetProperty("judged").GetInt32(), preview.GetProperty("followed").GetInt32()));
        Assert.InRange(slow.Judged, 2, 1_000);
        Assert.Equal((double)slow.Followed / slow.Judged, preview.GetProperty("precision").GetDouble(), 7);
        Assert.Contains($"Would have fired {slow.Fired} times; {slow.Followed} of {slow.Judged}", preview.GetProperty("result").GetString(), StringComparison.Ordinal);

        // What a rule shows is the preview of its last 365 days.
        var rule = await host.AddRuleAsync(Body("}"));
        var lastYear = (await host.GetAsync($"/api/alerts/rules/{rule}")).GetProperty("lastYear");
        var same = (await host.SendAsync("POST", "/api/alerts/rules/preview", Body("}"))).Json;
        Assert.Equal(same.ToString(), lastYear.ToString());
        Assert.Equal("2025-01-12", Text(lastYear, "from"));
    }

    [Fact]
    public async Task LivedDays_AreJudgedAsThePreviewJudgesThem()
    {
        await using var host = await AlertHost.StartAsync(_data.FullName);
        var before = host.Records.Days("dpd30Count", "lender", 0, new DateOnly(2026, 1, 1).DayNumber);
        var level = before.Select(day => day.Value!.Value).Order().ElementAt(before.Count / 2);
        var rule = await host.AddRuleAsync(JsonSerializer.Serialize(new { name = "Late", metric = "dpd30Count", condition = "above", level, severity = "info", owner = "Desk", channels = Channels }));

        await host.StepAsync(60);

        var stored = host.Records.Rules().Single(known => known.Id == rule).Rule;
        var first = new DateOnly(2026, 1, 2).DayNumber;
        var history = AlertHistory.Run(stored, host.Records.Days("dpd30Count", "lender", first, first + 59), default, first, 30);
        Assert.Equal(history.Episodes.Select(episode => (episode.From, episode.To, episode.Peak)), host.AlertsOf(rule).Reverse().Select(alert => (alert.FiredDay, alert.ResolvedDay, alert.Peak)));
        Assert.NotEmpty(history.Episodes);
    }

    [Fact]
    public async Task Hub_TellsOfAnAlertThatOpens()
    {
        await using var host = await AlertHost.StartAsync(_data.FullName);
        var heard = new List<AlertPicture>();
        host.Board.Changed += heard.Add;
        using var socket = await host.Server.CreateWebSocketClient().ConnectAsync(new(host.Server.BaseAddress, "/hubs/twin"), TestContext.Current.CancellationToken);
        var hub = new HubEar(socket);
        await hub.WatchAsync("alert");
        var rule = await host.AddRuleAsync();

        await host.StepAsync(1);

        var alert = await hub.NextAsync("alert", message => message.GetProperty("rule").GetInt64() == rule);
        Assert.Equal("firing", Text(alert, "state"));
        Assert.NotEmpty(heard);
    }

    private static async Task<JsonElement> DoAsync(AlertHost host, long alert, string deed, string body)
    {
        var (status, json) = await host.SendAsync("POST", $"/api/alerts/{alert}/{deed}", body);
        Assert.True(status == HttpStatusCode.OK, json.ToString());
        return json;
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static IEnumerable<string?> Kinds(JsonElement timeline) => timeline.GetProperty("changes").EnumerateArray().Select(change => Text(change, "kind"));
}
