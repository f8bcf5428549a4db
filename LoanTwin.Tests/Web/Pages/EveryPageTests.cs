using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace LoanTwin.Tests.Web.Pages;

/// <summary>What has to be true of each page.</summary>
[Collection(nameof(RunningTwin))]
public class EveryPageTests(Browser browser)
{
    private static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];

    /// <summary>What is wider than the window: nothing as soon as it fits, names after five seconds (pictures are drawn anew a while after the window has changed).</summary>
    private const string TooWide =
        """
        async () => {
          const fits = () => document.documentElement.scrollWidth <= innerWidth;
          for (let tried = 0; tried < 50 && (tried < 3 || !fits()); tried++) await new Promise(done => setTimeout(done, 100));
          return fits() ? '' : [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scrolls, dialog, .toasts')).map(e => e.tagName + '.' + e.className).slice(0, 5).join(' ')
        }
        """;

    [Theory]
    [MemberData(nameof(APage.Names), MemberType = typeof(APage))]
    public async Task Page_InBothThemesWideAndNarrow_IsAccessible(string name, string address)
    {
        await using var reader = await browser.OpenAsync(address: address);
        foreach (var (scheme, width) in Schemes.SelectMany(scheme => new[] { (scheme, 1440), (scheme, 390) }))
        {
            await reader.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await reader.Page.SetViewportSizeAsync(width, 844);
            var result = await reader.Page.RunAxe();

            Assert.Empty(result.Violations.Select(violation => $"{name} {scheme} {width}: {violation.Impact} {violation.Id}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}"));
        }
    }

    [Theory]
    [MemberData(nameof(APage.Names), MemberType = typeof(APage))]
    public async Task Page_OnEveryWidth_NeverScrollsSideways(string name, string address)
    {
        await using var reader = await browser.OpenAsync(address: address);
        foreach (var width in new[] { 320, 390, 640, 768, 1001, 1280 })
        {
            await reader.Page.SetViewportSizeAsync(width, 844);
            var widest = await reader.Page.EvaluateAsync<string>(TooWide);
            Assert.True(widest.Length == 0, $"{name} at {width}: {widest}");
        }
    }

    [Theory]
    [MemberData(nameof(APage.Names), MemberType = typeof(APage))]
    public async Task Page_Opened_AsksNobodyElseAndComplainsOfNothing(string name, string address)
    {
        await using var reader = await browser.OpenAsync(address: address);
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var own = new Uri(reader.Page.Url).Authority;
        Assert.DoesNotContain(reader.Asked, asked => new Uri(asked) is { Scheme: not ("data" or "blob") } uri && uri.Authority != own);
        Assert.DoesNotContain(reader.Errors, error => name != "not-found" || !error.Contains("404", StringComparison.Ordinal));
        Assert.NotEqual("", await reader.Page.TitleAsync());
        Assert.Equal(1, await reader.Page.Locator("h1").CountAsync());
    }
}
