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
    [InlineData("score:20,ltv:0.1")]
    [InlineData("balance:580/5000/20000.5,dti:0.05")]
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

    [Fact]
    public async Task RandomAggregates_OfCutsAndCharts_AreTheSumsOfTheLoansTheirFiltersPick()
    {
        var luck = new Random(20);
        string[] cuts = ["product", "region", "status", "grade", "scoreBand", "score:20", "ltv:0.1", "ltv:0.07", "dti:0.05", "rate:0.01", "balance:5000", "balance:1000/20000.5", "pd12:0.02", "utilisation:0.1", "originationQuarter", "originationYear", "term:12", "daysPastDueBand"];
        string[] filters = ["", "product in ('auto','creditCard')", "score ge 580 and score lt 700", "score lt 640 or balance gt 10000", "ltv eq null", "rate gt 0.08 and region ne 'Westridge'"];
        for (var round = 0; round < 20; round++)
        {
            var (by, filter) = (luck.GetItems(cuts, 2), filters[luck.Next(filters.Length)]);
            var cut = await twin.GetAsync($"/api/segments?by={string.Join(',', by.Distinct())}&filter={SmallTwin.Filter(filter)}");
            var rows = cut.GetProperty("segments").EnumerateArray().Append(cut.GetProperty("total")).ToList();
            var row = rows[luck.Next(rows.Count)];

            var loans = (await twin.GetAsync($"/api/loans?limit=1000&view={cut.GetProperty("view").GetInt64()}&filter={SmallTwin.Filter(row.GetProperty("filter").GetString()!)}")).GetProperty("loans").EnumerateArray().ToList();
            decimal Sum(string name) => loans.Sum(loan => loan.GetProperty(name).GetDecimal());
            var late = loans.Where(loan => loan.GetProperty("daysPastDue").GetInt32() >= 30).Sum(loan => loan.GetProperty("balance").GetDecimal());

            Assert.True(row.GetProperty("count").GetInt32() == loans.Count, row.ToString());
            Assert.Equal(row.GetProperty("balance").GetDecimal(), Sum("balance"));
            Assert.Equal(row.GetProperty("expectedLoss").GetDecimal(), Sum("expectedLoss"));
            Assert.Equal(row.GetProperty("dpd30Balance").GetDouble(), Sum("balance") == 0 ? 0 : (double)(late / Sum("balance")), 1e-7);
            Assert.Equal(row.GetProperty("expectedLossRate").GetDouble(), Sum("balance") == 0 ? 0 : (double)(Sum("expectedLoss") / Sum("balance")), 1e-7);
            Assert.Equal(row.GetProperty("meanScore").GetDouble(), loans.Count == 0 ? 0 : loans.Average(loan => loan.GetProperty("score").GetDouble()), 1e-3);
            Assert.Equal(row.GetProperty("meanRate").GetDouble(), loans.Count == 0 ? 0 : loans.Average(loan => loan.GetProperty("rate").GetDouble()), 1e-7);
        }
    }

    [Fact]
    public async Task Chart_OfACut_HasAMarkARowWithItsFilter()
    {
        var cut = await twin.GetAsync("/api/segments?by=score:40,product");
        var chart = await twin.GetAsync("/api/segments/chart?y=expectedLossRate&x=score:40&split=product");

        var marks = chart.GetProperty("series").EnumerateArray().SelectMany(series => series.GetProperty("marks").EnumerateArray()).ToDictionary(mark => mark.GetProperty("filter").GetString()!, mark => mark.GetProperty("y").GetDouble());
        Assert.Equal(cut.GetProperty("segments").EnumerateArray().ToDictionary(row => row.GetProperty("filter").GetString()!, row => row.GetProperty("expectedLossRate").GetDouble()), marks);
    }

    [Fact]
    public async Task Segments_CutTooFine_AreRefused()
    {
        var (status, problem) = await twin.AskAsync("/api/segments?by=balance:0.01,customerId:1");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["by"], SmallTwin.FieldsOf(problem));
    }

    [Theory]
    [InlineData("score:0")]
    [InlineData("score:-5")]
    [InlineData("score:1e3")]
    [InlineData("score:700/600")]
    [InlineData("product:20")]
    [InlineData("score:")]
    [InlineData("score:20:30")]
    public async Task Segments_CutBySomethingThatIsNoCut_NameIt(string by)
        => Assert.Equal(["by"], SmallTwin.FieldsOf((await twin.AskAsync($"/api/segments?by={by}")).Json));

    [Fact]
    public async Task Vintages_OfAFilter_AreOfItsLoansAlone()
    {
        var (all, autos, others) = (Loans(await twin.GetAsync("/api/vintages")), Loans(await twin.GetAsync("/api/vintages?filter=" + SmallTwin.Filter("product eq 'auto'"))), Loans(await twin.GetAsync("/api/vintages?filter=" + SmallTwin.Filter("product ne 'auto'"))));

        Assert.Equal(all, autos + others);
        Assert.InRange(autos, 1, all - 1);
        static int Loans(JsonElement answer) => answer.GetProperty("vintages").EnumerateArray().Sum(vintage => vintage.GetProperty("loans").GetInt32());
    }

    [Fact]
    public async Task Vintages_WithMonthsThatFewHaveReached_SayThatTheyAreImmature()
    {
        foreach (var vintage in (await twin.GetAsync("/api/vintages?by=year")).GetProperty("vintages").EnumerateArray())
        {
            var months = vintage.GetProperty("months").EnumerateArray().ToList();
            Assert.All(months, month => Assert.Equal(month.GetProperty("atRisk").GetInt32() * 2 < months[0].GetProperty("atRisk").GetInt32(), month.GetProperty("isImmature").GetBoolean()));
            Assert.True(months.Count < 13 || months[^1].GetProperty("isImmature").GetBoolean());
        }
    }

    [Theory]
    [InlineData("segments?by=colour,shade,product", "by,by,by")]
    [InlineData("segments/chart?y=luck&x=colour&filter=boat%20eq%201", "filter,x,y")]
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
