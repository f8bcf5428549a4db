using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LoanTwin.Simulation.Lenders;
using LoanTwin.Tests.Web.Storage;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoanTwin.Tests.Web.Twin;

/// <summary>A loan that is brought in from outside: its door, its place in the book and in the tables, and the replay of it.</summary>
public sealed class NewLoanTests : IDisposable
{
    private const string Borrower = "\"score\":700,\"dti\":0.2,\"grade\":2,\"income\":60000,\"region\":\"Lakeland\"";
    private const string Fresh = $$$"""{"type":"newLoan","terms":{"product":"consumer","amount":10000,"annualRate":0.12,"term":12,{{{Borrower}}} }}""";
    private const string PartWay = $$$"""{"type":"newLoan","terms":{"product":"mortgage","amount":300000,"annualRate":0.065,"term":360,"originationDay":"2024-03-31","balance":290000.55,"collateralValue":400000,{{{Borrower}}} }}""";
    private const string Card = $$$"""{"type":"newLoan","terms":{"product":"creditCard","amount":5000,"annualRate":0.22,"balance":2000,{{{Borrower}}} }}""";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("loantwin-data-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Loans_BroughtIn_StandInBookAndLedgerAndAreThereAfterAKill()
    {
        string hash;
        long[] ids;
        await using (var twin = await TwinProcess.StartAsync(data: _data.FullName))
        {
            var first = (await TellAsync(twin, $"[{Fresh},{PartWay},{Card}]")).Body.GetProperty("sequences")[0].GetInt64();
            await StepAsync(twin, 1);
            ids = new long[3];
            for (var i = 0; i < 3; i++)
            {
                var row = await GetAsync(twin, $"/api/inbox/{first + i}");
                Assert.Equal("applied", row.GetProperty("state").GetString());
                ids[i] = row.GetProperty("answer").GetProperty("loanId").GetInt64();
            }

            var strips = (await GetAsync(twin, "/api/reconciliation")).GetProperty("products").EnumerateArray().ToDictionary(strip => strip.GetProperty("product").GetString()!);
            Assert.All(strips.Values, strip => Assert.Equal(0, strip.GetProperty("difference").GetDecimal()));
            Assert.Equal(290_000.55m, strips["mortgage"].GetProperty("transfersIn").GetDecimal());
            Assert.True(strips["consumer"].GetProperty("originations").GetDecimal() >= 10_000);

            var loan = await GetAsync(twin, $"/api/loans/{ids[0]}");
            Assert.Equal((888.49m, 10_000m, 12), (loan.GetProperty("payment").GetDecimal(), loan.GetProperty("loan").GetProperty("balance").GetDecimal(), loan.GetProperty("loan").GetProperty("remainingTerm").GetInt32()));
            Assert.Equal("Lakeland", loan.GetProperty("customer").GetProperty("region").GetString());
            Assert.Equal(339, (await GetAsync(twin, $"/api/loans/{ids[1]}")).GetProperty("loan").GetProperty("remainingTerm").GetInt32());
            Assert.Equal(5_000, (await GetAsync(twin, $"/api/loans/{ids[2]}")).GetProperty("creditLimit").GetDecimal());
            await StepAsync(twin, 60);
            hash = await HashAsync(twin);
            await twin.CrashAsync();
        }

        await using var again = await TwinProcess.StartAsync(data: _data.FullName);
        Assert.Equal(hash, await HashAsync(again));
        Assert.NotEmpty((await GetAsync(again, $"/api/loans/{ids[0]}/payments")).GetProperty("rowsSince").GetString()!);
    }

    [Fact]
    public async Task Terms_WithFaults_NameEachInTheirOwnUnits()
    {
        await using var twin = await TwinProcess.StartAsync();

        var (status, body) = await TellAsync(twin, """
            {"type":"newLoan","loanId":7,"terms":{"product":"auto","amount":0.5,"annualRate":0.9,"balance":20.001,"status":"default","score":900,"dti":"much","grade":2,
             "income":1000,"region":"Mars","originationDay":"2026-05-01","interestDue":3,"boat":1}}
            """);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var faults = body.GetProperty("errors").EnumerateArray().ToLookup(error => error.GetProperty("field").GetString()!, error => error.GetProperty("rule").GetString()!);
        Assert.Equal(
            ["loanId", "terms.amount", "terms.annualRate", "terms.balance", "terms.boat", "terms.collateralValue", "terms.dti", "terms.originationDay", "terms.region", "terms.score", "terms.status", "terms.term"],
            faults.Select(group => group.Key).Order(StringComparer.Ordinal));
        Assert.StartsWith("dollars between 1 and 20000000", faults["terms.amount"].Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'product':'consumer','amount':100,'annualRate':0.1,'term':12,'age':12", "terms.age")]
    [InlineData("'product':'consumer','amount':100,'annualRate':0.1,'term':12,'balance':100.01", "terms.balance")]
    [InlineData("'product':'consumer','amount':100,'annualRate':0.1,'term':12,'interestDue':1", "terms.status")]
    [InlineData("'product':'consumer','amount':100,'annualRate':0.1,'term':12,'status':'90_days'", "terms.defaultDay")]
    [InlineData("'product':'consumer','amount':100,'annualRate':0.1,'term':12,'paysInFull':true,'collateralValue':5", "terms.collateralValue,terms.paysInFull")]
    [InlineData("'product':'creditCard','amount':100,'annualRate':0.1,'term':12,'payment':3,'margin':0.01", "terms.margin, terms.style,terms.payment,terms.term")]
    [InlineData("'product':'auto','amount':100,'annualRate':0.1,'term':12,'collateralValue':1", "terms.collateralValue")]
    [InlineData("'product':'consumer','amount':100,'annualRate':0.1,'term':12,'originationDay':'2025-01-15','dueDay':3", "terms.originationDay")]
    public void Terms_ThatTheDoorRefuses_AreNamedAsSent(string terms, string fields)
    {
        var body = $"{{\"type\":\"newLoan\",\"terms\":{{{terms.Replace('\'', '"')},{Borrower}}}}}";
        using var json = JsonDocument.Parse(body);
        var read = new LoanTwin.Web.Api.JsonFields(json.RootElement);

        var problem = read.With(EventBody.Read(read).Check(new(2026, 1, 1)));

        Assert.Equal(fields, string.Join(',', (problem?.Faults ?? []).Select(fault => fault.Field).Distinct().Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Loan_BroughtIn_IsARowWithItsCustomer()
    {
        var options = new TwinOptions(40, 5, new DateOnly(2026, 1, 1), Pace.Paused);
        await using var store = AStore.Open();
        var records = new TwinRecords(store.Store, TimeProvider.System);
        using (var lender = Lender.Found(options.Plan).Value)
        {
            await records.BeginAsync(lender, [], TestContext.Current.CancellationToken);
        }

        using var twin = new LivingTwin(options, records, new LiveFeed(TimeProvider.System), TimeProvider.System, NullLogger<LivingTwin>.Instance);
        await twin.OpenAsync(TestContext.Current.CancellationToken);
        await store.Store.Writer.WriteAsync(scope => Inbox.AppendAll(scope, "tester", null, EventBody.Kind, [Stored(Fresh), Stored(Fresh)], DateTimeOffset.UnixEpoch));
        await twin.LiveDayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, store.Count("loans JOIN customers ON customers.id = loans.customer_id JOIN inbox ON json_extract(inbox.answer, '$.loanId') = loans.id WHERE amount_cents = 1000000 AND origination_day = applied_day AND customers.region = 'Lakeland'"));
        Assert.Empty(store.Verify());
    }

    private static string Stored(string body)
    {
        using var json = JsonDocument.Parse(body);
        return EventBody.Read(new(json.RootElement)).ToJson();
    }

    private static async Task StepAsync(TwinProcess twin, int days)
        => (await twin.Client.PostAsync("/api/twin/step", JsonContent.Create(new { days }))).EnsureSuccessStatusCode();

    private static Task<JsonElement> GetAsync(TwinProcess twin, string address) => twin.Client.GetFromJsonAsync<JsonElement>(address);

    private static async Task<string> HashAsync(TwinProcess twin) => (await GetAsync(twin, "/api/twin")).GetProperty("stateHash").GetString()!;

    private static async Task<(HttpStatusCode Status, JsonElement Body)> TellAsync(TwinProcess twin, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await twin.Client.PostAsync("/api/events", content);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
