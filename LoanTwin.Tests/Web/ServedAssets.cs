using System.Net;
using System.Text.RegularExpressions;

namespace LoanTwin.Tests.Web;

/// <summary>What every way of starting the program has to serve. An empty file with status 200 is the failure looked for.</summary>
internal static partial class ServedAssets
{
    private static readonly (string Address, string Type, int AtLeast)[] Expected =
    [
        ("_framework/blazor.web.js", "text/javascript", 100_000),
        ("css/tokens.css", "text/css", 1_000),
        ("css/design.css", "text/css", 1_000),
        ("css/shell.css", "text/css", 1_000),
        ("js/shell.js", "text/javascript", 100),
        ("js/preferences.js", "text/javascript", 100),
        ("icons/sprite.svg", "image/svg+xml", 100),
        ("css/charts.css", "text/css", 1_000),
        ("js/charts.js", "text/javascript", 1_000),
        ("lib/charts/plotly-cartesian.min.js", "text/javascript", 1_000_000),
        ("lib/fonts/inter-latin-wght-normal.woff2", "font/woff2", 10_000),
        ("lib/fonts/jetbrains-mono-latin-wght-normal.woff2", "font/woff2", 10_000),
    ];

    public static async Task AssertServedAsync(HttpClient client)
    {
        var page = await client.GetStringAsync("/");
        Assert.Contains("data-day=\"2026-01-01\"", page, StringComparison.Ordinal);

        foreach (var (address, type, atLeast) in Expected)
        {
            await AssertServedAsync(client, address, type, atLeast);
        }

        var linked = LinkedFile().Matches(page).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.InRange(linked.Count, 6, 40);
        foreach (var address in linked)
        {
            await AssertServedAsync(client, address, null, 100);
        }
    }

    private static async Task AssertServedAsync(HttpClient client, string address, string? type, int atLeast)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        var body = await answer.Content.ReadAsByteArrayAsync();

        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode}");
        Assert.True(body.Length >= atLeast, $"{address}: {body.Length} bytes");
        Assert.True(type is null || answer.Content.Headers.ContentType?.MediaType == type, $"{address}: {answer.Content.Headers.ContentType}");
    }

    [GeneratedRegex("(?:src|href)=\"([a-z_]+/[^\"#]+)")]
    private static partial Regex LinkedFile();
}
