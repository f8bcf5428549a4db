using System.Net;
using System.Text.Json;
using LoanTwin.Tests.Web.Jobs;
using LoanTwin.Tests.Web.Queries;
using LoanTwin.Web.Forecasts;
using LoanTwin.Web.Jobs;
using LoanTwin.Web.Twin;

namespace LoanTwin.Tests.Web.Forecasts;

public sealed class ForecastJobTests
{
    private const string Question = """{"months":4,"paths":15,"seed":5}""";

    [Fact]
    public async Task Inputs_Frozen_GiveTheSameBytesFortyDaysLater()
    {
        await using var atOnce = await JobHost.StartAsync();
        await LiveToTheTwelfthAsync(atOnce);
        var now = await AskAsync(atOnce);
        await atOnce.EndOfAsync(now.Job);

        await using var later = await JobHost.StartAsync();
        await LiveToTheTwelfthAsync(later);
        await later.OccupyAsync();
        var then = await AskAsync(later);
        await later.StepAsync(40);
        later.Gated.LetEnd(JobService.Workers);
        await later.EndOfAsync(then.Job);

        Assert.Equal(now.Run, then.Run);
        var (first, second) = (atOnce.Records.FindOutcome(now.Run)!, later.Records.FindOutcome(then.Run)!);
        Assert.Equal(first.Json, second.Json);
        Assert.Equal(first.Hash, second.Hash);
        Assert.Equal(new DateOnly(2026, 1, 12), ForecastOutcome.Parse(second.Json).Day);
    }

    [Fact]
    public async Task Answer_OfAFinishedRun_IsReadWholeAndByMetric()
    {
        await using var host = await JobHost.StartAsync();
        await host.OccupyAsync();
        var asked = await AskAsync(host);
        var early = await host.SendAsync(HttpMethod.Get, $"/api/forecasts/{asked.Run}");
        host.Gated.LetEnd(JobService.Workers);
        await host.EndOfAsync(asked.Job);

        var whole = (await host.SendAsync(HttpMethod.Get, $"/api/forecasts/{asked.Run}")).Json;
        var one = (await host.SendAsync(HttpMethod.Get, $"/api/forecasts/{asked.Run}?metric=outstanding")).Json;

        Assert.Equal((HttpStatusCode.Conflict, "queued"), (early.Status, SmallTwin.ValuesOf(early.Json)[0]));
        Assert.Equal(("2026-01-01", 4, 15, 5), (whole.GetProperty("day").GetString(), whole.GetProperty("months").GetInt32(), whole.GetProperty("paths").GetInt32(), whole.GetProperty("seed").GetInt32()));
        Assert.Equal(38, whole.GetProperty("metrics").GetArrayLength());
        Assert.Equal(host.Records.FindOutcome(asked.Run)!.Hash, whole.GetProperty("hash").GetString());
        var points = Assert.Single(one.GetProperty("metrics").EnumerateArray()).GetProperty("points");
        Assert.Equal(
            ["2026-01-11", "2026-01-21", "2026-01-31", "2026-02-10", "2026-02-20", "2026-02-28", "2026-03-02", "2026-03-12", "2026-03-22", "2026-03-31", "2026-04-01", "2026-04-30"],
            points.EnumerateArray().Select(point => point.GetProperty("day").GetString()));
        Assert.All(points.EnumerateArray(), point => Assert.InRange(
            point.GetProperty("p50").GetDouble(), point.GetProperty("p05").GetDouble(), point.GetProperty("p95").GetDouble()));
    }

    [Fact]
    public async Task Seed_OtherThanBefore_IsAnotherAnswer()
    {
        await using var host = await JobHost.StartAsync();
        var five = await AskAsync(host);
        var six = await AskAsync(host, Question.Replace("5}", "6}", StringComparison.Ordinal));
        await host.EndOfAsync(five.Job);
        await host.EndOfAsync(six.Job);

        Assert.NotEqual(five.Run, six.Run);
        Assert.NotEqual(
            ForecastOutcome.Parse(host.Records.FindOutcome(five.Run)!.Json).Metrics[0].Points[^1].Mean,
            ForecastOutcome.Parse(host.Records.FindOutcome(six.Run)!.Json).Metrics[0].Points[^1].Mean);
    }

    [Theory]
    [InlineData("POST", "/api/forecasts", """{"months":0,"paths":"many","seed":-1,"colour":"red"}""", 400, "months,paths,seed,colour")]
    [InlineData("POST", "/api/forecasts", """{"months":61,"paths":1001,"seed":1.5}""", 400, "months,paths,seed")]
    [InlineData("GET", "/api/forecasts/latest?metric=joy&x=1", null, 400, "metric,x")]
    [InlineData("GET", "/api/forecasts/latest", null, 404, "run")]
    [InlineData("GET", "/api/forecasts/nobody", null, 404, "run")]
    public async Task BadQuestion_NamesEveryBadField(string method, string address, string? body, int status, string fields)
    {
        await using var host = await JobHost.StartAsync();

        var (given, problem) = await host.SendAsync(new(method), address, body);

        Assert.Equal(status, (int)given);
        Assert.Equal(fields, string.Join(',', SmallTwin.FieldsOf(problem)));
    }

    [Fact]
    public async Task Refresh_OfTheTwin_FollowsTheMonthsOneAtATime()
    {
        await using var host = await JobHost.StartAsync(refreshes: true);
        var shelf = host.Get<ForecastShelf>();
        var first = await JobHost.UntilAsync(() => Task.FromResult(shelf.LatestOf("roe")));
        Assert.Equal((new DateOnly(2026, 1, 1), 0, 12, 100, 20), (first.Day, first.AgeDays, first.Months, first.Paths, first.Points.Count));

        await host.StepAsync(20);
        Assert.Equal(20, shelf.LatestOf("roe")!.AgeDays);
        await host.StepAsync(45);
        var next = await JobHost.UntilAsync(() => Task.FromResult(shelf.LatestOf("roe") is { } line && line.Run != first.Run ? line : null));

        Assert.InRange(next.Day, new DateOnly(2026, 1, 31), host.Day);
        Assert.Null(shelf.LatestOf("joy"));
        var own = host.Records.List(null, null, 100).Reverse().ToList();
        Assert.All(own, job => Assert.Equal(Author.Twin, job.Author));
        Assert.InRange(own.Count, 2, 3); // two months have closed
        Assert.All(own.Zip(own.Skip(1)), pair => Assert.True(pair.First.Ended <= pair.Second.Queued));
        var latest = (await host.SendAsync(HttpMethod.Get, "/api/forecasts/latest?metric=roe")).Json;
        Assert.Contains(latest.GetProperty("run").GetString(), own.Select(job => job.Run));
    }

    private static async Task LiveToTheTwelfthAsync(JobHost host)
    {
        // What is told to the twin must be told to it again when the day is made anew.
        var loans = (await host.SendAsync(HttpMethod.Get, $"/api/loans?limit=1&filter={SmallTwin.Filter("active eq true and balance gt 1000")}")).Json;
        var loan = loans.GetProperty("loans")[0].GetProperty("id").GetInt64();
        await host.StepAsync(4);
        var (status, _) = await host.SendAsync(HttpMethod.Post, "/api/events", $$"""{"type":"payment","loanId":{{loan}},"amount":250}""");
        Assert.Equal(HttpStatusCode.Accepted, status);
        await host.StepAsync(7);
    }

    private static async Task<(string Job, string Run)> AskAsync(JobHost host, string question = Question)
    {
        var (status, answer) = await host.SendAsync(HttpMethod.Post, "/api/forecasts", question);
        Assert.Equal(HttpStatusCode.Accepted, status);
        return (answer.GetProperty("job").GetString()!, answer.GetProperty("run").GetString()!);
    }
}
