using System.Net;
using System.Text.Json;
using LoanTwin.Web.Views;

namespace LoanTwin.Tests.Web.Queries;

/// <summary>The book as of a past day is the one that stood there when that day was live.</summary>
[Collection(nameof(SmallTwin))]
public sealed class PastBookTests(SmallTwin twin)
{
    private static readonly string[] Questions =
    [
        "loans?limit=1000&sort=-balance", "loans?filter=status%20ne%20'on_time'", "segments?by=product,status", "segments?by=scoreBand", "vintages?by=month&measure=cumulativeDefault", "vintages?measure=cumulativeLoss",
    ];

    [Fact]
    public async Task Figures_AsOfAPastDay_AreThoseOfThatDayWhenItWasLive()
    {
        var recorded = await AskAllAsync("");
        var day = recorded[0].GetProperty("day").GetString()!;
        var (id, live) = (recorded[0].GetProperty("loans")[0].GetProperty("id").GetInt64(), new List<string>());
        foreach (var part in new[] { "", "/schedule", "/payments", "/states", "/forecast?months=3&futures=20" })
        {
            live.Add(Bare(await twin.GetAsync($"/api/loans/{id}{part}")));
        }

        await twin.StepAsync(47);
        var again = await AskAllAsync(day);
        var past = new List<string>();
        foreach (var part in new[] { "?", "/schedule?", "/payments?", "/states?", "/forecast?months=3&futures=20&" })
        {
            past.Add(Bare(await twin.GetAsync($"/api/loans/{id}{part}asOf={day}")));
        }

        Assert.Equal(recorded.Select(Bare), again.Select(Bare));
        Assert.Equal(live, past);
        Assert.NotEqual(day, (await twin.GetAsync("/api/loans?limit=1")).GetProperty("day").GetString());
        var outstanding = (await twin.GetAsync($"/api/metrics?asOf={day}")).GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("key").GetString() == "outstanding").GetProperty("value").GetDouble();
        Assert.Equal(outstanding, again[0].GetProperty("aggregates").GetProperty("balance").GetDouble(), .005);
        Assert.Equal(outstanding, again[2].GetProperty("total").GetProperty("balance").GetDouble(), .005);
    }

    [Fact]
    public async Task List_AsOfAPastDay_GoesOnByItsCursor()
    {
        var day = (await twin.GetAsync("/api/loans?limit=1")).GetProperty("day").GetString();
        await twin.StepAsync(1);
        var whole = await twin.GetAsync($"/api/loans?limit=30&asOf={day}");

        var first = await twin.GetAsync($"/api/loans?limit=10&asOf={day}");
        var second = await twin.GetAsync($"/api/loans?limit=20&cursor={first.GetProperty("nextCursor").GetString()}");

        Assert.Equal(whole.GetProperty("view").GetInt64(), second.GetProperty("view").GetInt64());
        Assert.Equal(Ids(whole), Ids(first).Concat(Ids(second)));
    }

    [Theory]
    [InlineData("loans")]
    [InlineData("segments")]
    [InlineData("vintages")]
    [InlineData("loans/1")]
    public async Task Day_OutsideOfWhatIsKept_IsAnsweredByTheNearest(string path)
    {
        var today = (await twin.GetAsync("/api/twin")).GetProperty("day").GetString()!;

        var (before, earlier) = await twin.AskAsync($"/api/{path}?asOf=2025-06-30");
        var (after, later) = await twin.AskAsync($"/api/{path}?asOf=9999-12-31");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (before, after));
        Assert.Equal(["asOf"], SmallTwin.FieldsOf(earlier));
        Assert.EndsWith("the nearest is 2026-01-01", earlier.GetProperty("errors")[0].GetProperty("rule").GetString(), StringComparison.Ordinal);
        Assert.EndsWith($"the nearest is {today}", later.GetProperty("errors")[0].GetProperty("rule").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PastDays_BeyondAFew_AreForgottenInTheirTurn()
    {
        await twin.StepAsync(BookViews.MostPast + 2);
        var views = new List<long>();
        for (var day = 1; day <= BookViews.MostPast + 1; day++)
        {
            views.Add((await twin.GetAsync($"/api/segments?asOf=2026-01-0{day}")).GetProperty("view").GetInt64());
        }

        Assert.Equal(HttpStatusCode.Gone, (await twin.AskAsync($"/api/segments?view={views[0]}")).Status);
        Assert.Equal("2026-01-04", (await twin.GetAsync($"/api/segments?view={views[^1]}")).GetProperty("day").GetString());
        Assert.Equal(views[^1], (await twin.GetAsync("/api/segments?asOf=2026-01-04")).GetProperty("view").GetInt64());
    }

    private async Task<List<JsonElement>> AskAllAsync(string day)
    {
        var answers = new List<JsonElement>();
        foreach (var question in Questions)
        {
            answers.Add(await twin.GetAsync($"/api/{question}{(day.Length > 0 ? $"&asOf={day}" : "")}"));
        }

        return answers;
    }

    /// <summary>The answer without what says how it was come by.</summary>
    private static string Bare(JsonElement answer)
        => string.Join('\n', answer.EnumerateObject().Where(field => field.Name is not ("view" or "nextCursor")).Select(field => $"{field.Name}: {field.Value}"));

    private static long[] Ids(JsonElement list) => [.. list.GetProperty("loans").EnumerateArray().Select(loan => loan.GetProperty("id").GetInt64())];
}
