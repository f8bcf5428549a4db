using System.Text.Json;
using LoanTwin.Domain.Lending;
using LoanTwin.Tests.Web.Api;

namespace LoanTwin.Tests.Web.Formulas;

public sealed class CascadeFormulaTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string[] States = ["on_time", "grace_period", "30_days", "60_days", "90_days", "default", "paid_off", "prepaid"];

    [Theory]
    [InlineData(0, "0.92,0.05,0.02,0,0,0,0.005,0.005")]
    [InlineData(1, "0.65,0.15,0.18,0,0,0,0.01,0.01")]
    [InlineData(2, "0.35,0.1,0.15,0.38,0,0,0.01,0.01")]
    public async Task Cascade_OfNothing_IsThePublishedRowsExactly(int row, string published)
    {
        var next = (await RowsAsync("{}"))[row].GetProperty("next");

        Assert.Equal(States, next.EnumerateObject().Select(entry => entry.Name));
        Assert.Equal(published, string.Join(",", next.EnumerateObject().Select(entry => entry.Value.GetRawText())));
    }

    public static TheoryData<string> Questions =>
    [
        "{}",
        """{"product":"creditCard","features":{"utilisation":0.3,"currentUtilisation":0.9},"economy":{"month":12}}""",
        """{"product":"mortgage","features":{"score":300,"dti":3,"currentLtv":10,"annualRate":0.2},"economy":{"unemployment":0.5,"gdpGrowth":-0.6}}""",
        """{"product":"auto","features":{"score":850,"dti":0,"monthsOnBook":0}}""",
        """{"economy":{"baseRate":0.06,"baseRateRise":0.04,"housePriceGrowth":-0.3,"month":7}}""",
        """{"product":"business"}""",
    ];

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Cascade_OfAnyLoan_SumsToOneAndMIsTheProductOfItsFactors(string json)
    {
        foreach (var row in await RowsAsync(json))
        {
            var (next, factors) = (row.GetProperty("next").EnumerateObject().Select(entry => entry.Value.GetDouble()).ToList(), row.GetProperty("factors"));

            Assert.Equal(["from", "m", "factors", "exit", "next"], row.EnumerateObject().Select(member => member.Name));
            Assert.Equal(["risk", "macro", "season", "drift"], factors.EnumerateObject().Select(member => member.Name));
            Assert.Equal(1, next.Sum(), 13);
            Assert.All(next, share => Assert.InRange(share, 0, 1));
            Assert.Equal(row.GetProperty("exit").GetDouble() / 2, next[7], 14);
            Assert.Equal(row.GetProperty("m").GetDouble(), factors.EnumerateObject().Aggregate(1.0, (m, factor) => m * factor.Value.GetDouble()), 12);
            Assert.InRange(factors.GetProperty("risk").GetDouble() * factors.GetProperty("drift").GetDouble(), .2 - 1e-12, 3.5 + 1e-12);
        }
    }

    [Fact]
    public async Task Cascade_OfAWorseScoreOrEconomy_GetsWorse()
    {
        var average = (await RowsAsync("""{"features":{}}"""))[0].GetProperty("m").GetDouble();

        Assert.Equal(Math.Exp(ProductCatalogue.Default[0].Risk.Level), average, 12);
        Assert.Equal(average * Math.Exp(.44), (await RowsAsync("""{"features":{"score":600}}"""))[0].GetProperty("m").GetDouble(), 12);
        Assert.Equal(Math.Exp(.055 * 3.5), (await RowsAsync("""{"economy":{"unemployment":0.08}}"""))[0].GetProperty("m").GetDouble(), 12);
    }

    [Theory]
    [InlineData("""{"product":"boat"}""", "product")]
    [InlineData("""{"product":1,"features":{"score":1,"grade":2.5,"shoes":1},"economy":{"month":13,"unemployment":4.5}}""", "product", "features.score", "features.grade", "features.shoes", "economy.month", "economy.unemployment")]
    [InlineData("""{"features":{"ltv":0.8,"utilisation":0.1}}""", "features.ltv", "features.utilisation")]
    [InlineData("""{"product":"creditCard","features":{"currentUtilisation":0.5}}""", "features.utilisation")]
    [InlineData("""{"features":[],"economy":"bad"}""", "features", "economy")]
    [InlineData("""{"economy":{"baseRateRise":0.9}}""", "economy.baseRateRise")]
    public async Task Cascade_OfBadFields_NamesEachOfThem(string json, params string[] fields) => Assert.Equal(fields, (await host.AskAsync("cascade", json)).Fields);

    private async Task<List<JsonElement>> RowsAsync(string json)
    {
        var answer = await host.AskAsync("cascade", json);
        Assert.True(answer.Status is System.Net.HttpStatusCode.OK, answer.Text);
        return [.. answer.Json.GetProperty("rows").EnumerateArray()];
    }
}
