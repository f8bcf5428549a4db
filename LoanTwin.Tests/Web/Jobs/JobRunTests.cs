using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LoanTwin.Tests.Web.Queries;
using LoanTwin.Web.Jobs;
using LoanTwin.Web.Twin;

namespace LoanTwin.Tests.Web.Jobs;

public sealed class JobRunTests
{
    [Fact]
    public async Task Job_WorkedOff_IsDoneAndItsBlocksAreMergedInOrder()
    {
        await using var host = await JobHost.StartAsync();
        var job = await host.AskAsync("x", blocks: 3);
        host.Gated.LetEnd(3);

        var done = await host.EndOfAsync(job.Id);

        Assert.Equal((JobState.Done, 3, 3), (done.State, done.BlocksDone, done.BlocksTotal));
        Assert.Equal("\"x0 after 0;x1 after 1;x2 after 2;\"", host.Records.FindOutcome(job.Run)!.Json);
        Assert.Empty(host.Records.ReadBlocks(job.Run));
        Assert.Equal(("x: 3", "done"), Seen(await host.SendAsync(HttpMethod.Get, $"/api/jobs/{job.Id}")));
    }

    [Fact]
    public async Task SameQuestion_AskedAgain_IsTheSameRunAndNotWorkedOnAgain()
    {
        await using var host = await JobHost.StartAsync();
        var job = await host.AskAsync("x", blocks: 1, author: "ada");
        host.Gated.LetEnd();
        await host.EndOfAsync(job.Id);

        var again = await host.AskAsync("x", blocks: 1, author: "ada");
        var byBob = await host.AskAsync("x", blocks: 1, author: "bob");
        await host.StepAsync(1);
        var tomorrow = await host.AskAsync("x", blocks: 1, author: "ada");

        Assert.Equal(job.Id, again.Id);
        Assert.Equal((job.Run, JobState.Done), (byBob.Run, byBob.State));
        Assert.NotEqual(job.Run, tomorrow.Run);
    }

    [Fact]
    public async Task Cancelled_AfterTwoBlocks_KeepsThemForWhoeverAsksAgain()
    {
        await using var host = await JobHost.StartAsync();
        var job = await host.AskAsync("x", blocks: 4);
        Assert.Equal("x0", host.Gated.NextBegun());
        host.Gated.LetEnd(2);
        Assert.Equal("x1", host.Gated.NextBegun());
        Assert.Equal("x2", host.Gated.NextBegun());

        var cancelled = await host.SendAsync(HttpMethod.Delete, $"/api/jobs/{job.Id}");
        var twice = await host.SendAsync(HttpMethod.Delete, $"/api/jobs/{job.Id}");

        Assert.Equal(("x: 2", "cancelled"), Seen(cancelled));
        Assert.Equal(HttpStatusCode.Conflict, twice.Status);
        Assert.Equal(["state"], SmallTwin.FieldsOf(twice.Json));
        Assert.Equal(["cancelled"], SmallTwin.ValuesOf(twice.Json));
        Assert.Equal([0, 1], host.Records.ReadBlocks(job.Run).Keys.Order());

        var again = await host.AskAsync("x", blocks: 4);
        Assert.Equal("x2", host.Gated.NextBegun()); // the cancelled job has left its thread: an author has one long run at a time
        host.Gated.LetEnd(2);
        Assert.Equal("x3", host.Gated.NextBegun());
        await host.EndOfAsync(again.Id);
        Assert.False(host.Gated.HasBegunMore);
        Assert.Equal("\"x0 after 0;x1 after 1;x2 after 2;x3 after 3;\"", host.Records.FindOutcome(job.Run)!.Json);
    }

    [Fact]
    public async Task LiveQuestion_ComesBetweenTheBlocksOfLongOnes()
    {
        await using var host = await JobHost.StartAsync();
        for (var worker = 0; worker < JobService.Workers; worker++)
        {
            await host.AskAsync($"long{worker}-", blocks: 2, author: $"author {worker}");
            Assert.Equal($"long{worker}-0", host.Gated.NextBegun());
        }

        var live = await host.AskAsync("live", blocks: 1, author: "bob", isLive: true);
        host.Gated.LetEnd();

        Assert.Equal("live0", host.Gated.NextBegun());
        host.Gated.LetEnd(2 * JobService.Workers);
        Assert.Equal(JobState.Done, (await host.EndOfAsync(live.Id)).State);
    }

    [Fact]
    public async Task BlockThatThrows_FailsTheJobWithItsReason()
    {
        await using var host = await JobHost.StartAsync();
        var job = await host.AskAsync("x", blocks: 3, failsAt: 1);
        host.Gated.LetEnd(2);

        var failed = await host.EndOfAsync(job.Id);

        Assert.Equal((JobState.Failed, 1, "this block cannot be worked out"), (failed.State, failed.BlocksDone, failed.Problem));
    }

    [Fact]
    public async Task Job_WhoseStateIsNotKept_IsInterrupted()
    {
        await using var host = await JobHost.StartAsync();
        var asked = (await host.AskAsync("x", blocks: 1)).Inputs;
        host.Gated.LetEnd();
        var gone = asked with { StateDay = asked.StateDay - 31, Day = asked.Day - 5 };
        var job = await host.Records.AskAsync(gone, "bob", 1, TestContext.Current.CancellationToken);
        host.Desk.Queue(job);

        var interrupted = await host.EndOfAsync(job.Id);

        Assert.Equal(JobState.Interrupted, interrupted.State);
        Assert.Contains("2025-12-01", interrupted.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Job_OfAnotherMethod_IsInterrupted()
    {
        await using var host = await JobHost.StartAsync();
        var asked = (await host.AskAsync("x", blocks: 1)).Inputs;
        host.Gated.LetEnd();
        var job = await host.Records.AskAsync(asked with { Versions = asked.Versions with { Method = 99 } }, "bob", 1, TestContext.Current.CancellationToken);
        host.Desk.Queue(job);

        Assert.Equal(JobState.Interrupted, (await host.EndOfAsync(job.Id)).State);
    }

    [Fact]
    public async Task List_IsReadPageByPage_NewestFirst()
    {
        await using var host = await JobHost.StartAsync();
        await host.OccupyAsync();
        var asked = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            asked.Add((await host.AskAsync($"x{i}-", blocks: 1)).Id);
            await Task.Delay(2, TestContext.Current.CancellationToken); // ids are in the order of milliseconds
        }

        var (listed, cursor) = (new List<string>(), "");
        do
        {
            var page = (await host.SendAsync(HttpMethod.Get, $"/api/jobs?state=queued&limit=2{cursor}")).Json;
            Assert.Equal(5, page.GetProperty("total").GetInt32());
            listed.AddRange(page.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("id").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(asked.AsEnumerable().Reverse(), listed);
        Assert.Equal(asked, host.Board.Jobs.Where(job => job.State == JobState.Queued).Select(job => job.Id).Reverse());
    }

    [Theory]
    [InlineData("GET", "/api/jobs?state=lost&limit=0&cursor=x&colour=red", 400, "state,limit,cursor,colour")]
    [InlineData("GET", "/api/jobs/nobody", 404, "id")]
    [InlineData("DELETE", "/api/jobs/nobody", 404, "id")]
    public async Task BadQuestion_NamesEveryBadField(string method, string address, int status, string fields)
    {
        await using var host = await JobHost.StartAsync();

        var (given, problem) = await host.SendAsync(new(method), address);

        Assert.Equal(status, (int)given);
        Assert.Equal(fields, string.Join(',', SmallTwin.FieldsOf(problem)));
    }

    [Fact]
    public async Task Watchers_OfTheTopic_AreToldHowAJobGetsOn()
    {
        await using var host = await JobHost.StartAsync();
        var job = await host.AskAsync("x", blocks: 2);
        host.Gated.NextBegun();
        using var socket = await host.Server.CreateWebSocketClient().ConnectAsync(new("ws://localhost/hubs/twin"), TestContext.Current.CancellationToken);
        await TellAsync(socket, """{"protocol":"json","version":1}""");
        await TellAsync(socket, """{"type":1,"target":"Watch","arguments":[["job"]],"invocationId":"1"}""");

        var states = new List<string>();
        await foreach (var message in MessagesAsync(socket))
        {
            if (message.TryGetProperty("target", out var target) && target.GetString() == "job")
            {
                var told = message.GetProperty("arguments")[0];
                Assert.Equal(job.Id, told.GetProperty("id").GetString());
                states.Add(told.GetProperty("state").GetString()!);
                host.Gated.LetEnd(2);
            }

            if (states.LastOrDefault() == "done")
            {
                break;
            }
        }

        Assert.Equal("running", states[0]);
    }

    [Fact]
    public async Task Retention_KeepsTheStateThatARunOfSomebodyBeginsFrom()
    {
        await using var host = await JobHost.StartAsync();
        var first = await host.AskAsync("x", blocks: 1);
        host.Gated.LetEnd();
        await host.EndOfAsync(first.Id);
        var unnamed = new DateOnly(2026, 1, 31).DayNumber;

        await host.StepAsync(31 * 38);

        var records = host.Get<TwinRecords>();
        Assert.True(records.KeepsState(first.Inputs.StateDay));
        Assert.False(records.KeepsState(unnamed));
    }

    private static (string? Text, string? State) Seen((HttpStatusCode Status, JsonElement Json) answer)
        => (answer.Json.GetProperty("text").GetString(), answer.Json.GetProperty("state").GetString());

    private static Task TellAsync(WebSocket socket, string message)
        => socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    private static async IAsyncEnumerable<JsonElement> MessagesAsync(WebSocket socket)
    {
        var (text, buffer) = (new StringBuilder(), new byte[1 << 16]);
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30));
            text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
            var messages = text.ToString().Split('\u001e');
            text.Clear().Append(messages[^1]);
            foreach (var message in messages[..^1])
            {
                using var json = JsonDocument.Parse(message);
                yield return json.RootElement.Clone();
            }
        }
    }
}
