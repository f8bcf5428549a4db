using System.Net;
using LoanTwin.Tests.Web.Api;

namespace LoanTwin.Tests.Web.Formulas;

public sealed class FormulaFaultTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("amortization", """{"amount":"x"}""", "amount", "annualRate", "termMonths", "start", "style", "dayCount", "rounding")]
    [InlineData("amortization", """{"amount":-1,"annualRate":9.5,"termMonths":481,"start":"1800-01-01","style":"bullet","dayCount":"30E/360","rounding":"dollar"}""", "termMonths", "amount", "annualRate", "start", "style", "dayCount", "rounding")]
    [InlineData("amortization", """{"amount":1.005,"annualRate":0.1,"termMonths":12,"start":"2026-01-31","style":"balloon","dayCount":"30/360","rounding":"cent"}""", "amount", "balloon")]
    [InlineData("amortization", """{"amount":100,"annualRate":0.1,"termMonths":12,"start":"2026-01-31","style":"level","balloon":5,"dayCount":"30/360","rounding":"cent"}""", "balloon")]
    [InlineData("amortization", """{"amount":100,"annualRate":0.1,"termMonths":12,"start":"2026-01-31","style":7,"balloon":5,"dayCount":"30/360","rounding":"cent"}""", "style")]
    [InlineData("amortization", """{"amount":1e40,"annualRate":1e40,"termMonths":1e40,"start":20260131,"style":"level","dayCount":"30/360","rounding":"cent"}""", "amount", "termMonths", "start", "annualRate")]
    [InlineData("apr", """{"advances":[{"date":"2026-01-01","amount":"5"},{"date":"2026-01-01","amount":-5}],"payments":[],"unitPeriod":"fortnight"}""", "advances[0].amount", "payments", "advances[1].amount", "unitPeriod")]
    [InlineData("apr", """{"advances":[7,{"date":"2026-01-01","amount":0}],"payments":[{"date":"2026-02-01","amount":1,"note":""}],"unitPeriod":"month"}""", "advances[0]", "payments[0].note", "advances[1].amount")]
    [InlineData("apr", """{"advances":[{"date":"2026-01-01","amount":5}],"payments":[{"date":"2026-02-01","amount":1}],"unitPeriod":"month"}""", "payments")]
    [InlineData("xirr", """{"flows":[{"date":"2026-01-01","amount":5}]}""", "flows")]
    [InlineData("xirr", """{"flows":[{"date":"2026-01-01","amount":5},{"date":"1000-02-01","amount":1e20}]}""", "flows", "flows[1].amount", "flows[1].date")]
    [InlineData("xirr", """{"flows":[{"date":"2026-01-01","amount":5},{"date":"x","amount":-1}]}""", "flows[1].date")]
    [InlineData("psa", """{"speed":-1,"months":481}""", "months", "speed")]
    [InlineData("day-count", """{"convention":"act","from":"2026-02-01","to":"2026-01-01"}""", "convention", "to")]
    [InlineData("day-count", """{"convention":"30/360","from":"x","to":"2025-01-01"}""", "from")]
    [InlineData("transition-power", """{"matrix":[[0.5,0.6],[1,"0"]],"steps":10001}""", "matrix[1][1]", "steps", "matrix[0]")]
    [InlineData("transition-power", """{"matrix":[[0.5,0.5],[1],[2,-1,0]],"steps":-1}""", "steps", "matrix[0]", "matrix[1]", "matrix[2][0]", "matrix[2][1]")]
    [InlineData("transition-power", """{"matrix":[],"steps":1}""", "matrix")]
    [InlineData("transition-power", """{"matrix":[1,[]],"steps":1}""", "matrix[0]", "matrix[1]")]
    public async Task Formula_WithBadFields_NamesEachOfThem(string formula, string json, params string[] fields)
    {
        var answer = await host.AskAsync(formula, json);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(fields, answer.Fields);
    }

    [Theory]
    [InlineData("transition-power", "matrix", 65, "[1]", ",\"steps\":1")]
    [InlineData("xirr", "flows", 10_001, "{\"date\":\"2026-01-01\",\"amount\":1}", "")]
    [InlineData("apr", "payments", 10_001, "1", ",\"advances\":[{\"date\":\"2026-01-01\",\"amount\":1}],\"unitPeriod\":\"month\"")]
    public async Task List_LongerThanItsLimit_IsRefusedAsOneField(string formula, string field, int count, string entry, string rest)
        => Assert.Equal([field], (await host.AskAsync(formula, $$"""{"{{field}}":[{{string.Join(",", Enumerable.Repeat(entry, count))}}]{{rest}}}""")).Fields);

    [Fact]
    public async Task LargestQuestions_AreAnswered()
    {
        var row = string.Join(",", Enumerable.Repeat("0.015625", 64));
        var matrix = string.Join(",", Enumerable.Repeat($"[{row}]", 64));
        var flows = string.Join(",", Enumerable.Range(0, 10_000).Select(i => $$"""{"date":"20{{26 + (i / 365)}}-01-01","amount":{{(i == 0 ? -5000 : 1)}}}"""));

        Assert.Equal(HttpStatusCode.OK, (await host.AskAsync("transition-power", $$"""{"matrix":[{{matrix}}],"steps":10000}""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.AskAsync("xirr", $$"""{"flows":[{{flows}}]}""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.AskAsync("psa", """{"speed":1666,"months":480}""")).Status);
    }

    [Fact]
    public async Task Flows_WithoutARate_AreUnprocessable()
    {
        var answer = await host.AskAsync("xirr", """{"flows":[{"date":"2026-01-01","amount":-1000000},{"date":"2026-01-02","amount":0.01}]}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(["flows"], answer.Fields);
    }
}
