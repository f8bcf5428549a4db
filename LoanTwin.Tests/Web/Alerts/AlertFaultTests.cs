using LoanTwin.Simulation.Lenders;
using LoanTwin.Tests.Alerts;
using LoanTwin.Tests.Web.Storage;
using LoanTwin.Web.Alerts;
using LoanTwin.Web.Storage;
using LoanTwin.Web.Twin;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoanTwin.Tests.Web.Alerts;

/// <summary>Days whose storing fails here and there and is tried again: alerts, states, changes and mails end as those of an unhurt twin.</summary>
public sealed class AlertFaultTests
{
    private static readonly TwinOptions Options = new(40, 5, new DateOnly(2026, 1, 1), Pace.Paused);

    [Fact]
    public async Task Day_StruckAndTriedAgain_SaysEverythingOnce()
    {
        long strikeAt = long.MaxValue, step = 0;
        await using var store = new AStore();
        store.Reopen(Faults.By((_, name) =>
        {
            if (Interlocked.Increment(ref step) == Interlocked.Read(ref strikeAt))
            {
                throw new StorageException(StorageFault.Failed, $"struck at {name}");
            }
        }));
        await using var sound = AStore.Open();
        using var struck = await OpenAsync(store);
        using var unhurt = await OpenAsync(sound);

        for (var day = 0; day < 40; day++)
        {
            Interlocked.Exchange(ref step, 0);
            Interlocked.Exchange(ref strikeAt, 1 + (day * 61 % 600));
            if (await Record.ExceptionAsync(() => struck.LiveDayAsync(TestContext.Current.CancellationToken)) is not null)
            {
                Interlocked.Exchange(ref strikeAt, long.MaxValue);
                await struck.LiveDayAsync(TestContext.Current.CancellationToken);
            }

            Interlocked.Exchange(ref strikeAt, long.MaxValue);
            await unhurt.LiveDayAsync(TestContext.Current.CancellationToken);
        }

        var (one, other) = (RecordsOf(store), RecordsOf(sound));
        Assert.Equal(other.States(), one.States());
        Assert.Equal(Told(other), Told(one));
        Assert.Equal(other.Mails(500).Select(mail => (mail.Id, mail.Subject, mail.Body)), one.Mails(500).Select(mail => (mail.Id, mail.Subject, mail.Body)));
        Assert.NotEmpty(Told(one));
        Assert.Empty(store.Verify());
    }

    private static List<(long, int, string)> Told(AlertRecords records) => [.. records.ChangesAfter(0).Select(change => (change.Alert, change.Day, change.Kind))];

    private static AlertRecords RecordsOf(AStore store) => new(store.Store, TimeProvider.System);

    private static async Task<LivingTwin> OpenAsync(AStore store)
    {
        var records = RecordsOf(store);
        var settings = MailSettings.Of(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Alerts:Smtp:Host", "127.0.0.1"), new("Alerts:Smtp:From", "a@lender.test"), new("Alerts:Smtp:To", "b@lender.test")]).Build());
        await records.AddAsync(ARule.Of(draft => draft with { Metric = "outstanding", Condition = "above", Level = 1, Clear = null }), "tester", TestContext.Current.CancellationToken);
        await records.AddAsync(ARule.Of(draft => draft with { Metric = "dpd30Count", Condition = "above", Level = .05, Clear = .05, ForDays = 1, KeepFiringDays = 1 }), "tester", TestContext.Current.CancellationToken);
        var engine = new AlertEngine(new AlertBoard(records), settings, new MailBell(), TimeProvider.System, NullLogger<AlertEngine>.Instance);
        var days = new TwinRecords(store.Store, TimeProvider.System, [engine]);
        using (var lender = Lender.Found(Options.Plan).Value)
        {
            await days.BeginAsync(lender, [], TestContext.Current.CancellationToken);
        }

        var twin = new LivingTwin(Options, days, new LiveFeed(TimeProvider.System), TimeProvider.System, NullLogger<LivingTwin>.Instance);
        await twin.OpenAsync(TestContext.Current.CancellationToken);
        return twin;
    }
}
