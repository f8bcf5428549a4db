using System.Net;
using LoanTwin.Web.Api;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace LoanTwin.Tests.Web.Api;

public sealed class RefusalTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task UnknownFormula_Asked_ListsTheKnownOnes()
    {
        var answer = await host.AskAsync("apy", "{}");

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(["path"], answer.Fields);
        Assert.All(
            ["amortization", "apr", "cascade", "day-count", "psa", "transition-power", "xirr"],
            name => Assert.Contains($"/api/formulas/{name}", answer.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "/api/formulas/apr", 405, "method")]
    [InlineData("DELETE", "/api/formulas/cascade", 405, "method")]
    [InlineData("GET", "/api", 404, "path")]
    [InlineData("GET", "/api/no/such/thing", 404, "path")]
    [InlineData("POST", "/api/formulas", 404, "path")]
    public async Task Address_ThatNobodyAnswersAt_IsAProblem(string method, string address, int status, string field)
    {
        var answer = await host.SendAsync(new HttpMethod(method), address);

        Assert.Equal(status, (int)answer.Status);
        Assert.Equal([field], answer.Fields);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Body_OfAnotherType_IsRefusedByItsHeader(string? type)
    {
        var answer = await host.SendAsync(HttpMethod.Post, "/api/formulas/psa", """{"speed":100,"months":1}""", type);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
        Assert.Equal(["Content-Type"], answer.Fields);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/problem+json")]
    public async Task Body_OfAJsonType_IsRead(string type) => Assert.Equal(HttpStatusCode.OK, (await host.AskAsync("psa", """{"speed":100,"months":1}""", type)).Status);

    [Theory]
    [InlineData("", "body")]
    [InlineData("   ", "body")]
    [InlineData("null", "body")]
    [InlineData("[1]", "body")]
    [InlineData("{", "body")]
    [InlineData("{\"speed\":100,\"months\":1}}", "body")]
    [InlineData("{\"speed\":}", "speed")]
    [InlineData("{\"speed\":01,\"months\":1}", "speed")]
    [InlineData("{\"speed\":100,\"months\":[1,", "months[1]")]
    [InlineData("{\"speed\":{\"a\":tru},\"months\":1}", "speed.a")]
    [InlineData("{\"speed\":\"\\ud800\",\"months\":1}", "speed")]
    [InlineData("{\"speed\":1e999,\"months\":1}", "speed")]
    [InlineData("{\"speed\":NaN,\"months\":Infinity}", "speed", "months")]
    [InlineData("{\"speed\":-Infinity,\"months\":1.5}", "speed", "months")]
    [InlineData("{\"speed\":\"NaN\",\"months\":1e30}", "speed", "months")]
    [InlineData("{\"speed\":null,\"months\":true}", "speed", "months")]
    [InlineData("{\"speed\":\"100\"}", "speed", "months")]
    [InlineData("{\"speed\":100,\"months\":1,\"month\":1,\"Speed\":1}", "Speed", "month")]
    [InlineData("{\"speed\":100,\"speed\":200,\"months\":1}", "speed")]
    [InlineData("{}", "speed", "months")]
    public async Task Body_WithBadFields_NamesEachOfThem(string json, params string[] fields)
    {
        var answer = await host.AskAsync("psa", json);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(fields, answer.Fields);
    }

    [Fact]
    public async Task Body_DeeperThanAnyQuestion_IsRefused()
        => Assert.NotEmpty((await host.AskAsync("psa", string.Concat(Enumerable.Repeat("{\"a\":", 500)))).Fields);

    [Fact]
    public async Task Body_AboveOneMegabyte_IsRefused()
    {
        var answer = await host.AskAsync("psa", "{\"speed\":100,\"months\":1}" + new string(' ', RequestBody.MostBytes));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Equal(["body"], answer.Fields);
    }

    [Fact]
    public async Task Value_ThatIsLong_IsCutInTheAnswer()
        => Assert.InRange((await host.AskAsync("psa", $$"""{"speed":"{{new string('9', 100_000)}}","months":1}""")).Text.Length, 1, 1_000);

    [Fact]
    public async Task Failure_OfOurOwn_SaysNothingOfTheException()
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() }, TraceIdentifier = "trace-7" };
        context.Features.Set<IExceptionHandlerFeature>(new ExceptionHandlerFeature { Error = new InvalidOperationException("secret") });

        await StatusAnswers.FailAsync(context);

        context.Response.Body.Position = 0;
        var text = await new StreamReader(context.Response.Body).ReadToEndAsync();
        Assert.Equal(500, context.Response.StatusCode);
        Assert.Contains("\"traceId\":\"trace-7\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }
}
