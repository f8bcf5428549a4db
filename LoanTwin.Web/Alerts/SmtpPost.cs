using System.Net.Mail;
using System.Text;

namespace LoanTwin.Web.Alerts;

/// <summary>Hands one mail to the server. The only file that sees the library. Its id is the same at every try, so that a mailbox can tell a second copy.</summary>
internal sealed class SmtpPost(MailSettings settings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Ends when the server has taken the mail; throws what the server or the network said otherwise.</summary>
    public async Task SendAsync(AlertMail mail)
    {
        using var message = new MailMessage { From = settings.From!, Subject = mail.Subject, Body = mail.Body, SubjectEncoding = Encoding.UTF8, BodyEncoding = Encoding.UTF8 };
        foreach (var address in settings.To)
        {
            message.To.Add(address);
        }

        message.Headers.Add("Message-ID", $"<alert-mail-{mail.Id}-{mail.CreatedUtc.Replace(':', '.')}@{settings.From!.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = new SmtpClient(settings.Host, settings.Port);
        using var patience = new CancellationTokenSource(Patience); // not of the program's end: what is half said would be known to nobody
        await client.SendMailAsync(message, patience.Token);
    }
}
