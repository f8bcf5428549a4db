using System.Net;
using System.Text.Json;
using LoanTwin.Web.Queries;

namespace LoanTwin.Tests.Web.Queries;

[Collection(nameof(SmallTwin))]
public sealed class BookApiTests(SmallTwin twin)
{
    [Theory]
    [InlineData("product")]
    [InlineData("product,scoreBand")]
    [InlineData("region,status")]
    [InlineData("ltvBand,originationQuarter")]
    [InlineData("daysPastDueBand,grade")]
    [InlineData("balance,pd12")]
    [InlineData("utilisationBand,rateBand")]
    public async Task Segments_CutAnyWay_AddUpToTheTotalAndTheMetrics(string by)
    {
        var answer = await twin.GetAsync($"/api/segments?by={by}");
        var (total, parts) = (answer.GetProperty("total"), answer.GetProperty("segments").EnumerateArray().ToList());
        decimal Sum(string name) => parts.Sum(part => part.GetProperty(name).GetDecimal());

        Assert.Equal(total.GetProperty("count").GetDecimal(), Sum("count"));
        Assert.Equal(total.GetProperty("balance").GetDecimal(), Sum("balance"));
        Assert.Equal(total.GetProperty("expectedLoss").GetDecimal(), Sum("expectedLoss"));
        Assert.Equal(1, parts.Sum(part => part.GetProperty("share").GetDouble()), 1e-6);
        Assert.Equal(parts.Count, parts.Select(part => part.GetProperty("keys").ToString()).Distinct().Count());
        var metrics = (await twin.GetAsync("/api/metrics")).GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("key").GetString()!, metric => metric.GetProperty("value"));
        Assert.Equal(metrics["activeLoans"].GetInt32(), total.GetProperty("count").GetInt32());
        Assert.Equal(metrics["outstanding"].GetDouble(), total.GetProperty("balance").GetDouble(), .005);
        Assert.Equal(metrics["dpd30Balance"].GetDouble(), total.GetProperty("dpd30Balance").GetDouble(), 1e-7);
        Assert.Equal(metrics["dpd30Count"].GetDouble(), total.GetProperty("dpd30Count").GetDouble(), 1e-7);
        var expected = metrics["expectedLossRate"].GetDouble() * metrics["outstanding"].GetDouble();
        Assert.Equal(expected, total.GetProperty("expectedLoss").GetDouble(), total.GetProperty("count").GetInt32() * .005);
    }

    [Fact]
    public async Task Segment_DrilledInto_IsTheListOfItsLoans()
    {
        var answer = await twin.GetAsync("/api/segments?by=product,region");
        foreach (var part in answer.GetProperty("segments").EnumerateArray().Take(12))
        {
            var keys = part.GetProperty("keys");
            var filter = $"active eq true and product eq '{keys.GetProperty("product").GetString()}' and region eq '{keys.GetProperty("region").GetString()}'";
            var list = await twin.GetAsync($"/api/loans?limit=1&view={answer.GetProperty("view").GetInt64()}&filter={SmallTwin.Filter(filter)}");

            Assert.Equal(part.GetProperty("count").GetInt32(), list.GetProperty("total").GetInt32());
            Assert.Equal(part.GetProperty("balance").GetDecimal(), list.GetProperty("aggregates").GetProperty("balance").GetDecimal());
            Assert.Equal(part.GetProperty("meanScore").GetDouble(), list.GetProperty("aggregates").GetProperty("meanScore").GetDouble());
        }
    }

    [Theory]
    [InlineData("segments?by=colour,shade,product", "by,by,by")]
    [InlineData("segments?by=product,product", "by")]
    [InlineData("vintages?by=week&measure=luck", "by,measure")]
    [InlineData("roll-rates?product=boat&from=2026-02-01&to=2026-01-01", "from,product")]
    [InlineData("metrics/score/series?points=1&scope=boat", "points,scope")]
    public async Task Question_WithBadFields_NamesThemAll(string question, string fields)
    {
        var (status, problem) = await twin.AskAsync($"/api/{question}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(fields.Split(','), SmallTwin.FieldsOf(problem).Order());
    }

    [Theory]
    [InlineData("cumulativeDefault")]
    [InlineData("cumulativeLoss")]
    [InlineData("cpr")]
    public async Task Vintages_OfAMeasure_NeverGainLoansAndStayShares(string measure)
    {
        var answer = await twin.GetAsync($"/api/vintages?by=quarter&measure={measure}");
        var vintages = answer.GetProperty("vintages").EnumerateArray().ToList();

        Assert.True(measure == "cumulativeLoss" || vintages.Count >= 10);
        Assert.Equal((await twin.GetAsync("/api/loans?limit=1")).GetProperty("total").GetInt32(), answer.GetProperty("leftOut").GetInt32() + vintages.Sum(vintage => vintage.GetProperty("loans").GetInt32()));
        foreach (var months in vintages.Select(vintage => vintage.GetProperty("months").EnumerateArray().ToList()))
        {
            var atRisk = months.Select(month => month.GetProperty("atRisk").GetInt32()).ToList();
            var values = months.Select(month => month.GetProperty("value").GetDouble()).ToList();
            Assert.Equal(atRisk.OrderDescending(), atRisk);
            Assert.All(values, value => Assert.InRange(value, 0, 1));
            Assert.True(measure == "cpr" || values.Order().SequenceEqual(values));
        }
    }

    [Fact]
    public async Task RollRates_OfClosedMonths_ShareOutEveryLoanOnce()
    {
        await twin.StepAsync(62);
        var answer = await twin.GetAsync("/api/roll-rates");
        var cells = answer.GetProperty("cells").EnumerateArray().ToList();

        Assert.NotEmpty(answer.GetProperty("months").EnumerateArray());
        foreach (var row in cells.GroupBy(cell => cell.GetProperty("from").GetString()))
        {
            Assert.Equal(row.First().GetProperty("atRisk").GetInt32(), row.Sum(cell => cell.GetProperty("count").GetInt32()));
            Assert.Equal(row.First().GetProperty("atRiskBalance").GetDecimal(), row.Sum(cell => cell.GetProperty("balance").GetDecimal()));
        }

        Assert.All(cells, cell => Assert.InRange(cell.GetProperty("share").GetDouble(), cell.GetProperty("interval")[0].GetDouble(), cell.GetProperty("interval")[1].GetDouble()));
        var products = 0;
        foreach (var product in new[] { "consumer", "auto", "mortgage", "business", "creditCard" })
        {
            products += Count(await twin.GetAsync($"/api/roll-rates?product={product}"));
        }

        Assert.Equal(Count(answer), products);
    }

    [Fact]
    public async Task RollRates_BeforeAnyMonthHasClosed_SayWhatIsMissing()
    {
        var (status, problem) = await twin.AskAsync("/api/roll-rates?to=2026-01-02");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["to"], SmallTwin.FieldsOf(problem));
    }

    private static int Count(JsonElement answer) => answer.GetProperty("cells").EnumerateArray().Sum(cell => cell.GetProperty("count").GetInt32());
}
