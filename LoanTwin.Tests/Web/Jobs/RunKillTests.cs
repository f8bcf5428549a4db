using System.Net.Http.Json;
using System.Text.Json;

namespace LoanTwin.Tests.Web.Jobs;

/// <summary>The real program, killed in the midst of a long run: it goes on from the finished blocks and comes to the bytes of one that was left alone.</summary>
[Collection(nameof(RunningTwin))]
public sealed class RunKillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData("/api/forecasts", """{"months":12,"paths":60,"seed":3}""")]
    [InlineData("/api/stress/runs", """{"scenario":"fed-2026-severe","paths":10000,"seed":3}""")]
    public async Task Run_KilledInTheMidst_EndsWithTheSameBytes(string address, string question)
    {
        var unkilled = await FounderAsync(async data =>
        {
            await using var twin = await TwinProcess.StartAsync(data: data);
            var job = await AskAsync(twin, address, question);
            await UntilAsync(twin, job, IsDone);
            return await AnswerAsync(twin, address, job);
        });

        var (killedAt, blocks) = (new List<int>(), 0);
        var killed = await FounderAsync(async data =>
        {
            string job;
            await using (var twin = await TwinProcess.StartAsync(data: data))
            {
                job = await AskAsync(twin, address, question);
                killedAt.Add(Blocks(await UntilAsync(twin, job, state => Blocks(state) >= 2)));
                await twin.CrashAsync();
            }

            await using (var again = await TwinProcess.StartAsync(data: data))
            {
                killedAt.Add(Blocks(await UntilAsync(again, job, state => Blocks(state) > killedAt[0])));
                await again.CrashAsync();
            }

            await using var last = await TwinProcess.StartAsync(data: data);
            blocks = (await UntilAsync(last, job, IsDone)).GetProperty("blocksTotal").GetInt32();
            return await AnswerAsync(last, address, job);
        });

        Assert.All(killedAt, at => Assert.InRange(at, 1, blocks - 1));
        Assert.Equal(unkilled, killed);
    }

    private static async Task<string> FounderAsync(Func<string, Task<string>> live)
    {
        var data = Directory.CreateTempSubdirectory("loantwin-run-");
        try
        {
            await FoundedTwin.CopyIntoAsync(data.FullName);
            return await live(data.FullName);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<string> AskAsync(TwinProcess twin, string address, string question)
    {
        using var body = new StringContent(question, System.Text.Encoding.UTF8, "application/json");
        using var answer = await twin.Client.PostAsync(address, body);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job").GetString()!;
    }

    private static async Task<JsonElement> UntilAsync(TwinProcess twin, string job, Func<JsonElement, bool> holds)
    {
        for (var end = DateTime.UtcNow + Patience; DateTime.UtcNow < end;)
        {
            var state = await twin.Client.GetFromJsonAsync<JsonElement>($"/api/jobs/{job}");
            if (holds(state))
            {
                return state;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"job {job}");
    }

    /// <summary>The whole answer as text, its hash with it; which job asked for it is not part of the answer.</summary>
    private static async Task<string> AnswerAsync(TwinProcess twin, string address, string job)
    {
        var run = (await twin.Client.GetFromJsonAsync<JsonElement>($"/api/jobs/{job}")).GetProperty("run").GetString();
        return (await twin.Client.GetStringAsync($"{address}/{run}")).Replace(job, "", StringComparison.Ordinal);
    }

    private static bool IsDone(JsonElement job) => job.GetProperty("state").GetString() == "done";

    private static int Blocks(JsonElement job) => job.GetProperty("blocksDone").GetInt32();
}
