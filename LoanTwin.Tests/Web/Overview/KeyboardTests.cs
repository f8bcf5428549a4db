using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace LoanTwin.Tests.Web.Overview;

/// <summary>The overview without a mouse: a tile, a baseline, the chart's cursor and table, the file.</summary>
[Collection(nameof(RunningTwin))]
public class KeyboardTests(Browser browser)
{
    [Fact]
    public async Task Overview_ByKeyboardAlone_ShowsComparesReadsAndSaves()
    {
        await using var reader = await browser.OpenAsync(width: 1440);
        var (page, keyboard) = (reader.Page, reader.Page.Keyboard);

        await keyboard.PressAsync("2");
        await Expect(page).ToHaveURLAsync(new Regex("metric=roe"));
        await Expect(page.Locator("[data-tile=roe]")).ToHaveAttributeAsync("aria-current", "true");
        await Expect(page.Locator("[data-figure=trend] h2")).ToContainTextAsync("Return on equity");

        await page.FocusAsync("summary[title='Compared with month-end']");
        await keyboard.PressAsync("Enter");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("base=yesterday"));
        await Expect(page.Locator("[data-tile=outstanding]")).ToBeVisibleAsync();

        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(new Regex("^(?!.*base=).*$"));

        await page.FocusAsync("[data-figure=trend] [tabindex='0']");
        await keyboard.PressAsync("End");
        await keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator("[data-figure=trend] [aria-live=polite]")).ToContainTextAsync("%");
        await keyboard.PressAsync("t");
        await Expect(page.Locator("[data-figure=trend] table")).ToBeVisibleAsync();

        await page.FocusAsync("[data-figure=trend] details summary");
        await keyboard.PressAsync("Enter");
        await page.FocusAsync("[data-save=csv]");
        var file = await page.RunAndWaitForDownloadAsync(() => keyboard.PressAsync("Enter"));
        Assert.EndsWith(".csv", file.SuggestedFilename, StringComparison.Ordinal);

        await page.FocusAsync("h1");
        await keyboard.PressAsync("p");
        await Expect(page.Locator("[data-live=held]")).ToBeVisibleAsync();
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task Tiles_ByKeyboardAlone_AreOrderedPinnedAndKept()
    {
        await using var reader = await browser.OpenAsync(width: 1440);
        var (page, keyboard) = (reader.Page, reader.Page.Keyboard);
        var keys = "[...document.querySelectorAll('[data-tile]')].map(tile => tile.dataset.tile)";

        await page.FocusAsync("[data-opens=pins]");
        await keyboard.PressAsync("Enter");
        await page.FocusAsync("[data-pinned=nim] [data-earlier]");
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-pinned]").Nth(1)).ToHaveAttributeAsync("data-pinned", "nim");
        await Expect(page.Locator("[data-pinned=nim] [data-earlier]")).ToBeFocusedAsync(); // it goes with its figure
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-pinned]").First).ToHaveAttributeAsync("data-pinned", "nim");
        await Expect(page.Locator("[data-pinned=nim] [data-later]")).ToBeFocusedAsync(); // there is no way but back
        await page.FocusAsync("[data-pinned=topShare] [data-unpin]");
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-tile]")).ToHaveCountAsync(7);
        await page.SelectOptionAsync("#pins select", "roa");
        await page.FocusAsync("[data-pin]");
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-tile]").Last).ToHaveAttributeAsync("data-tile", "roa");
        await page.WaitForFunctionAsync("() => document.cookie.includes('nim.outstanding.roe.') && document.cookie.includes('.roa')");

        await page.ReloadAsync();
        await reader.WhenInteractiveAsync();
        Assert.Equal(["nim", "outstanding", "roe", "expectedLossRate", "var95", "dpd30Balance", "capitalRatio", "roa"], await page.EvaluateAsync<string[]>(keys));
        await keyboard.PressAsync("1");
        await Expect(page).ToHaveURLAsync(new Regex("metric=nim"));
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task Address_OfAView_ShowsTheSameElsewhere()
    {
        await using var one = await browser.OpenAsync(address: "/?range=36m&base=year&metric=capitalRatio&unknown=kept");
        await using var other = await browser.OpenAsync(address: one.Page.Url);

        Assert.Equal(await one.Page.InnerTextAsync(".strip.tiles"), await other.Page.InnerTextAsync(".strip.tiles"));
        await Expect(other.Page.Locator("[data-figure=trend] h2")).ToContainTextAsync("Capital ratio");
        await one.Page.Keyboard.PressAsync("1");
        await Expect(one.Page).ToHaveURLAsync(new Regex("unknown=kept"));
    }

    [Fact]
    public async Task Address_ThatSaysNonsense_IsReadAsFarAsPossibleAndNamed()
    {
        await using var reader = await browser.OpenAsync(address: "/?range=5w&base=never&metric=luck&asOf=soon");

        await Expect(reader.Page.Locator(".toast").First).ToBeVisibleAsync();
        Assert.Contains("Left out of the address", await reader.Page.InnerTextAsync("[data-toasts]"), StringComparison.Ordinal);
        await Expect(reader.Page.Locator("[data-tile=var95]")).ToHaveAttributeAsync("aria-current", "true");
    }
}
