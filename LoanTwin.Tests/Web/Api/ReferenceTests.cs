using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LoanTwin.Tests.Web.Api;

public sealed partial class ReferenceTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task OpenApi_OfTheProgram_DescribesEveryFormula()
    {
        var document = (await host.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Json;
        var paths = document.GetProperty("paths").EnumerateObject().ToList();

        Assert.Equal(7, paths.Count(path => path.Name.StartsWith("/api/formulas/", StringComparison.Ordinal)));
        Assert.All(paths, path => Assert.StartsWith("/api/", path.Name, StringComparison.Ordinal));
        Assert.All(paths.SelectMany(path => path.Value.EnumerateObject()), operation => Assert.False(string.IsNullOrEmpty(operation.Value.GetProperty("summary").GetString())));
        var amount = document.GetProperty("components").GetProperty("schemas").GetProperty("AmortizationQuestion").GetProperty("properties").GetProperty("amount");
        Assert.Equal(("number", "money"), (amount.GetProperty("type").GetString(), amount.GetProperty("format").GetString()));
    }

    [Fact]
    public async Task Reference_OfThePage_HasEveryAddressOfTheDocument()
    {
        var page = await host.SendAsync(HttpMethod.Get, "/docs/api");
        var document = (await host.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Json;

        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.Status, page.Type));
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => $"<code>{operation.Name.ToUpperInvariant()} {path.Name}</code>"));
        Assert.All(operations, operation => Assert.Contains(operation, page.Text, StringComparison.Ordinal));
        Assert.Contains("features.currentLtv", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page.Text, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page.Text, "<main"));
    }

    [Fact]
    public async Task Links_InsideThePage_LeadSomewhere()
    {
        var page = (await host.SendAsync(HttpMethod.Get, "/docs/api")).Text;
        var ids = Id().Matches(page).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.All(InnerLink().Matches(page), link => Assert.Contains(link.Groups[1].Value, ids));
        Assert.All(Labelled().Matches(page), label => Assert.Contains(label.Groups[1].Value, ids));
    }

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex("href=\"docs/api#([^\"]+)\"")]
    private static partial Regex InnerLink();

    [GeneratedRegex("aria-labelledby=\"([^\"]+)\"")]
    private static partial Regex Labelled();
}
