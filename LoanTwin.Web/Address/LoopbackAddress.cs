using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace LoanTwin.Web.Address;

/// <summary>The addresses this program may listen on: this machine alone, because nobody has to sign in yet.</summary>
internal static class LoopbackAddress
{
    public const string Default = "http://127.0.0.1:5080";
    public const int RefusedExitCode = 2;

    /// <summary>Sets the default address, or names the first configured one that others could reach.</summary>
    public static bool KeepToThisMachine(this WebApplicationBuilder builder, [NotNullWhen(false)] out StartRefusal? refusal)
    {
        // Set always: with no address at all the HTTP_PORTS variables of container images would open every interface.
        if (string.IsNullOrWhiteSpace(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls(Default);
        }

        var outside = Configured(builder.Configuration).FirstOrDefault(address => !IsLoopback(address));
        refusal = outside is null ? null : new($"LoanTwin listens on this machine only: '{outside}' is refused. Use an address such as {Default}.", RefusedExitCode);
        return refusal is null;
    }

    /// <summary>Read with the server's own parser: any host name but localhost makes it listen on every interface.</summary>
    public static bool IsLoopback(string address)
    {
        try
        {
            var host = BindingAddress.Parse(address).Host;
            return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Configured(ConfigurationManager configuration)
    {
        var urls = (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);

        // Kestrel:Endpoints wins over urls, so it has to pass the same door.
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "");
        return urls.Concat(endpoints);
    }
}
