using System.Net.Http.Json;
using System.Text.Json;

namespace LoanTwin.Tests.Web.Forecasts;

/// <summary>The real program, killed in the midst of a forecast: it goes on from the finished blocks and comes to the bytes of one that was left alone.</summary>
[Collection(nameof(RunningTwin))]
public sealed class ForecastKillTests
{
    private static readonly object Question = new { months = 12, paths = 60, seed = 3 };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Forecast_KilledInTheMidst_EndsWithTheSameBytes()
    {
        var unkilled = await FounderAsync(async data =>
        {
            await using var twin = await TwinProcess.StartAsync(data: data);
            var job = await AskAsync(twin);
            await UntilAsync(twin, job, IsDone);
            return await AnswerAsync(twin, job);
        });

        var (killedAt, blocks) = (new List<int>(), 0);
        var killed = await FounderAsync(async data =>
        {
            string job;
            await using (var twin = await TwinProcess.StartAsync(data: data))
            {
                job = await AskAsync(twin);
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
            return await AnswerAsync(last, job);
        });

        Assert.All(killedAt, at => Assert.InRange(at, 1, blocks - 1));
        Assert.Equal(unkilled, killed);
    }

    private static async Task<string> FounderAsync(Func<string, Task<string>> live)
    {
        var data = Directory.CreateTempSubdirectory("loantwin-forecast-");
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

    private static async Task<string> AskAsync(TwinProcess twin)
    {
        using var answer = await twin.Client.PostAsJsonAsync("/api/forecasts", Question);
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

    /// <summary>The whole answer as text, its hash with it.</summary>
    private static async Task<string> AnswerAsync(TwinProcess twin, string job)
    {
        var run = (await twin.Client.GetFromJsonAsync<JsonElement>($"/api/jobs/{job}")).GetProperty("run").GetString();
        return await twin.Client.GetStringAsync($"/api/forecasts/{run}");
    }

    private static bool IsDone(JsonElement job) => job.GetProperty("state").GetString() == "done";

    private static int Blocks(JsonElement job) => job.GetProperty("blocksDone").GetInt32();
}
