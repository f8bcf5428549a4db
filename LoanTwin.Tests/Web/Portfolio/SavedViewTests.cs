using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LoanTwin.Tests.Web.Portfolio;

/// <summary>Views that the browser keeps by name, sets side by side, and the way to the stress lab.</summary>
[Collection(nameof(RunningTwin))]
public class SavedViewTests(Browser browser)
{
    private static readonly PageAssertionsToHaveURLOptions Patient = new() { Timeout = 60_000 };

    [Fact]
    public async Task View_Kept_IsListedComparedWithAndDeleted()
    {
        await using var reader = await browser.OpenAsync(address: "/portfolio?filter=score%20lt%20700&columns=balance", width: 1440);
        var page = reader.Page;
        await page.ClickAsync("summary[title='Saved views']");
        await page.FillAsync("[data-saved-views] input", "Low scores");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-view-of='Low scores']")).ToHaveAttributeAsync("aria-current", "true");

        await page.GotoAsync(new Uri(browser.Address, "/portfolio?filter=product%20eq%20'auto'").ToString());
        await reader.WhenInteractiveAsync();
        await page.ClickAsync("summary[title='Saved views']");
        await page.ClickAsync("[data-saved-views] a[aria-label='Compare with Low scores']");
        await Expect(page).ToHaveURLAsync(new Regex("view=compare&against=score%20lt%20700"), Patient);
        await Expect(page.Locator("table.compared [data-unset]")).ToHaveCountAsync(1, new() { Timeout = 60_000 });

        await page.ClickAsync("summary[title='Saved views']");
        await page.ClickAsync("[data-view-of='Low scores']");
        await Expect(page).ToHaveURLAsync(new Regex("filter=score%20lt%20700&columns=balance$"), Patient);
        await page.ClickAsync("summary[title='Saved views']");
        await page.ClickAsync("[data-forget='Low scores']");
        await Expect(page.Locator("[data-view-of]")).ToHaveCountAsync(0);
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task Set_SentToTheStressLab_IsItsPopulation()
    {
        await using var reader = await browser.OpenAsync(address: "/portfolio?filter=product%20eq%20'auto'%20and%20score%20lt%20700", width: 1440);
        await reader.Page.ClickAsync("[data-stress]");
        await Expect(reader.Page).ToHaveURLAsync(new Regex("/stress\\?population="), Patient);
        await reader.Page.ClickAsync("[data-scenario=stagflation] a:has-text('Edit')", new() { Timeout = 60_000 });

        await Expect(reader.Page.GetByLabel("Loans (a filter; empty is all)")).ToHaveValueAsync("product eq 'auto' and score lt 700", new() { Timeout = 60_000 });
    }
}
