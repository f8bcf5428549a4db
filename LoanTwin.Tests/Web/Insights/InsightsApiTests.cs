using System.Net;
using LoanTwin.Tests.Web.Queries;

namespace LoanTwin.Tests.Web.Insights;

[Collection(nameof(SmallTwin))]
public sealed class InsightsApiTests(SmallTwin twin)
{
    [Theory]
    [InlineData("yesterday")]
    [InlineData("monthEnd")]
    public async Task Bridge_SinceABaseline_BeginsAndEndsOnThePublishedRate(string baseline)
    {
        await twin.StepAsync(35);

        var bridge = await twin.GetAsync($"/api/expected-loss/bridge?baseline={baseline}");

        Assert.Equal(await RateAsync(bridge.GetProperty("since").GetString()!), bridge.GetProperty("start").GetDouble(), 1e-9);
        Assert.Equal(await RateAsync(bridge.GetProperty("day").GetString()!), bridge.GetProperty("end").GetDouble(), 1e-9);
        var steps = bridge.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(bridge.GetProperty("end").GetDouble() - bridge.GetProperty("start").GetDouble(), steps.Sum(step => step.GetProperty("rate").GetDouble()), 1e-12);
        Assert.Contains(steps, step => step.GetProperty("loans").GetInt32() > 0);
    }

    [Fact]
    public async Task Bridge_OfAPastDay_IsWhatItWasThen()
    {
        await twin.StepAsync(3);
        var then = await twin.GetAsync("/api/expected-loss/bridge?baseline=yesterday");
        await twin.StepAsync(2);

        var again = await twin.GetAsync($"/api/expected-loss/bridge?baseline=yesterday&asOf={then.GetProperty("day").GetString()}");

        Assert.Equal(then.ToString(), again.ToString());
    }

    [Theory]
    [InlineData("expected-loss/bridge?baseline=plan&asOf=soon", "asOf,baseline")]
    [InlineData("expected-loss/heat?baseline=2090-01-01", "baseline")]
    [InlineData("lead?baseline=plan&x=1", "baseline,x")]
    [InlineData("attention?asOf=2090-01-01", "asOf")]
    [InlineData("metrics/roe?asOf=1&scope=all", "asOf,scope")]
    public async Task Question_WithBadFields_NamesThemAll(string question, string fields)
    {
        var (status, problem) = await twin.AskAsync($"/api/{question}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(fields.Split(','), SmallTwin.FieldsOf(problem).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("lead")]
    [InlineData("attention")]
    [InlineData("metrics/roe")]
    [InlineData("expected-loss/heat")]
    public async Task AsOf_ADayThatIsNotStored_HasNoAnswer(string question)
    {
        var (status, problem) = await twin.AskAsync($"/api/{question}?asOf=2019-06-30");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "asOf"), (status, Assert.Single(SmallTwin.FieldsOf(problem))));
    }

    [Fact]
    public async Task Story_OfAMetricAndOfItsPart_HoldsWhatItIsMadeOf()
    {
        var story = await twin.GetAsync("/api/metrics/coverage");
        var part = story.GetProperty("components").EnumerateArray().Single(component => component.GetProperty("key").GetString() == "allowance");

        Assert.Equal(part.GetProperty("value").GetDouble(), (await twin.GetAsync("/api/metrics/allowance")).GetProperty("value").GetDouble());
        Assert.Equal(5, story.GetProperty("products").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await twin.AskAsync("/api/metrics/luck")).Status);
    }

    private async Task<double> RateAsync(string day)
        => (await twin.GetAsync($"/api/metrics?asOf={day}")).GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("key").GetString() == "expectedLossRate").GetProperty("value").GetDouble();
}
