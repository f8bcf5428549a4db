using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoanTwin.Tests.Web.Queries;

namespace LoanTwin.Tests.Web.Loans;

[Collection(nameof(SmallTwin))]
public sealed class LoanApiTests(SmallTwin twin)
{
    private static readonly string[] Performing = ["on_time", "grace_period", "30_days", "60_days"];

    [Theory]
    [InlineData("status in ('30_days', '60_days')")]
    [InlineData("status eq 'on_time' and product eq 'creditCard'")]
    [InlineData("status eq 'on_time' and product eq 'mortgage'")]
    public async Task Drivers_OfALoan_AddUpToTheLastDigit(string filter)
    {
        var answer = await twin.GetAsync($"/api/loans/{await LoanAsync(filter)}/drivers");
        var parts = answer.GetProperty("drivers").EnumerateArray().Sum(driver => driver.GetProperty("change").GetDecimal());

        Assert.Equal(answer.GetProperty("pd12").GetDecimal(), answer.GetProperty("start").GetDecimal() + parts);
        Assert.Equal(answer.GetProperty("booked").GetDecimal(), answer.GetProperty("pd12").GetDecimal() + answer.GetProperty("groupDifference").GetDecimal());
        Assert.All(answer.GetProperty("drivers").EnumerateArray(), driver => Assert.NotEmpty(driver.GetProperty("words").GetString()!));
    }

    [Fact]
    public async Task Peers_OfALoan_AreOfItsProduct()
    {
        var loan = await LoanAsync("active eq true and product eq 'consumer'");
        var answer = await twin.GetAsync($"/api/loans/{loan}/peers?count=20");

        Assert.Equal(20, answer.GetProperty("peers").GetArrayLength());
        Assert.Equal(21, answer.GetProperty("of").GetInt32());
        foreach (var peer in answer.GetProperty("peers").EnumerateArray().Take(3))
        {
            Assert.Equal("consumer", (await twin.GetAsync($"/api/loans/{peer.GetProperty("id").GetInt64()}")).GetProperty("loan").GetProperty("product").GetString());
        }
    }

    [Fact]
    public async Task Timeline_OfALoanThatMoved_TellsItsStatesAndBeginsWithItsOrigination()
    {
        await twin.StepAsync(40);
        var loan = await LoanAsync("status in ('30_days', '60_days', 'grace_period') and active eq true");
        var timeline = await twin.GetAsync($"/api/loans/{loan}/timeline");
        var states = await twin.GetAsync($"/api/loans/{loan}/states");

        var entries = timeline.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal("originated", entries[^1].GetProperty("kind").GetString());
        Assert.Equal(states.GetProperty("total").GetInt32(), entries.Count(entry => entry.GetProperty("kind").GetString() == "status"));
        Assert.Equal(entries.Select(entry => entry.GetProperty("day").GetString()).OrderDescending(), entries.Select(entry => entry.GetProperty("day").GetString()));
    }

    [Fact]
    public async Task Timeline_OfALoanWithAnEvent_HoldsIt()
    {
        var loan = await LoanAsync("status eq 'on_time' and product eq 'consumer' and remainingTerm gt 6");
        using var sent = await twin.Client.PostAsJsonAsync("/api/events", new { type = "restructure", loanId = loan, terms = new { addedMonths = 6 } });
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());
        await twin.StepAsync(1);

        var timeline = await twin.GetAsync($"/api/loans/{loan}/timeline");

        Assert.Contains(timeline.GetProperty("entries").EnumerateArray(), entry => entry.GetProperty("kind").GetString() == "event" && entry.GetProperty("words").GetString()!.Contains("restructure"));
    }

    [Fact]
    public async Task Months_OfALoan_AddUpToItsPayments()
    {
        await twin.StepAsync(35);
        var loan = await LoanAsync("status eq 'on_time' and product eq 'auto' and remainingTerm gt 6");
        var months = (await twin.GetAsync($"/api/loans/{loan}/months"));
        var payments = await twin.GetAsync($"/api/loans/{loan}/payments?limit=1000");

        var bars = months.GetProperty("months").EnumerateArray().ToList();
        Assert.InRange(bars.Count, 1, 24);
        Assert.Equal(payments.GetProperty("paid").GetDecimal(), bars.Sum(bar => bar.GetProperty("paid") is { ValueKind: JsonValueKind.Number } paid ? paid.GetDecimal() : 0));
        Assert.Equal("C", bars[^1].GetProperty("letter").GetString());
        Assert.Contains("keeps rows from", months.GetProperty("missing").GetString());
    }

    [Fact]
    public async Task WhatIf_WithALowerRate_AnswersWithChecksAndInterval()
    {
        var loan = await LoanAsync("status eq 'on_time' and product eq 'consumer' and remainingTerm gt 12");
        var (status, answer) = await AskAsync(loan, new { annualRate = .06, futures = 80 });

        Assert.Equal(HttpStatusCode.OK, status);
        var change = answer.GetProperty("change");
        Assert.True(change.GetProperty("valueLow").GetDecimal() <= change.GetProperty("value").GetDecimal() && change.GetProperty("value").GetDecimal() <= change.GetProperty("valueHigh").GetDecimal());
        Assert.Equal(answer.GetProperty("plan").GetProperty("payment").GetDecimal() - answer.GetProperty("now").GetProperty("payment").GetDecimal(), change.GetProperty("payment").GetDecimal());
        Assert.Equal(answer.GetProperty("checks").EnumerateArray().All(check => check.GetProperty("holds").GetBoolean()), answer.GetProperty("allowed").GetBoolean());
        Assert.True(answer.GetProperty("allowed").GetBoolean(), answer.GetProperty("checks").ToString());
    }

    [Fact]
    public async Task WhatIf_AboveThePresentRate_IsAnsweredAndNotAllowed()
    {
        var (status, answer) = await AskAsync(await LoanAsync("status eq 'on_time' and product eq 'auto' and remainingTerm gt 12"), new { annualRate = .39, futures = 40 });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(answer.GetProperty("allowed").GetBoolean());
        Assert.Contains(answer.GetProperty("checks").EnumerateArray(), check => check.GetProperty("rule").GetString() == "legalRateCap" && !check.GetProperty("holds").GetBoolean());
    }

    [Theory]
    [InlineData("""{"annualRate": 2, "termMonths": 0, "futures": 1, "colour": 1}""", "annualRate", "colour", "futures", "termMonths")]
    [InlineData("{}", "annualRate")]
    public async Task WhatIf_WithBadFields_NamesThem(string body, params string[] fields)
    {
        using var sent = await twin.Client.PostAsync($"/api/loans/{await LoanAsync("status eq 'on_time'")}/what-if", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        Assert.Equal(fields, SmallTwin.FieldsOf(await sent.Content.ReadFromJsonAsync<JsonElement>()).Order());
    }

    [Theory]
    [InlineData("drivers")]
    [InlineData("peers")]
    public async Task Question_AboutALoanThatIsOver_SaysSo(string address)
    {
        var (status, problem) = await twin.AskAsync($"/api/loans/{await LoanAsync("active eq false")}/{address}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["id"], SmallTwin.FieldsOf(problem));
    }

    [Theory]
    [InlineData("drivers")]
    [InlineData("peers")]
    [InlineData("timeline")]
    [InlineData("months")]
    public async Task Question_AboutALoanNobodyKnows_IsNotFound(string address)
        => Assert.Equal(HttpStatusCode.NotFound, (await twin.AskAsync($"/api/loans/12345/{address}")).Status);

    [Fact]
    public async Task Forecast_OfALateLoan_CountsItsFutures()
    {
        var forecast = await twin.GetAsync($"/api/loans/{await LoanAsync("status in ('30_days', '60_days') and active eq true")}/forecast?futures=60");

        Assert.All(forecast.GetProperty("months").EnumerateArray(), month => Assert.Equal(60, month.GetProperty("counts").EnumerateObject().Sum(state => state.Value.GetInt32())));
        Assert.True(forecast.GetProperty("defaults").GetInt32() > 0);
        Assert.Contains(forecast.GetProperty("months").EnumerateArray(), month => month.GetProperty("day").GetString() == forecast.GetProperty("medianDefaultMonth").GetString());
    }

    [Fact]
    public async Task EarlyWarnings_OfTheTwin_RankPerformingBorrowersWithReasons()
    {
        var answer = await twin.GetAsync("/api/early-warnings?limit=30");
        var cards = await twin.GetAsync("/api/early-warnings?limit=1000&product=creditCard");

        var listed = answer.GetProperty("warnings").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, 30), listed.Select(one => one.GetProperty("rank").GetInt32()));
        Assert.All(listed, one => Assert.Contains(one.GetProperty("status").GetString(), Performing));
        Assert.All(listed.Take(5), one => Assert.True(one.GetProperty("reasons").GetArrayLength() > 0));
        Assert.All(cards.GetProperty("warnings").EnumerateArray(), one => Assert.Equal("creditCard", one.GetProperty("product").GetString()));
        Assert.True(answer.GetProperty("measured").GetProperty("caught").GetProperty("low").GetDouble() >= .6);
    }

    [Fact]
    public async Task EarlyWarnings_OfThoseWhoTurn_OweNothingAndHaveATrend()
    {
        await twin.StepAsync(62);
        var answer = await twin.GetAsync("/api/early-warnings?list=turning&limit=200");
        var all = await twin.GetAsync("/api/early-warnings");

        var listed = answer.GetProperty("warnings").EnumerateArray().ToList();
        Assert.NotEmpty(listed);
        Assert.All(listed, one => Assert.Equal(("on_time", 0), (one.GetProperty("status").GetString(), one.GetProperty("daysPastDue").GetInt32())));
        Assert.All(listed, one => Assert.All(one.GetProperty("reasons").EnumerateArray(), reason => Assert.Equal("trend", reason.GetProperty("kind").GetString())));
        Assert.All(listed, one => Assert.True(one.GetProperty("reasons").GetArrayLength() > 0));
        Assert.InRange(answer.GetProperty("borrowers").GetInt32(), listed.Count, all.GetProperty("borrowers").GetInt32() - 1);
    }

    [Fact]
    public async Task EarlyWarnings_WithBadFields_NameThem()
    {
        var (status, problem) = await twin.AskAsync("/api/early-warnings?limit=0&product=boat&colour=red");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["colour", "limit", "product"], SmallTwin.FieldsOf(problem).Order());
    }

    private async Task<long> LoanAsync(string filter)
        => (await twin.GetAsync("/api/loans?limit=1&filter=" + SmallTwin.Filter(filter))).GetProperty("loans")[0].GetProperty("id").GetInt64();

    private async Task<(HttpStatusCode Status, JsonElement Json)> AskAsync(long loan, object body)
    {
        using var answer = await twin.Client.PostAsJsonAsync($"/api/loans/{loan}/what-if", body);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
