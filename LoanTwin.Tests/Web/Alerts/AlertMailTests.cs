using System.Net;
using LoanTwin.Tests.Web.Jobs;
using LoanTwin.Tests.Web.Storage;
using LoanTwin.Web.Alerts;
using LoanTwin.Web.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoanTwin.Tests.Web.Alerts;

public sealed class AlertMailTests : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("loantwin-alerts-");

    public async ValueTask InitializeAsync() => await FoundedTwin.CopyIntoAsync(_data.FullName);

    public ValueTask DisposeAsync()
    {
        _data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Alert_ThatFires_IsMailedOnceAlsoOverARestart()
    {
        using var sink = new MailSink();
        long rule;
        await using (var host = await AlertHost.StartAsync(_data.FullName, sink.Port))
        {
            rule = await host.AddRuleAsync();
            await host.StepAsync(2);
            await sink.NextAsync(IsOurs);
            await JobHost.UntilAsync(() => Task.FromResult(host.Records.Mails(500).FirstOrDefault(mail => mail.Subject.Contains("Any balance", StringComparison.Ordinal) && mail.State == AlertMail.Sent)));
        }

        await using (var again = await AlertHost.StartAsync(_data.FullName, sink.Port))
        {
            await again.StepAsync(3);
            Assert.Single(again.AlertsOf(rule));
            Assert.Single(again.Records.Mails(500), mail => mail.Subject.Contains("Any balance", StringComparison.Ordinal));
        }

        var mail = Assert.Single(sink.Mails, IsOurs);
        Assert.Contains("To: risk@lender.test, desk@lender.test", mail, StringComparison.Ordinal);
        Assert.Contains("From: twin@lender.test", mail, StringComparison.Ordinal);
        Assert.Contains("Message-ID: <alert-mail-", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("When Outstanding balance of the whole book is above $1", BodyOf(mail), StringComparison.Ordinal);
        Assert.Contains("- Look.", BodyOf(mail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_OfARule_ArrivesAtTheServer()
    {
        using var sink = new MailSink();
        await using var host = await AlertHost.StartAsync(_data.FullName, sink.Port);

        var (status, delivery) = await host.SendAsync("POST", "/api/alerts/rules/1/test");

        Assert.Equal((HttpStatusCode.Accepted, "waiting"), (status, delivery.GetProperty("state").GetString()));
        Assert.Contains("This is a test", BodyOf(await sink.NextAsync(mail => mail.Contains("Subject: Test:", StringComparison.Ordinal))), StringComparison.Ordinal);
        await JobHost.UntilAsync(() => Task.FromResult(host.Records.Mails(1)[0].State == AlertMail.Sent ? "sent" : null));
    }

    [Fact]
    public async Task Server_ThatTurnsAway_IsAnErrorThatIsSeenWhileDaysGoBy()
    {
        using var sink = new MailSink { IsBusy = true };
        await using var host = await AlertHost.StartAsync(_data.FullName, sink.Port);
        await host.SendAsync("POST", "/api/alerts/rules/1/test");

        await JobHost.UntilAsync(() => Task.FromResult(host.Records.Mails(1)[0] is { Tries: 1, State: AlertMail.Waiting } mail ? mail : null));
        await host.StepAsync(3);

        var channel = (await host.GetAsync("/api/alerts")).GetProperty("channels")[1];
        Assert.Equal("error", channel.GetProperty("state").GetString());
        Assert.NotEmpty(channel.GetProperty("problem").GetString()!);
        Assert.True(channel.GetProperty("waiting").GetInt32() >= 1);
    }

    [Fact]
    public async Task Settings_ThatMakeNoSense_SwitchMailsOffAndSaySo()
    {
        await using var host = await AlertHost.StartAsync(_data.FullName, 0, from: "nobody");
        await host.StepAsync(1);

        var channel = (await host.GetAsync("/api/alerts")).GetProperty("channels")[1];
        var (status, problem) = await host.SendAsync("POST", "/api/alerts/rules/1/test");

        Assert.Equal("error", channel.GetProperty("state").GetString());
        Assert.Contains("Alerts:Smtp:From", channel.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode)422, status);
        Assert.Equal(["Alerts:Smtp:Port", "Alerts:Smtp:From"], Queries.SmallTwin.FieldsOf(problem));
    }

    [Fact]
    public async Task Mail_ThatFails_WaitsLongerEachTimeAndIsThenGivenUp()
    {
        using var sink = new MailSink { IsBusy = true };
        var (clock, start) = (new HandClock(), new HandClock().GetUtcNow());
        await using var store = AStore.Open();
        var (desk, records) = Desk(store, sink, clock);
        await store.Store.Writer.WriteAsync(scope => new AlertTables(scope, start).Mail(null, new("Watch", "VaR")));

        var waits = new List<TimeSpan>();
        while (records.Mails(1)[0] is { State: AlertMail.Waiting } mail)
        {
            await desk.DeliverAsync(TestContext.Current.CancellationToken);
            Assert.Empty(records.DueMails(clock.GetUtcNow(), 9));
            var wait = MailDesk.WaitAfter(mail.Tries + 1);
            waits.Add(wait);
            clock.Now += wait;
        }

        Assert.Equal((AlertMail.Failed, MailDesk.MostTries), (records.Mails(1)[0].State, records.Mails(1)[0].Tries));
        Assert.Equal(waits.Order(), waits);
        Assert.Equal((MailDesk.FirstWait, MailDesk.FirstWait * 2, TimeSpan.FromHours(1)), (waits[0], waits[1], waits[^1]));
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task Mail_UnderWayWhenTheProgramWasKilled_IsNotSentAgain()
    {
        using var sink = new MailSink();
        await using var store = AStore.Open();
        var (desk, records) = Desk(store, sink, new HandClock());
        await store.Store.Writer.WriteAsync(scope => new AlertTables(scope, DateTimeOffset.UnixEpoch).Mail(null, new("Watch", "VaR")));
        await records.ClaimAsync(records.Mails(1)[0]); // and here the power went

        await desk.GiveUpUnsettledAsync();
        await desk.DeliverAsync(TestContext.Current.CancellationToken);

        Assert.Equal(AlertMail.Uncertain, records.Mails(1)[0].State);
        Assert.Empty(sink.Mails);
        Assert.Empty(store.Verify());
    }

    private static (MailDesk Desk, AlertRecords Records) Desk(AStore store, MailSink sink, TimeProvider clock)
    {
        var settings = MailSettings.Of(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Alerts:Smtp:Host", "127.0.0.1"), new("Alerts:Smtp:Port", $"{sink.Port}"), new("Alerts:Smtp:From", "a@lender.test"), new("Alerts:Smtp:To", "b@lender.test")]).Build());
        var records = new AlertRecords(store.Store, clock);
        return (new MailDesk(records, new SmtpPost(settings), settings, new MailBell(), clock, NullLogger<MailDesk>.Instance), records);
    }

    private static bool IsOurs(string mail) => mail.Contains("Subject: Watch: Any balance at all", StringComparison.Ordinal);

    // Lines are folded where the encoding of the body folds them.
    private static string BodyOf(string mail)
    {
        var parts = mail.ReplaceLineEndings("\n").Split("\n\n", 2);
        return parts[0].Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(parts[1].Replace("\n", "", StringComparison.Ordinal)))
            : parts[1].Replace("=\n", "", StringComparison.Ordinal);
    }

    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
