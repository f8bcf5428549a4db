using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace LoanTwin.Tests.Web.Twin;

public sealed class LivingTwinTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("loantwin-data-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task A_first_start_stands_on_the_start_day_with_its_figures()
    {
        await using var twin = await StartAsync();

        var state = await GetAsync(twin, "/api/twin");
        var metrics = await GetAsync(twin, "/api/metrics");

        Assert.Equal("2026-01-01", state.GetProperty("day").GetString());
        Assert.Equal("paused", state.GetProperty("pace").GetString());
        Assert.InRange(state.GetProperty("loans").GetInt32(), 240, 360);
        Assert.Equal(38, metrics.GetProperty("metrics").GetArrayLength());
    }

    [Fact]
    public async Task A_killed_twin_goes_on_bit_for_bit()
    {
        string killedHash;
        await using (var twin = await StartAsync())
        {
            await StepAsync(twin, 45);
            await twin.CrashAsync();
        }

        await using (var again = await StartAsync())
        {
            Assert.Equal("2026-02-15", (await GetAsync(again, "/api/twin")).GetProperty("day").GetString());
            await StepAsync(again, 20);
            killedHash = await HashAsync(again);
        }

        await using var unkilled = await TwinProcess.StartAsync();
        await StepAsync(unkilled, 65);
        Assert.Equal(await HashAsync(unkilled), killedHash);
    }

    [Fact]
    public async Task What_is_told_is_applied_on_the_next_day_and_answered_once()
    {
        await using var twin = await StartAsync();
        var told = await TellAsync(twin, """{"type":"payment","loanId":7,"amount":10}""", "key-1");
        var again = await TellAsync(twin, """{"type":"payment","loanId":7,"amount":10}""", "key-1");
        var other = await TellAsync(twin, """{"type":"payment","loanId":7,"amount":11}""", "key-1");

        Assert.Equal(HttpStatusCode.Accepted, told.Status);
        Assert.Equal(told.Body.GetProperty("sequence").GetInt64(), again.Body.GetProperty("sequence").GetInt64());
        Assert.Equal(HttpStatusCode.Conflict, other.Status);

        await StepAsync(twin, 1);
        var row = await GetAsync(twin, $"/api/inbox/{told.Body.GetProperty("sequence").GetInt64()}");
        Assert.Equal("refused", row.GetProperty("state").GetString());
        Assert.Equal("2026-01-02", row.GetProperty("appliedDay").GetString());
        Assert.Contains("loanId", row.GetProperty("answer").ToString());
    }

    [Fact]
    public async Task Events_that_make_no_sense_name_every_bad_field()
    {
        await using var twin = await StartAsync();

        var (status, body) = await TellAsync(twin, """{"type":"rent","loanId":"x","effective":"2020-01-01","colour":"red"}""", null);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["colour", "effective", "loanId", "type"], body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()).Order());
    }

    [Theory]
    [InlineData("/api/twin/pace", """{"pace":"warp"}""", "pace")]
    [InlineData("/api/twin/step", """{"days":0}""", "days")]
    [InlineData("/api/twin/step", "{}", "days")]
    public async Task Commands_out_of_range_are_refused_by_name(string address, string body, string field)
    {
        await using var twin = await StartAsync();

        var answer = await twin.Client.PostAsync(address, new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(field, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task Steps_while_days_go_by_are_a_conflict()
    {
        await using var twin = await StartAsync();
        await twin.Client.PostAsync("/api/twin/pace", JsonContent.Create(new { pace = "fast" }));

        var answer = await twin.Client.PostAsync("/api/twin/step", JsonContent.Create(new { days = 1 }));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task Days_go_by_at_the_pace_that_is_set()
    {
        await using var twin = await StartAsync();
        await twin.Client.PostAsync("/api/twin/pace", JsonContent.Create(new { pace = "fastest" }));

        while (DateOnly.Parse((await GetAsync(twin, "/api/twin")).GetProperty("day").GetString()!, System.Globalization.CultureInfo.InvariantCulture) < new DateOnly(2026, 1, 11))
        {
            await Task.Delay(50);
        }

        await twin.Client.PostAsync("/api/twin/pace", JsonContent.Create(new { pace = "paused" }));
        var strips = (await GetAsync(twin, "/api/reconciliation")).GetProperty("products");
        Assert.All(strips.EnumerateArray(), strip => Assert.Equal(0, strip.GetProperty("difference").GetDecimal()));
    }

    [Fact]
    public async Task A_raw_web_socket_gets_each_new_picture()
    {
        await using var twin = await StartAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(twin.Address) { Scheme = "ws", Path = "/hubs/twin" }.Uri, TestContext.Current.CancellationToken);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        await SendAsync(socket, """{"type":1,"target":"Watch","arguments":[["snapshot"]],"invocationId":"1"}""");

        var first = await SnapshotAsync(socket, "2026-01-01");
        await StepAsync(twin, 1);
        var next = await SnapshotAsync(socket, "2026-01-02");

        Assert.Equal(38, first.GetProperty("metrics").GetArrayLength());
        Assert.Equal(first.GetProperty("commitSequence").GetInt64() + 1, next.GetProperty("commitSequence").GetInt64());
    }

    [Fact]
    public async Task A_second_program_on_the_same_folder_is_refused_with_one_line()
    {
        await using var twin = await StartAsync();

        var (code, _, error) = await TwinProcess.RunToEndAsync("http://127.0.0.1:0", $"--Storage:Folder={_data.FullName}");

        Assert.Equal(78, code);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Settings_that_make_no_sense_end_the_program_and_name_themselves()
    {
        var (code, _, error) = await TwinProcess.RunToEndAsync("http://127.0.0.1:0", $"--Storage:Folder={_data.FullName}", "--Twin:Loans=many", "--Twin:Pace=warp");

        Assert.Equal(2, code);
        Assert.Contains("Twin:Loans", error);
        Assert.Contains("Twin:Pace", error);
    }

    private Task<TwinProcess> StartAsync() => TwinProcess.StartAsync(data: _data.FullName);

    private static async Task StepAsync(TwinProcess twin, int days)
        => (await twin.Client.PostAsync("/api/twin/step", JsonContent.Create(new { days }))).EnsureSuccessStatusCode();

    private static Task<JsonElement> GetAsync(TwinProcess twin, string address) => twin.Client.GetFromJsonAsync<JsonElement>(address);

    private static async Task<string> HashAsync(TwinProcess twin) => (await GetAsync(twin, "/api/twin")).GetProperty("stateHash").GetString()!;

    private static async Task<(HttpStatusCode Status, JsonElement Body)> TellAsync(TwinProcess twin, string body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/events") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        var answer = await twin.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static Task SendAsync(ClientWebSocket socket, string message)
        => socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    /// <summary>Reads frames of the JSON protocol, each ended by a record separator, until the picture of a day comes.</summary>
    private static async Task<JsonElement> SnapshotAsync(ClientWebSocket socket, string day)
    {
        var (text, buffer) = (new StringBuilder(), new byte[1 << 16]);
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20));
            text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
            var messages = text.ToString().Split('\u001e');
            text.Clear().Append(messages[^1]);
            foreach (var message in messages[..^1])
            {
                using var json = JsonDocument.Parse(message);
                if (json.RootElement.TryGetProperty("target", out var target) && target.GetString() == "snapshot" && json.RootElement.GetProperty("arguments")[0].GetProperty("day").GetString() == day)
                {
                    return json.RootElement.GetProperty("arguments")[0].Clone();
                }
            }
        }
    }
}
