using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LoanTwin.Tests.Web.Queries;

namespace LoanTwin.Tests.Web.Portfolio;

[Collection(nameof(SmallTwin))]
public sealed class PortfolioApiTests(SmallTwin twin)
{
    [Fact]
    public async Task Facets_OfAFilter_AreListsBehindEveryBucket()
    {
        var board = await twin.GetAsync("/api/loans/facets?filter=" + SmallTwin.Filter("active eq true and score lt 720"));
        var facets = board.GetProperty("facets").EnumerateArray().ToList();

        Assert.Equal(14, facets.Count);
        foreach (var bucket in facets.SelectMany(facet => facet.GetProperty("buckets").EnumerateArray().Where(bucket => bucket.GetProperty("count").GetInt32() > 0).Take(2)))
        {
            var list = await twin.GetAsync($"/api/loans?limit=1&view={board.GetProperty("view").GetInt64()}&filter={SmallTwin.Filter(bucket.GetProperty("filter").GetString()!)}");
            Assert.Equal(bucket.GetProperty("count").GetInt32(), list.GetProperty("total").GetInt32());
        }

        var total = (await twin.GetAsync("/api/segments?filter=" + SmallTwin.Filter("score lt 720"))).GetProperty("total");
        Assert.Equal(total.GetProperty("balance").GetDecimal(), board.GetProperty("picked").GetProperty("balance").GetDecimal());
        Assert.Equal(total.GetProperty("expectedLoss").GetDecimal(), board.GetProperty("picked").GetProperty("expectedLoss").GetDecimal());
    }

    [Fact]
    public async Task Place_OfEachLoanOfAList_CountsThroughItWithItsNeighbours()
    {
        const string list = "filter=product%20eq%20'auto'&sort=-balance";
        var loans = (await twin.GetAsync($"/api/loans?limit=1000&{list}")).GetProperty("loans").EnumerateArray().Select(loan => loan.GetProperty("shown").GetString()!).ToList();
        foreach (var at in new[] { 0, 1, loans.Count / 2, loans.Count - 1 })
        {
            var place = await twin.GetAsync($"/api/loans/place?loan={loans[at]}&{list}");

            Assert.Equal((at + 1, loans.Count), (place.GetProperty("place").GetInt32(), place.GetProperty("total").GetInt32()));
            Assert.Equal(at == 0 ? null : loans[at - 1], place.GetProperty("previous").GetString());
            Assert.Equal(at == loans.Count - 1 ? null : loans[at + 1], place.GetProperty("next").GetString());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await twin.AskAsync($"/api/loans/place?loan={loans[0]}&filter=product%20eq%20'mortgage'")).Status);
    }

    [Theory]
    [InlineData("loans/facets?filter=boat%20eq%201&colour=1", "colour,filter")]
    [InlineData("loans/place?loan=x&sort=shade", "loan,sort")]
    [InlineData("loans/export?filter=boat%20eq%201&sort=shade&columns=id,colour,id&format=pdf", "columns,columns,filter,format,sort")]
    [InlineData("segments/story?filter=boat%20eq%201&by=1", "by,filter")]
    public async Task Question_WithBadFields_NamesThemAll(string question, string fields)
    {
        var (status, problem) = await twin.AskAsync($"/api/{question}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(fields.Split(','), SmallTwin.FieldsOf(problem).Order());
    }

    [Theory]
    [InlineData("csv", "\n")]
    [InlineData("xlsxcsv", "\r\n")]
    public async Task Export_AsCsv_HasTheRowsOfTheListUnderItsHead(string format, string end)
    {
        const string list = "filter=active%20eq%20true%20and%20score%20lt%20700&sort=-balance";
        var bytes = await twin.Client.GetByteArrayAsync($"/api/loans/export?{list}&format={format}&columns=id,product,balance,ltv,originationDay");
        var loans = (await twin.GetAsync($"/api/loans?limit=1000&{list}")).GetProperty("loans").EnumerateArray().ToList();
        var text = Encoding.UTF8.GetString(bytes);
        var lines = text.TrimStart('\uFEFF').Split(end);

        Assert.Equal(format == "xlsxcsv", text[0] == '\uFEFF');
        Assert.Contains($"# rows: {loans.Count}", lines);
        Assert.Contains("# filter: active eq true and score lt 700", lines);
        Assert.Equal("id,product,balance,ltv,originationDay", lines[9]);
        Assert.Equal(
            loans.Select(loan => $"{loan.GetProperty("id")},{loan.GetProperty("product").GetString()},{loan.GetProperty("balance")},{loan.GetProperty("ltv")},{loan.GetProperty("originationDay").GetString()}"), lines[10..^2]);
        var trailer = text.LastIndexOf("# sha256: ", StringComparison.Ordinal);
        Assert.Equal($"# sha256: {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text[..trailer])))}", lines[^2]);
    }

    [Fact]
    public async Task Export_AsJson_IsTheListWithNothingForMissingValues()
    {
        var loans = (await twin.GetAsync("/api/loans?limit=1000&sort=score")).GetProperty("loans").EnumerateArray().ToList();
        var export = await twin.GetAsync("/api/loans/export?sort=score&format=json");
        var rows = export.GetProperty("loans").EnumerateArray().ToList();

        Assert.Equal(loans.Count, export.GetProperty("rows").GetInt32());
        Assert.Equal(loans.Count, rows.Count);
        foreach (var name in new[] { "id", "product", "status", "balance", "ltv", "pd12", "expectedLoss", "nextDue" })
        {
            Assert.Equal(loans.Select(loan => loan.GetProperty(name).ToString()), rows.Select(row => row.GetProperty(name).ToString()));
        }
    }

    [Fact]
    public async Task Export_Made_StandsInTheAuditLog()
    {
        await twin.Client.GetByteArrayAsync("/api/loans/export?filter=" + SmallTwin.Filter("score eq 12345"));

        var detail = twin.AuditOf("export")[^1];
        Assert.Equal("score eq 12345", detail.GetProperty("filter").GetString());
        Assert.Equal(0, detail.GetProperty("rows").GetInt32());
    }

    [Theory]
    [InlineData("product eq 'creditCard' and score lt 700")]
    [InlineData("region eq 'Southport' and status in ('on_time', 'grace_period')")]
    [InlineData("")]
    public async Task Story_OfASegment_ExplainsItsWholeDifference(string filter)
    {
        await twin.StepAsync(32);
        var story = await twin.GetAsync("/api/segments/story?filter=" + SmallTwin.Filter(filter));
        var (picked, book, drivers) = (story.GetProperty("picked"), story.GetProperty("book"), story.GetProperty("drivers").EnumerateArray().ToList());

        Assert.Equal(
            picked.GetProperty("expectedLossRate").GetDouble() - book.GetProperty("expectedLossRate").GetDouble(), drivers.Sum(driver => driver.GetProperty("difference").GetDouble()), 1e-7);
        Assert.Equal(10, drivers.Count);
        Assert.Equal("within", drivers[^1].GetProperty("field").GetString());
        Assert.Equal(picked.GetProperty("expectedLossRate").GetDouble(), drivers[^1].GetProperty("after").GetDouble(), 1e-7);
        Assert.True(filter.Length > 0 || drivers.All(driver => Math.Abs(driver.GetProperty("difference").GetDouble()) < 1e-9));
    }

    [Fact]
    public async Task Story_OfOneProduct_RollsLikeItAndRanksItAmongTheOthers()
    {
        await twin.StepAsync(32);
        var story = await twin.GetAsync("/api/segments/story?filter=" + SmallTwin.Filter("product eq 'consumer' and balance gt 0"));
        var rolls = await twin.GetAsync("/api/roll-rates?product=consumer");

        Assert.Equal("product eq 'consumer'", story.GetProperty("rolls").GetProperty("restrictedTo").GetString());
        Assert.Equal("balance gt 0", story.GetProperty("rolls").GetProperty("leftOut").GetString());
        Assert.Equal(rolls.GetProperty("cells").ToString(), story.GetProperty("rolls").GetProperty("cells").ToString());
        var peers = story.GetProperty("peers")[0];
        var rates = peers.GetProperty("peers").EnumerateArray().Select(peer => peer.GetProperty("expectedLossRate").GetDouble()).ToList();
        Assert.Equal(rates.OrderDescending(), rates);
        Assert.Equal(story.GetProperty("picked").GetProperty("expectedLossRate").GetDouble(), rates[peers.GetProperty("rank").GetInt32() - 1]);
    }

    [Fact]
    public async Task Moves_BehindEachCell_AreAsManyAndOweAsMuchAsItSays()
    {
        await twin.StepAsync(62);
        const string filter = "score lt 780 and balance gt 0";
        var cells = (await twin.GetAsync("/api/segments/story?filter=" + SmallTwin.Filter(filter))).GetProperty("rolls").GetProperty("cells").EnumerateArray().ToList();
        var moved = cells.Where(cell => cell.GetProperty("from").GetString() != cell.GetProperty("to").GetString() && cell.GetProperty("count").GetInt32() > 0).ToList();

        Assert.NotEmpty(moved);
        foreach (var cell in moved)
        {
            var (from, to) = (cell.GetProperty("from").GetString(), cell.GetProperty("to").GetString());
            var moves = await twin.GetAsync($"/api/segments/moves?limit=1000&from={from}&to={to}&filter=" + SmallTwin.Filter(filter));
            Assert.Equal(cell.GetProperty("count").GetInt32(), moves.GetProperty("total").GetInt32());
            Assert.Equal(cell.GetProperty("count").GetInt32(), moves.GetProperty("moves").GetArrayLength());
            Assert.Equal(cell.GetProperty("balance").GetDecimal(), moves.GetProperty("balance").GetDecimal());
            Assert.Equal(cell.GetProperty("balance").GetDecimal(), moves.GetProperty("moves").EnumerateArray().Sum(move => move.GetProperty("balance").GetDecimal()));
        }
    }

    [Fact]
    public async Task Moves_FromAStateToItself_AreRefused()
    {
        var (status, problem) = await twin.AskAsync("/api/segments/moves?from=on_time&to=on_time&limit=0&filter=luck%20gt%203");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["filter", "limit", "to"], SmallTwin.FieldsOf(problem).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Story_OfNothing_SaysSo()
        => Assert.Equal(HttpStatusCode.UnprocessableEntity, (await twin.AskAsync("/api/segments/story?filter=" + SmallTwin.Filter("score lt 0"))).Status);
}
