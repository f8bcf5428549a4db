using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoanTwin.Tests.Web.Queries;

namespace LoanTwin.Tests.Web.SecondSource;

[Collection(nameof(SmallTwin))]
public sealed class SecondSourceTests(SmallTwin twin)
{
    [Fact]
    public async Task Health_IsHealthy() => Assert.Equal("healthy", (await twin.GetAsync("/api/health")).GetProperty("status").GetString());

    [Fact]
    public async Task Customers_PageByPage_AreEachOnceAndFoundByNumber()
    {
        var first = await twin.GetAsync("/api/customers/");
        Assert.Equal((100, 0), (first.GetProperty("limit").GetInt32(), first.GetProperty("offset").GetInt32()));
        var total = first.GetProperty("total").GetInt32();
        var seen = new HashSet<long>();
        for (var offset = 0; offset < total; offset += 150)
        {
            var page = await twin.GetAsync($"/api/customers/?limit=150&offset={offset}");
            Assert.All(page.GetProperty("customers").EnumerateArray(), customer => Assert.True(seen.Add(customer.GetProperty("customer_id").GetInt64())));
        }

        Assert.Equal(total, seen.Count);
        var one = await twin.GetAsync($"/api/customers/{seen.First()}");
        Assert.Equal(["customer_id", "full_name", "email", "region", "credit_score", "employment"], one.EnumerateObject().Select(field => field.Name));
        Assert.True(one.GetProperty("employment").GetProperty("monthly_income").GetDecimal() > 0);
        Assert.NotEmpty(one.GetProperty("employment").GetProperty("employer_name").GetString()!);
    }

    [Fact]
    public async Task Registration_IsFoundListedLastAuditedAndTakenOnce()
    {
        var email = $"ada.{Guid.NewGuid():N}@customers.example";
        var before = (await twin.GetAsync("/api/customers?limit=1")).GetProperty("total").GetInt32();
        var body = new { full_name = " Ada Newcomer ", email = email.ToUpperInvariant(), employment = new { employer_name = "Mock & Sons", monthly_income = 64075.50m } };

        using var made = await twin.Client.PostAsJsonAsync("/api/customers/", body, TestContext.Current.CancellationToken);
        using var again = await twin.Client.PostAsJsonAsync("/api/customers/", body, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict), (made.StatusCode, again.StatusCode));
        Assert.Equal(["email"], SmallTwin.FieldsOf(await again.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)));
        var one = await twin.GetAsync(made.Headers.Location!.ToString());
        Assert.Equal(("Ada Newcomer", email, JsonValueKind.Null), (one.GetProperty("full_name").GetString(), one.GetProperty("email").GetString(), one.GetProperty("credit_score").ValueKind));
        Assert.Equal(64075.50m, one.GetProperty("employment").GetProperty("monthly_income").GetDecimal());
        var last = await twin.GetAsync($"/api/customers?limit=5&offset={before - 1}");
        Assert.Equal((before + 1, 2), (last.GetProperty("total").GetInt32(), last.GetProperty("customers").GetArrayLength()));
        Assert.Equal(one.ToString(), last.GetProperty("customers")[1].ToString());
        Assert.Equal(email, twin.AuditOf("customer registered")[^1].GetProperty("email").GetString());
        Assert.Empty(twin.Verify());
    }

    [Theory]
    [InlineData("""{"email":"nobody","employment":{"employer_name":" ","monthly_income":-1,"employment_type":"Idle","car":1},"age":3}""", "age,email,employment.car,employment.employer_name,employment.employment_type,employment.monthly_income,full_name")]
    [InlineData("""{"full_name":"A","email":"Ada <a@b.example>"}""", "email,employment")]
    [InlineData("""{"full_name":"A","email":"a@b.example","employment":{"employer_name":"B","monthly_income":100.001}}""", "employment.monthly_income")]
    public async Task Registration_WithBadFields_NamesThemAll(string body, string fields)
    {
        using var answer = await twin.Client.PostAsync("/api/customers", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(fields.Split(','), SmallTwin.FieldsOf(await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/api/customers", "DeskCustomers")]
    [InlineData("/api/portfolio/summary", "PortfolioSummary")]
    [InlineData("/api/portfolio/repayment-stats", "RepaymentStats")]
    public async Task Reference_OfThisRoom_HasTheFieldsOfTheAnswer(string address, string schema)
    {
        var document = await twin.GetAsync("/openapi/v1.json");
        var stated = document.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties").EnumerateObject().Select(field => field.Name);

        Assert.Equal((await twin.GetAsync(address)).EnumerateObject().Select(field => field.Name), stated);
    }

    [Fact]
    public async Task Summary_InPercent_IsTheMetricsOfTheDay()
    {
        var summary = await twin.GetAsync("/api/portfolio/summary");
        var metrics = (await twin.GetAsync("/api/metrics")).GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("key").GetString()!, metric => metric.GetProperty("value"));
        var (loans, money, risk) = (summary.GetProperty("loan_statistics"), summary.GetProperty("financial_metrics"), summary.GetProperty("risk_metrics"));

        Assert.Equal(metrics["activeLoans"].GetInt32(), loans.GetProperty("active_loans").GetInt32());
        Assert.Equal(metrics["outstanding"].GetDouble(), money.GetProperty("total_outstanding").GetDouble(), .005);
        Assert.Equal(Math.Round(100 * metrics["npaRatio"].GetDouble(), 2), risk.GetProperty("npa_ratio").GetDouble(), .0101);
        Assert.Equal(Math.Round(100.0 * loans.GetProperty("defaulted_loans").GetInt32() / loans.GetProperty("total_loans").GetInt32(), 2), risk.GetProperty("default_rate").GetDouble());
        Assert.InRange(risk.GetProperty("approval_rate").GetDouble(), 1, 99);
        Assert.True(money.GetProperty("total_disbursed").GetDecimal() > money.GetProperty("total_outstanding").GetDecimal() / 2);
    }

    [Fact]
    public async Task NpaAnalysis_ByClass_AddsUpToTheSummary()
    {
        var (summary, analysis) = (await twin.GetAsync("/api/portfolio/summary"), await twin.GetAsync("/api/portfolio/npa-analysis"));
        var classes = analysis.GetProperty("classifications").EnumerateArray().ToList();

        Assert.Equal(summary.GetProperty("loan_statistics").GetProperty("active_loans").GetInt32(), classes.Sum(part => part.GetProperty("loan_count").GetInt32()));
        Assert.Equal(summary.GetProperty("financial_metrics").GetProperty("total_outstanding").GetDecimal(), classes.Sum(part => part.GetProperty("outstanding_amount").GetDecimal()));
        Assert.Equal(summary.GetProperty("financial_metrics").GetProperty("total_npa_amount").GetDecimal(), analysis.GetProperty("total_npa_amount").GetDecimal());
    }

    [Fact]
    public async Task Distribution_ByPurposeAndStatus_CountsEveryLoan()
    {
        var answer = await twin.GetAsync("/api/portfolio/loan-distribution");
        var loans = await twin.GetAsync("/api/loans/loans?limit=1");

        foreach (var part in new[] { "by_purpose", "by_status", "by_product" })
        {
            Assert.Equal(loans.GetProperty("total").GetInt32(), answer.GetProperty(part).EnumerateArray().Sum(entry => entry.GetProperty("count").GetInt32()));
        }
    }

    [Fact]
    public async Task Applications_ByStatusAndCustomer_AreFound()
    {
        await twin.StepAsync(30);
        var all = await twin.GetAsync("/api/loans/applications?limit=1000");
        var approved = await twin.GetAsync("/api/loans/applications?limit=1000&status=Approved");
        var rejected = await twin.GetAsync("/api/loans/applications?limit=1000&status=Rejected");

        Assert.Equal(all.GetProperty("total").GetInt32(), approved.GetProperty("total").GetInt32() + rejected.GetProperty("total").GetInt32());
        Assert.Equal(0, (await twin.GetAsync("/api/loans/applications?status=Pending")).GetProperty("total").GetInt32());
        Assert.All(rejected.GetProperty("applications").EnumerateArray(), application => Assert.NotEmpty(application.GetProperty("reasons").EnumerateArray()));
        var funded = approved.GetProperty("applications").EnumerateArray().First(application => application.GetProperty("customer_id").ValueKind == JsonValueKind.Number);
        var ofCustomer = await twin.GetAsync($"/api/loans/applications?customer_id={funded.GetProperty("customer_id").GetInt64()}");
        Assert.Contains(ofCustomer.GetProperty("applications").EnumerateArray(), application => application.GetProperty("application_id").GetInt64() == funded.GetProperty("application_id").GetInt64());
        Assert.Equal(funded.ToString(), (await twin.GetAsync($"/api/loans/applications/{funded.GetProperty("application_id").GetInt64()}")).ToString());
        Assert.InRange(funded.GetProperty("interest_rate").GetDouble(), 1, 40);
    }

    [Fact]
    public async Task RepaymentStats_OfLivedDays_AddUp()
    {
        await twin.StepAsync(31);
        var stats = await twin.GetAsync("/api/portfolio/repayment-stats");

        Assert.True(stats.GetProperty("total_repayments").GetInt32() > 0);
        Assert.InRange(stats.GetProperty("on_time_rate").GetDouble(), 50, 100);
        Assert.Equal(stats.GetProperty("total_amount_paid").GetDecimal(), stats.GetProperty("by_kind").EnumerateArray().Sum(kind => kind.GetProperty("amount_paid").GetDecimal()));
    }

    [Theory]
    [InlineData("/api/customers/?limit=0&offset=x&page=2", "limit,offset,page")]
    [InlineData("/api/loans/applications?status=Lost&customer_id=me", "customer_id,status")]
    [InlineData("/api/portfolio/summary?by=colour", "by")]
    public async Task Question_WithBadFields_NamesThemAll(string address, string fields)
    {
        var (status, problem) = await twin.AskAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(fields.Split(','), SmallTwin.FieldsOf(problem).Order());
    }
}
