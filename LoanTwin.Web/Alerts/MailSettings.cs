using System.Globalization;
using System.Net.Mail;
using LoanTwin.Domain.Results;

namespace LoanTwin.Web.Alerts;

/// <summary>The section <c>Alerts:Smtp</c>. Without a host no mails are sent; what makes no sense switches them off and is shown, and never stops the twin.</summary>
internal sealed record MailSettings(string? Host, int Port, MailAddress? From, IReadOnlyList<MailAddress> To, Problem? Refusal)
{
    private const int DefaultPort = 25;

    public static MailSettings Off { get; } = new(null, DefaultPort, null, [], null);

    public bool IsOn => Host is not null && Refusal is null;

    public static MailSettings Of(IConfiguration configuration)
    {
        var section = configuration.GetSection("Alerts:Smtp");
        if (string.IsNullOrWhiteSpace(section["Host"]))
        {
            return Off;
        }

        var faults = new FaultList();
        var port = string.IsNullOrWhiteSpace(section["Port"]) ? DefaultPort : int.TryParse(section["Port"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        faults.Require(port is >= 1 and <= 65_535, "Alerts:Smtp:Port", section["Port"], "a whole number between 1 and 65535");
        var from = Address(section["From"], "Alerts:Smtp:From", faults);
        var to = (section["To"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => Address(text, "Alerts:Smtp:To", faults)).OfType<MailAddress>().ToList();
        faults.Require(to.Count > 0, "Alerts:Smtp:To", section["To"], "mail addresses with commas between them");
        return new(section["Host"]!.Trim(), port, from, to, faults.Any ? faults.ToProblem() : null);
    }

    private static MailAddress? Address(string? text, string field, FaultList faults)
    {
        var isAddress = MailAddress.TryCreate(text, out var address);
        faults.Require(isAddress, field, text, "a mail address");
        return address;
    }
}
