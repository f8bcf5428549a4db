using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace LoanTwin.Tests.Web.Pages;

/// <summary>What stands inside menus, folds and dialogs is looked at, too: shut, nobody sees it.</summary>
[Collection(nameof(RunningTwin))]
public class OpenedTests(Browser browser)
{
    [Theory]
    [InlineData("/portfolio?sel=all&filter=score lt 700", ColorScheme.Light, 1440)]
    [InlineData("/portfolio?sel=all&filter=score lt 700", ColorScheme.Dark, 390)]
    [InlineData("/portfolio?view=strats&by=score:40,product", ColorScheme.Dark, 1440)]
    [InlineData("/portfolio?view=chart&by=product", ColorScheme.Light, 390)]
    [InlineData("/alerts/rules/1", ColorScheme.Light, 1440)]
    [InlineData("/alerts/rules/1", ColorScheme.Dark, 390)]
    public async Task Page_WithMenusAndDialogsOpen_IsAccessible(string address, ColorScheme scheme, int width)
    {
        await using var reader = await browser.OpenAsync(scheme, width, address: address);
        var (page, wrong) = (reader.Page, new List<string>());
        foreach (var menu in await page.Locator("main details").AllAsync())
        {
            await menu.EvaluateAsync("fold => fold.open = true");
        }

        var opened = await page.Locator("main details[open]").CountAsync();
        wrong.AddRange(Said("open menus", await page.RunAxe()));
        foreach (var menu in await page.Locator("header details.menu").AllAsync())
        {
            await menu.EvaluateAsync("fold => fold.open = true");
            wrong.AddRange(Said("a menu of the frame", await menu.RunAxe()));
            await menu.EvaluateAsync("fold => fold.open = false");
        }

        foreach (var dialog in await page.Locator("dialog").AllAsync())
        {
            await dialog.EvaluateAsync("dialog => dialog.showModal()");
            wrong.AddRange(Said($"dialog {await dialog.GetAttributeAsync("id")}", await dialog.RunAxe()));
            await dialog.EvaluateAsync("dialog => dialog.close()");
        }

        Assert.Empty(wrong);
        Assert.True(opened > 0 || address.StartsWith("/alerts", StringComparison.Ordinal), "nothing was opened");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways");
    }

    private static IEnumerable<string> Said(string what, AxeResult result)
        => result.Violations.Select(violation => $"{what}: {violation.Impact} {violation.Id}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}");
}
