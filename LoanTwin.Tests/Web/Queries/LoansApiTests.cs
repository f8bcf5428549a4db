using System.Net;
using System.Text.Json;

namespace LoanTwin.Tests.Web.Queries;

[Collection(nameof(SmallTwin))]
public sealed class LoansApiTests(SmallTwin twin)
{
    [Fact]
    public async Task List_PageByPageWhileDaysGoBy_IsTheListOfItsView()
    {
        var address = $"/api/loans?filter={SmallTwin.Filter("active eq true and score lt 700")}&sort=-balance,product";
        var whole = await twin.GetAsync($"{address}&limit=1000");
        var (ids, cursor) = (new List<long>(), "");
        do
        {
            var page = await twin.GetAsync($"{address}&limit=17{cursor}");
            ids.AddRange(Ids(page));
            Assert.Equal(whole.GetProperty("view").GetInt64(), page.GetProperty("view").GetInt64());
            Assert.Equal(whole.GetProperty("day").GetString(), page.GetProperty("day").GetString());
            Assert.Equal(whole.GetProperty("aggregates").ToString(), page.GetProperty("aggregates").ToString());
            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : "";
            if (ids.Count < 40)
            {
                await twin.StepAsync(1);
            }
        }
        while (cursor.Length > 0);

        Assert.Equal(Ids(whole), ids);
        Assert.Equal(whole.GetProperty("total").GetInt32(), ids.Count);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Cursor_OfAViewThatIsGone_SaysSo()
    {
        var page = await twin.GetAsync("/api/loans?limit=5");
        for (var i = 0; i < 5; i++)
        {
            await twin.StepAsync(1);
            await twin.GetAsync("/api/loans?limit=1");
        }

        var (status, problem) = await twin.AskAsync($"/api/loans?limit=5&cursor={page.GetProperty("nextCursor").GetString()}");

        Assert.Equal(HttpStatusCode.Gone, status);
        Assert.Equal(["view"], SmallTwin.FieldsOf(problem));
    }

    [Theory]
    [InlineData("filter=colour%20eq%20'red'%20and%20boat%20lt%201&sort=-shade&limit=0&colour=1", "filter,filter,sort,limit,colour")]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("knownAt=1", "knownAt")]
    [InlineData("asOf=2026-02-30&view=1", "asOf")]
    [InlineData("asOf=2026-01-01&view=1", "asOf")]
    [InlineData("limit=5&limit=6", "limit")]
    public async Task Question_WithBadFields_NamesThemAll(string question, string fields)
    {
        var (status, problem) = await twin.AskAsync($"/api/loans?{question}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(fields.Split(',').Order(), SmallTwin.FieldsOf(problem).Order());
    }

    [Fact]
    public async Task Cursor_OfAnotherQuestion_IsRefused()
    {
        var page = await twin.GetAsync("/api/loans?limit=5");

        var (status, problem) = await twin.AskAsync($"/api/loans?limit=5&sort=score&cursor={page.GetProperty("nextCursor").GetString()}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["cursor"], SmallTwin.FieldsOf(problem));
    }

    [Fact]
    public async Task RandomAddresses_OfEveryQuestion_NeverFail()
    {
        var luck = new Random(9);
        string[] paths = ["loans", "loans/1", "loans/L-99", "loans/L-99/forecast", "segments", "vintages", "roll-rates", "metrics", "metrics/npaRatio/series", "metrics/x/series", "market", "ledger", "customers", "customers/1", "loans/loans", "loans/applications"];
        string[] fields = ["filter", "sort", "limit", "cursor", "offset", "by", "measure", "from", "to", "asOf", "knownAt", "points", "product", "status", "view", "months", "futures"];
        string[] values = ["", "0", "-1", "99999999999999999999", "2026-01-01", "9999-12-31", "0001-01-01", "product", "score,score", "' or 1=1", "auto", "%00", "%F0%9F%98%80", "null", "score lt", "MS4xLjE", "quarter", "1e5"];
        for (var round = 0; round < 500; round++)
        {
            var question = string.Join('&', Enumerable.Range(0, luck.Next(0, 4)).Select(_ => $"{fields[luck.Next(fields.Length)]}={values[luck.Next(values.Length)].Replace(" ", "%20", StringComparison.Ordinal)}"));
            var address = $"/api/{paths[luck.Next(paths.Length)]}?{question}";
            using var answer = await twin.Client.GetAsync(address);

            Assert.True((int)answer.StatusCode < 500, $"{address} answered {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task One_ByNumberAndAsShown_IsTheLoanOfTheList()
    {
        var first = (await twin.GetAsync("/api/loans?limit=1&filter=" + SmallTwin.Filter("active eq true and product eq 'auto'"))).GetProperty("loans")[0];
        var (id, shown) = (first.GetProperty("id").GetInt64(), first.GetProperty("shown").GetString());

        var one = await twin.GetAsync($"/api/loans/{id}");
        var other = await twin.GetAsync($"/api/loans/{shown}");

        Assert.Equal(one.ToString(), other.ToString());
        Assert.Equal(first.ToString(), one.GetProperty("loan").ToString());
        var risk = one.GetProperty("risk");
        double Of(string name) => risk.GetProperty(name).GetDouble();
        Assert.Equal(Of("expectedLoss"), Of("pd12") * Of("terminationShare") * Of("lgd") * Of("exposureAtDefault"), .5);
        Assert.NotEmpty(one.GetProperty("customer").GetProperty("employer").GetString()!);
    }

    [Theory]
    [InlineData("/api/loans/1", HttpStatusCode.NotFound)]
    [InlineData("/api/loans/L-9007199254740993", HttpStatusCode.NotFound)]
    [InlineData("/api/loans/abc", HttpStatusCode.NotFound)]
    [InlineData("/api/loans/1/schedule", HttpStatusCode.NotFound)]
    public async Task One_ThatIsNotThere_IsAProblem(string address, HttpStatusCode expected)
    {
        var (status, problem) = await twin.AskAsync(address);

        Assert.Equal(expected, status);
        Assert.NotEmpty(SmallTwin.FieldsOf(problem));
    }

    [Fact]
    public async Task Schedule_OfLoansThatStayOnTime_IsWhatTheTwinBillsNext()
    {
        var before = (await twin.GetAsync("/api/loans?limit=1000&filter=" + SmallTwin.Filter("status eq 'on_time' and daysPastDue eq 0 and remainingTerm gt 2 and product ne 'creditCard'"))).GetProperty("loans");
        var schedules = new Dictionary<long, JsonElement>();
        foreach (var loan in before.EnumerateArray().Take(60))
        {
            schedules[loan.GetProperty("id").GetInt64()] = await twin.GetAsync($"/api/loans/{loan.GetProperty("id").GetInt64()}/schedule");
        }

        await twin.StepAsync(32);
        var compared = 0;
        foreach (var (id, schedule) in schedules)
        {
            var rows = schedule.GetProperty("rows");
            Assert.Equal(0, rows[rows.GetArrayLength() - 1].GetProperty("balance").GetDecimal());
            var payments = await twin.GetAsync($"/api/loans/{id}/payments");
            var due = rows[0].GetProperty("due").GetString();
            var paid = payments.GetProperty("payments").EnumerateArray().Where(row => row.GetProperty("kind").GetString() == "scheduled" && row.GetProperty("day").GetString() == due).ToList();
            if (schedule.GetProperty("overdueNow").GetDecimal() == 0 && paid.Count == 1 && rows[0].GetProperty("fee").GetDecimal() == paid[0].GetProperty("fees").GetDecimal())
            {
                Assert.Equal(rows[0].GetProperty("interest").GetDecimal(), paid[0].GetProperty("interest").GetDecimal());
                Assert.Equal(rows[0].GetProperty("principal").GetDecimal(), paid[0].GetProperty("principal").GetDecimal());
                compared++;
            }
        }

        Assert.InRange(compared, 20, 60);
    }

    [Fact]
    public async Task States_OfALoanThatMoved_EndWhereItStands()
    {
        await twin.StepAsync(40);
        var late = (await twin.GetAsync("/api/loans?limit=1000&filter=" + SmallTwin.Filter("status in ('30_days','60_days','grace_period')"))).GetProperty("loans");
        var seen = 0;
        foreach (var loan in late.EnumerateArray())
        {
            var states = await twin.GetAsync($"/api/loans/{loan.GetProperty("id").GetInt64()}/states");
            if (states.GetProperty("total").GetInt32() > 0)
            {
                Assert.Equal(loan.GetProperty("status").GetString(), states.GetProperty("states")[0].GetProperty("to").GetString());
                seen++;
            }
        }

        Assert.True(seen > 0);
    }

    [Fact]
    public async Task Forecast_OfALoan_SharesOutItsFuturesAndRepeats()
    {
        var loan = (await twin.GetAsync("/api/loans?limit=1&filter=" + SmallTwin.Filter("status eq '30_days' or status eq '60_days' or status eq 'on_time' and product eq 'consumer'") + "&sort=-daysPastDue")).GetProperty("loans")[0].GetProperty("id").GetInt64();

        var forecast = await twin.GetAsync($"/api/loans/{loan}/forecast?months=12&futures=100");
        var again = await twin.GetAsync($"/api/loans/{loan}/forecast?months=12&futures=100");

        var months = forecast.GetProperty("months").EnumerateArray().ToList();
        Assert.Equal(12, months.Count);
        Assert.All(months, month => Assert.Equal(1, month.GetProperty("states").EnumerateObject().Sum(state => state.Value.GetDouble()), 1e-5));
        Assert.Equal(months.Select(month => month.GetProperty("pd").GetDouble()).Order(), months.Select(month => month.GetProperty("pd").GetDouble()));
        Assert.Equal(forecast.GetProperty("months").ToString(), again.GetProperty("months").ToString());
    }

    [Fact]
    public async Task Forecast_OfALoanThatIsOver_SaysSo()
    {
        var loan = (await twin.GetAsync("/api/loans?limit=1&filter=" + SmallTwin.Filter("active eq false"))).GetProperty("loans")[0].GetProperty("id").GetInt64();

        var (status, problem) = await twin.AskAsync($"/api/loans/{loan}/forecast");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["id"], SmallTwin.FieldsOf(problem));
    }

    private static List<long> Ids(JsonElement list) => [.. list.GetProperty("loans").EnumerateArray().Select(loan => loan.GetProperty("id").GetInt64())];
}
