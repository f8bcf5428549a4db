using System.Net;
using System.Text.Json;
using LoanTwin.Web.Queries;

namespace LoanTwin.Tests.Web.Queries;

[Collection(nameof(SmallTwin))]
public sealed class FiguresApiTests(SmallTwin twin)
{
    [Fact]
    public async Task AsOf_APublishedDay_IsWhatWasPublishedThen()
    {
        var published = new List<(string Day, JsonElement Metrics, JsonElement Market)>();
        for (var i = 0; i < 3; i++)
        {
            var metrics = await twin.GetAsync("/api/metrics");
            var snapshot = twin.Feed.Latest!;
            foreach (var metric in metrics.GetProperty("metrics").EnumerateArray())
            {
                var value = snapshot.Metrics.Single(now => now.Metric.Key == metric.GetProperty("key").GetString()).Value;
                Assert.Equal(value, metric.GetProperty("value").ValueKind == JsonValueKind.Null ? null : metric.GetProperty("value").GetDouble());
            }

            published.Add((metrics.GetProperty("day").GetString()!, metrics, await twin.GetAsync("/api/market")));
            await twin.StepAsync(2);
        }

        foreach (var (day, metrics, market) in published)
        {
            Assert.Equal(metrics.ToString(), (await twin.GetAsync($"/api/metrics?asOf={day}")).ToString());
            Assert.Equal(metrics.ToString(), (await twin.GetAsync($"/api/metrics?asOf={day}&knownAt={metrics.GetProperty("commitSequence").GetInt64()}")).ToString());
            Assert.Equal(market.ToString(), (await twin.GetAsync($"/api/market?asOf={day}")).ToString());
        }
    }

    [Theory]
    [InlineData("metrics?asOf=2019-06-30")]
    [InlineData("market?asOf=2019-06-30")]
    public async Task AsOf_ADayThatIsNotStored_NamesTheNearest(string question)
    {
        var (status, problem) = await twin.AskAsync($"/api/{question}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["asOf"], SmallTwin.FieldsOf(problem));
        Assert.Contains("the nearest is 2023-01-", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KnownAt_BeforeADayWasCommitted_DoesNotKnowIt()
    {
        await twin.StepAsync(2);
        var now = await twin.GetAsync("/api/metrics");

        var (status, _) = await twin.AskAsync($"/api/metrics?asOf={now.GetProperty("day").GetString()}&knownAt={now.GetProperty("commitSequence").GetInt64() - 1}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
    }

    [Fact]
    public async Task Series_Thinned_KeepsItsEndsAndExtremes()
    {
        var all = (await twin.GetAsync("/api/metrics/outstanding/series?points=5000")).GetProperty("points").EnumerateArray().ToList();
        var few = (await twin.GetAsync("/api/metrics/outstanding/series?points=50")).GetProperty("points").EnumerateArray().ToList();

        Assert.InRange(all.Count, 1_000, 5_000);
        Assert.InRange(few.Count, 25, 50);
        Assert.Equal(all[0].ToString(), few[0].ToString());
        Assert.Equal(all[^1].ToString(), few[^1].ToString());
        Assert.Equal(all.Max(Value), few.Max(Value));
        Assert.Equal(all.Min(Value), few.Min(Value));
        Assert.Equal(few.Select(point => point.GetProperty("day").GetString()).Order(), few.Select(point => point.GetProperty("day").GetString()));
        Assert.Equal((await twin.GetAsync("/api/metrics")).GetProperty("metrics").EnumerateArray().First(metric => metric.GetProperty("key").GetString() == "outstanding").GetProperty("value").GetDouble(), Value(all[^1]));
    }

    [Fact]
    public async Task Ledger_OfLivedDays_ClosesAndGoesOnWhereTheDayBeforeEnded()
    {
        await twin.StepAsync(3);
        var ledger = await twin.GetAsync("/api/ledger?limit=1000");
        var days = ledger.GetProperty("days").EnumerateArray().ToList();

        Assert.Equal(ledger.GetProperty("total").GetInt32(), days.Count);
        Assert.Empty(days[0].GetProperty("strip").EnumerateArray());
        foreach (var (before, after) in days.Skip(1).Zip(days.Skip(2)))
        {
            Assert.All(after.GetProperty("strip").EnumerateArray(), strip => Assert.Equal(0, strip.GetProperty("difference").GetDecimal()));
            Assert.Equal(Sum(before, "closing"), Sum(after, "opening"));
        }

        var total = (await twin.GetAsync("/api/segments?by=product")).GetProperty("total").GetProperty("balance").GetDecimal();
        Assert.Equal(total, Sum(days[^1], "closing"));

        static decimal Sum(JsonElement day, string name) => day.GetProperty("strip").EnumerateArray().Sum(strip => strip.GetProperty(name).GetDecimal());
    }

    private static double Value(JsonElement point) => point.GetProperty("value").GetDouble();
}
