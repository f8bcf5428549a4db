using System.Net.Http.Json;
using System.Text.Json;
using LoanTwin.Web.Alerts;

namespace LoanTwin.Tests.Web.Alerts;

/// <summary>The real program, killed after the server has a whole mail and before the program hears of it: nothing is said twice.</summary>
[Collection(nameof(RunningTwin))]
public sealed class AlertKillTests
{
    [Fact]
    public async Task Kill_WhileAMailIsUnderWay_SendsNothingTwice()
    {
        var data = Directory.CreateTempSubdirectory("loantwin-alerts-");
        using var sink = new MailSink();
        string[] settings = ["--Alerts:Smtp:Host=127.0.0.1", $"--Alerts:Smtp:Port={sink.Port}", "--Alerts:Smtp:From=twin@lender.test", "--Alerts:Smtp:To=risk@lender.test"];
        try
        {
            await FoundedTwin.CopyIntoAsync(data.FullName);
            sink.MayAnswer.Reset();
            await using (var twin = await TwinProcess.StartAsync(data: data.FullName, settings: settings))
            {
                (await twin.Client.PostAsync("/api/alerts/rules", new StringContent(AlertHost.Rule, System.Text.Encoding.UTF8, "application/json"))).EnsureSuccessStatusCode();
                (await twin.Client.PostAsJsonAsync("/api/twin/step", new { days = 1 })).EnsureSuccessStatusCode();
                await sink.NextAsync(_ => true);
                await twin.CrashAsync();
            }

            sink.MayAnswer.Set();
            await using var again = await TwinProcess.StartAsync(data: data.FullName, settings: settings);
            (await again.Client.PostAsJsonAsync("/api/twin/step", new { days = 4 })).EnsureSuccessStatusCode();
            var deliveries = await SettledAsync(again);

            Assert.Single(deliveries, mail => mail.GetProperty("state").GetString() == AlertMail.Uncertain);
            Assert.Single(deliveries, mail => mail.GetProperty("subject").GetString() == "Watch: Any balance at all");
            Assert.Equal(deliveries.Count, sink.Mails.Count);
            var alerts = (await again.Client.GetFromJsonAsync<JsonElement>("/api/alerts?limit=500")).GetProperty("alerts").EnumerateArray();
            Assert.Equal(alerts.Count(), alerts.Select(alert => (alert.GetProperty("rule").GetInt64(), alert.GetProperty("fired").GetString())).Distinct().Count());
            Assert.Single(alerts, alert => alert.GetProperty("name").GetString() == "Any balance at all");
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    /// <summary>All mails, once none of them waits any more.</summary>
    private static async Task<IReadOnlyList<JsonElement>> SettledAsync(TwinProcess twin)
    {
        for (var end = DateTime.UtcNow.AddSeconds(60); DateTime.UtcNow < end; await Task.Delay(50))
        {
            var deliveries = (await twin.Client.GetFromJsonAsync<JsonElement>("/api/alerts/deliveries?limit=500")).GetProperty("deliveries").EnumerateArray().ToList();
            if (deliveries.TrueForAll(mail => mail.GetProperty("state").GetString() is AlertMail.Sent or AlertMail.Uncertain))
            {
                return deliveries;
            }
        }

        throw new TimeoutException("mails wait");
    }
}
