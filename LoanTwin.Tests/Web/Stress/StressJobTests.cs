using System.Net;
using System.Text.Json;
using LoanTwin.Tests.Web.Jobs;
using LoanTwin.Tests.Web.Queries;
using LoanTwin.Web.Jobs;
using LoanTwin.Web.Stress;

namespace LoanTwin.Tests.Web.Stress;

public sealed class StressJobTests
{
    private const string Question = """{"scenario":"fed-2026-severe","quarters":5,"paths":45,"seed":5,"population":"product eq 'auto' or product eq 'creditCard'"}""";

    [Fact]
    public async Task Inputs_Frozen_GiveTheSameBytesFortyDaysLater()
    {
        await using var atOnce = await JobHost.StartAsync();
        var now = await AskAsync(atOnce, Question);
        await atOnce.EndOfAsync(now.Job);

        await using var later = await JobHost.StartAsync();
        await later.OccupyAsync();
        var then = await AskAsync(later, Question);
        await later.StepAsync(40);
        later.Gated.LetEnd(JobService.Workers);
        await later.EndOfAsync(then.Job);

        Assert.Equal(now.Run, then.Run);
        var (first, second) = (atOnce.Records.FindOutcome(now.Run)!, later.Records.FindOutcome(then.Run)!);
        Assert.Equal(first.Json, second.Json);
        Assert.Equal(first.Hash, second.Hash);
    }

    [Fact]
    public async Task Answer_OfARun_IsThatOfTheExpectedEngineWithBandsAroundIt()
    {
        await using var host = await JobHost.StartAsync();
        var run = await FinishedAsync(host, """{"scenario":"fed-2026-severe","paths":60,"seed":2}""");
        var (_, expected) = await host.SendAsync(HttpMethod.Post, "/api/stress/answer", """{"scenario":"fed-2026-severe"}""");

        Assert.Equal(expected.GetProperty("metrics").ToString(), run.GetProperty("metrics").ToString());
        Assert.Equal(expected.GetProperty("bridge").ToString(), run.GetProperty("bridge").ToString());
        Assert.Equal((60, 60, false), (run.GetProperty("pathsAsked").GetInt32(), run.GetProperty("pathsDone").GetInt32(), run.GetProperty("isPartial").GetBoolean()));
        var quarters = run.GetProperty("paths").EnumerateArray().ToList();
        Assert.Equal(9, quarters.Count);
        Assert.Equal(expected.GetProperty("stressed").EnumerateArray().Sum(month => month.GetProperty("loss").GetDecimal()), quarters[^1].GetProperty("loss").GetDecimal());
        Assert.All(quarters, quarter => Assert.True(quarter.GetProperty("capitalBand").GetProperty("p05").GetDouble() <= quarter.GetProperty("capitalBand").GetProperty("p95").GetDouble()));
        var (mean, error) = (run.GetProperty("loss").GetProperty("mean").GetDouble(), run.GetProperty("loss").GetProperty("standardError").GetDouble());
        Assert.InRange((double)quarters[^1].GetProperty("loss").GetDecimal(), mean - (5 * error), mean + (5 * error));
        Assert.Equal(["product", "region", "vintage"], run.GetProperty("segments").EnumerateArray().Select(segment => segment.GetProperty("by").GetString()).Distinct());
    }

    [Fact]
    public async Task Cancelled_InTheMidst_KeepsWhatIsKnownAndGoesOnWhenAskedAgain()
    {
        await using var host = await JobHost.StartAsync();
        var question = """{"scenario":"stagflation","paths":10000,"seed":9}""";
        var (job, id) = await AskAsync(host, question);
        await UntilAsync(host, id, run => run.GetProperty("pathsDone").GetInt32() >= 40);
        await host.SendAsync(HttpMethod.Delete, $"/api/jobs/{job}");
        await JobHost.UntilAsync(() => Task.FromResult(host.Records.Find(job) is { State: JobState.Cancelled } ended ? ended : null));

        var known = (await host.SendAsync(HttpMethod.Get, $"/api/stress/runs/{id}")).Json;

        Assert.Equal(("cancelled", true, JsonValueKind.Null), (known.GetProperty("state").GetString(), known.GetProperty("isPartial").GetBoolean(), known.GetProperty("hash").ValueKind));
        Assert.InRange(known.GetProperty("pathsDone").GetInt32(), 40, 9_980);
        Assert.NotEmpty(known.GetProperty("metrics").EnumerateArray());
        Assert.True(known.GetProperty("loss").GetProperty("standardError").GetDouble() > 0);

        var again = await AskAsync(host, question);
        Assert.Equal(id, again.Run);
        Assert.NotEqual(job, again.Job);
        await host.EndOfAsync(again.Job);
        var whole = (await host.SendAsync(HttpMethod.Get, $"/api/stress/runs/{id}")).Json;
        Assert.Equal(("done", 10_000), (whole.GetProperty("state").GetString(), whole.GetProperty("pathsDone").GetInt32()));
        Assert.True(whole.GetProperty("loss").GetProperty("standardError").GetDouble() < known.GetProperty("loss").GetProperty("standardError").GetDouble());
    }

    [Fact]
    public async Task Run_ThatBeginsWithinAQuarter_HasItsEndBesideThoseOfTheScenario()
    {
        await using var host = await JobHost.StartAsync();
        await host.StepAsync(20);

        var run = await FinishedAsync(host, """{"scenario":"fed-2026-severe","paths":25,"seed":2}""");

        var quarters = run.GetProperty("paths").EnumerateArray().ToList();
        Assert.Equal((10, 25), (quarters.Count, run.GetProperty("pathsDone").GetInt32()));
        Assert.All(quarters, quarter => Assert.Equal(JsonValueKind.Object, quarter.GetProperty("lossBand").ValueKind));
        Assert.Equal(25, run.GetProperty("pathsAsked").GetInt32());
    }

    [Fact]
    public async Task TwoRuns_AtOnce_KeepTheirOwnProgressAndTheResultsTheyHaveAlone()
    {
        string[] worlds = ["fed-2026-severe", "stagflation"];
        await using var alone = await JobHost.StartAsync();
        var hashes = new List<string?>();
        foreach (var world in worlds)
        {
            hashes.Add((await FinishedAsync(alone, QuestionOf(world))).GetProperty("hash").GetString());
        }

        await using var host = await JobHost.StartAsync();
        var (stress, runs) = (host.Get<StressKind>(), new List<Job>());
        foreach (var world in worlds)
        {
            // Two people, as one has one long run under way.
            var inputs = alone.Records.FindOfRun((await AskAsync(alone, QuestionOf(world))).Run)!.Inputs;
            runs.Add((await host.Desk.AskAsync(stress, FrozenInputs.Freeze(inputs.Ask<StressRunQuestion>()), inputs.Seed, world, TestContext.Current.CancellationToken)).Value);
        }

        await JobHost.UntilAsync(async () => await IsUnderWayAsync(runs[0].Run) && await IsUnderWayAsync(runs[1].Run) ? runs : null);
        foreach (var (run, hash) in runs.Zip(hashes))
        {
            await host.EndOfAsync(run.Id);
            var whole = (await host.SendAsync(HttpMethod.Get, $"/api/stress/runs/{run.Run}")).Json;
            Assert.Equal((hash, 10_000), (whole.GetProperty("hash").GetString(), whole.GetProperty("pathsDone").GetInt32()));
        }

        async Task<bool> IsUnderWayAsync(string run)
            => (await host.SendAsync(HttpMethod.Get, $"/api/stress/runs/{run}")).Json.GetProperty("pathsDone").GetInt32() is > 0 and < 10_000;

        static string QuestionOf(string world) => $$"""{"scenario":"{{world}}","paths":10000,"seed":4}""";
    }

    [Fact]
    public async Task Pack_OfARun_IsAPageARowForEachFigureOrTheRunItself()
    {
        await using var host = await JobHost.StartAsync();
        var run = Run(await FinishedAsync(host, """{"scenario":"fed-2026-severe","paths":20,"seed":2}"""));

        var page = await host.Client.GetStringAsync($"/api/stress/runs/{run}/pack");
        var rows = (await host.Client.GetStringAsync($"/api/stress/runs/{run}/pack?format=csv")).Split('\n');
        var (_, json) = await host.SendAsync(HttpMethod.Get, $"/api/stress/runs/{run}/pack?format=json");
        var (status, problem) = await host.SendAsync(HttpMethod.Get, $"/api/stress/runs/{run}/pack?format=pdf");

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains(json.GetProperty("hash").GetString()!, page, StringComparison.Ordinal);
        var capital = json.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("key").GetString() == "capitalRatio").GetProperty("worst").GetDouble();
        Assert.Contains($"metrics,capitalRatio,worst,{capital.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}", rows.Select(row => row.TrimEnd()));
        Assert.Equal((HttpStatusCode.BadRequest, "format"), (status, SmallTwin.FieldsOf(problem).Single()));
    }

    [Fact]
    public async Task Sensitivity_OfARun_SaysWhichFactorDoesTheHarm()
    {
        await using var host = await JobHost.StartAsync();
        var run = Run(await FinishedAsync(host, """{"scenario":"fed-2026-severe","paths":2,"seed":2}"""));

        var (status, found) = await host.SendAsync(HttpMethod.Get, $"/api/stress/runs/{run}/sensitivity");

        Assert.Equal(HttpStatusCode.OK, status);
        var added = found.GetProperty("factors").EnumerateArray().Select(factor => Math.Abs(factor.GetProperty("lossAdded").GetDouble())).ToList();
        Assert.Equal(7, added.Count);
        Assert.Equal(added.OrderDescending(), added);
        Assert.Equal("unemployment", found.GetProperty("factors")[0].GetProperty("factor").GetString());
    }

    [Fact]
    public async Task NoShock_IsTheBaselineToTheLastByte()
    {
        await using var host = await JobHost.StartAsync();

        var run = await FinishedAsync(host, """{"paths":3,"seed":1}""");

        Assert.All(run.GetProperty("metrics").EnumerateArray(), metric => Assert.Equal(metric.GetProperty("base").ToString(), metric.GetProperty("stressed").ToString()));
        Assert.All(run.GetProperty("byProduct").EnumerateArray(), product => Assert.Equal(product.GetProperty("base").ToString(), product.GetProperty("stressed").ToString()));
    }

    [Fact]
    public async Task Compared_OnTheSameLuck_RunsAreRankedAndOthersAreRefused()
    {
        await using var host = await JobHost.StartAsync();
        var mild = Run(await FinishedAsync(host, """{"scenario":"fed-2026-baseline","paths":40,"seed":3}"""));
        var severe = Run(await FinishedAsync(host, """{"scenario":"fed-2026-severe","paths":40,"seed":3}"""));
        var other = Run(await FinishedAsync(host, """{"scenario":"stagflation","paths":40,"seed":4}"""));

        var (status, compared) = await host.SendAsync(HttpMethod.Get, $"/api/stress/compare?runs={mild},{severe}&roe=0");
        var (refused, problem) = await host.SendAsync(HttpMethod.Get, $"/api/stress/compare?runs={mild},{other}&loss=-1");
        var (unlike, luck) = await host.SendAsync(HttpMethod.Get, $"/api/stress/compare?runs={mild},{other}");
        var (unknown, nobody) = await host.SendAsync(HttpMethod.Get, $"/api/stress/compare?runs={mild},nobody");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal([severe, mild], compared.GetProperty("runs").EnumerateArray().Select(Run));
        Assert.Equal(0, compared.GetProperty("roeWeight").GetDouble());
        Assert.All(compared.GetProperty("runs").EnumerateArray(), run => Assert.InRange(run.GetProperty("holds").GetDouble(), .5, 1));
        Assert.Equal((HttpStatusCode.BadRequest, "loss"), (refused, SmallTwin.FieldsOf(problem).Single()));
        Assert.Equal((HttpStatusCode.BadRequest, "runs[1]"), (unlike, SmallTwin.FieldsOf(luck).Single()));
        Assert.Equal((HttpStatusCode.NotFound, "runs[1]"), (unknown, SmallTwin.FieldsOf(nobody).Single()));
    }

    [Fact]
    public async Task Reverse_FoundPathAskedAgain_BreachesTheLimitByNextToNothing()
    {
        await using var host = await JobHost.StartAsync();
        var (_, calm) = await host.SendAsync(HttpMethod.Post, "/api/stress/answer", "{}");
        var limit = calm.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("key").GetString() == "capitalRatio").GetProperty("worst").GetDouble() - .01;
        var asked = await AskAsync(host, $$"""{"metric":"capitalRatio","limit":{{JsonSerializer.Serialize(limit)}},"seed":7}""", "reverse");
        await host.EndOfAsync(asked.Job);

        var reverse = (await host.SendAsync(HttpMethod.Get, $"/api/stress/runs/{asked.Run}")).Json.GetProperty("reverse");

        Assert.True(reverse.GetProperty("found").GetBoolean(), reverse.ToString());
        var scenario = reverse.GetProperty("scenario");
        var factors = scenario.GetProperty("values").ToString()[..^1] + $",\"housePriceBase\":{scenario.GetProperty("housePriceBase")}}}";
        var (_, again) = await host.SendAsync(HttpMethod.Post, "/api/stress/answer", $$"""{"scenario":{{factors}}}""");
        var worst = again.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("key").GetString() == "capitalRatio").GetProperty("worst").GetDouble();
        Assert.InRange(worst, limit - .001, limit);
        Assert.InRange(reverse.GetProperty("percentile").GetDouble(), 0, 1);
        Assert.NotEqual("", reverse.GetProperty("story").GetString());
    }

    [Fact]
    public async Task Reverse_OfALimitThatTheBaselineBreaks_SaysSo()
    {
        await using var host = await JobHost.StartAsync();
        var asked = await AskAsync(host, """{"metric":"capitalRatio","limit":0.9}""", "reverse");
        await host.EndOfAsync(asked.Job);

        var run = (await host.SendAsync(HttpMethod.Get, $"/api/stress/runs/{asked.Run}")).Json;

        Assert.Equal("done", run.GetProperty("state").GetString());
        Assert.False(run.GetProperty("reverse").GetProperty("found").GetBoolean());
        Assert.Contains("baseline", run.GetProperty("reverse").GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs", """{"scenario":"nothing"}""", 404, "scenario")]
    [InlineData("runs", """{"scenario":{"unemployment":[8.5]},"quarters":0,"paths":"many","seed":-1,"colour":"red"}""", 400, "quarters,paths,seed,colour,scenario.unemployment[0]")]
    [InlineData("runs", """{"balanceSheet":"odd","population":"joy eq 1"}""", 400, "balanceSheet,population")]
    [InlineData("runs", """{"balanceSheet":"dynamic","paths":101}""", 400, "paths")]
    [InlineData("runs", """{"population":"watched eq true"}""", 400, "population")]
    [InlineData("reverse", """{"metric":"joy","limit":"x","balanceSheet":"dynamic"}""", 400, "limit,balanceSheet,metric")]
    [InlineData("reverse", "{}", 400, "metric,limit")]
    public async Task BadQuestion_NamesEveryBadField(string address, string body, int status, string fields)
    {
        await using var host = await JobHost.StartAsync();

        var (given, problem) = await host.SendAsync(HttpMethod.Post, $"/api/stress/{address}", body);

        Assert.Equal(status, (int)given);
        Assert.Equal(fields, string.Join(',', SmallTwin.FieldsOf(problem)));
        Assert.Empty(host.Records.ListOpen());
    }

    private static async Task<JsonElement> FinishedAsync(JobHost host, string question)
    {
        var (job, run) = await AskAsync(host, question);
        await host.EndOfAsync(job);
        return (await host.SendAsync(HttpMethod.Get, $"/api/stress/runs/{run}")).Json;
    }

    private static async Task UntilAsync(JobHost host, string run, Func<JsonElement, bool> holds)
        => await JobHost.UntilAsync(async () => (await host.SendAsync(HttpMethod.Get, $"/api/stress/runs/{run}")).Json is var json && holds(json) ? json.ToString() : null);

    private static async Task<(string Job, string Run)> AskAsync(JobHost host, string question, string address = "runs")
    {
        var (status, answer) = await host.SendAsync(HttpMethod.Post, $"/api/stress/{address}", question);
        Assert.True(status == HttpStatusCode.Accepted, answer.ToString());
        return (answer.GetProperty("job").GetString()!, answer.GetProperty("run").GetString()!);
    }

    private static string Run(JsonElement run) => run.GetProperty("run").GetString()!;
}
