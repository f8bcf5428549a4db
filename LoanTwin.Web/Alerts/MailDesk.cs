using System.Net.Mail;
using LoanTwin.Web.Storage;
using Microsoft.Data.Sqlite;

namespace LoanTwin.Web.Alerts;

/// <summary>
/// Sends the mails that wait, outside of every transaction. Each is claimed on the disk before the server is asked and settled after: a program
/// killed between the two leaves a mail that may have been sent, and it is not sent again. What fails waits longer each time.
/// </summary>
internal sealed class MailDesk(AlertRecords records, SmtpPost post, MailSettings settings, MailBell bell, TimeProvider time, ILogger<MailDesk> log) : BackgroundService
{
    public const int MostTries = 12;

    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);

    private const int Batch = 20;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>How long a mail waits after so many tries.</summary>
    public static TimeSpan WaitAfter(int tries) => TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(tries - 1, 20)));

    /// <summary>Mails of a program that was killed while it sent them.</summary>
    public async Task GiveUpUnsettledAsync()
    {
        if (await records.GiveUpUnsettledAsync() is > 0 and var count)
        {
            log.Uncertain(count);
        }
    }

    /// <summary>Tries every mail that is due, once.</summary>
    public async Task DeliverAsync(CancellationToken stopping)
    {
        foreach (var mail in records.DueMails(time.GetUtcNow(), Batch))
        {
            stopping.ThrowIfCancellationRequested();
            await records.ClaimAsync(mail);
            var problem = await TrySendAsync(mail);
            await SettleAsync(mail, problem);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Refusal is { } refusal)
        {
            log.MailRefused(refusal.ToString());
        }

        await UntilStoredAsync(GiveUpUnsettledAsync, stoppingToken);
        while (settings.IsOn)
        {
            await UntilStoredAsync(() => DeliverAsync(stoppingToken), stoppingToken);
            await bell.WaitAsync(LookInterval, stoppingToken);
        }
    }

    private async Task<string?> TrySendAsync(AlertMail mail)
    {
        try
        {
            await post.SendAsync(mail);
            return null;
        }
        catch (Exception failure) when (failure is SmtpException or IOException or InvalidOperationException or FormatException or OperationCanceledException)
        {
            return failure is OperationCanceledException ? "the server did not answer in time" : (failure.InnerException ?? failure).Message;
        }
    }

    // The server has spoken: until that stands on the disk nothing else is sent.
    private Task SettleAsync(AlertMail mail, string? problem)
    {
        if (problem is null)
        {
            return UntilStoredAsync(() => records.SettleSentAsync(mail.Id), CancellationToken.None);
        }

        var tries = mail.Tries + 1;
        log.NotSent(mail.Id, tries, problem);
        return UntilStoredAsync(() => records.SettleFailedAsync(mail.Id, tries < MostTries ? time.GetUtcNow() + WaitAfter(tries) : null, problem), CancellationToken.None);
    }

    private async Task UntilStoredAsync(Func<Task> deed, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await deed();
                return;
            }
            catch (Exception failure) when (failure is SqliteException or StorageException { Fault: not StorageFault.Stopped })
            {
                log.NotSettled(failure.Message);
                await Task.Delay(Again, time, stopping);
            }
            catch (StorageException) // stopping: the next start sees what was under way
            {
                return;
            }
        }
    }
}
