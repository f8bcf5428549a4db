using LoanTwin.Tests.Web.Experience;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LoanTwin.Tests.Web.Portfolio;

/// <summary>The address is the state: copied into another browser it shows the same words, and Back takes each step away again.</summary>
[Collection(nameof(RunningTwin))]
public class AddressIsTheStateTests(Browser browser, MeasuredTwin measured, ITestOutputHelper output) : IClassFixture<MeasuredTwin>
{
    private const int Steps = 5;
    private const string Words = "document.querySelector('main').innerText.replace(/\\s+/g, ' ')";

    [Fact]
    public async Task Steps_TakenAtRandom_AreInTheAddressAndBackUndoesThem()
    {
        var chance = Luck.Printed(output);
        await using var reader = await browser.OpenAsync(address: new Uri(await measured.HomeAsync(browser), "/portfolio").ToString(), width: 1440);
        var page = reader.Page;
        var (addresses, words) = (new List<string> { page.Url }, new List<string> { await SettledAsync(page) });
        for (var step = 0; step < Steps; step++)
        {
            await StepAsync(page, step, chance);
            await Expect(page).Not.ToHaveURLAsync(addresses[^1]);
            addresses.Add(page.Url);
            words.Add(await SettledAsync(page));
            output.WriteLine(page.Url);
        }

        var differing = 0;
        for (var step = 1; step <= Steps; step++)
        {
            await using var other = await browser.OpenAsync(address: addresses[step], width: 1440);
            differing += await ShowsAsync(other.Page, words[step]) ? 0 : 1;
        }

        for (var step = Steps - 1; step >= 0; step--)
        {
            await page.GoBackAsync();
            await page.WaitForFunctionAsync("address => decodeURIComponent(location.href) === decodeURIComponent(address)", addresses[step], new() { Timeout = 60_000 });
            Assert.True(await ShowsAsync(page, words[step]), $"{page.Url} went back to other words: {await WordsAsync(page)}");
        }

        ExperienceReport.Fixed($"addresses of {Steps}, drawn by seed {Luck.Seed}, that show other words elsewhere", differing, 0, "");
    }

    /// <summary>A filter, a sort, a column, a selection and a tab, one of each drawn.</summary>
    private static async Task StepAsync(IPage page, int step, Random chance)
    {
        if (step == 2)
        {
            await page.ClickAsync("summary[title=Columns]");
        }

        var choices = page.Locator(step switch
        {
            0 => "[data-facet=product] [data-option], [data-facet=region] [data-option]",
            1 => "th [data-sort=balance], th [data-sort=score], th [data-sort=rate]",
            2 => "a[data-column]",
            3 => ".explored [data-loan] [data-select]",
            _ => ".tabs a[data-tab]:not([aria-current])",
        });
        await choices.Nth(chance.Next(Math.Min(8, await choices.CountAsync()))).ClickAsync();
    }

    /// <summary>Once the page shows what its address says: the address is there at once, the loans a moment later.</summary>
    private static async Task<string> SettledAsync(IPage page)
    {
        await page.WaitForFunctionAsync(
            "() => { const shown = document.querySelector('[data-explorer]')?.dataset.explorer; return shown && decodeURIComponent(shown) === decodeURIComponent(location.pathname + location.search) && !document.querySelector('[aria-busy=true], .waits') && (!document.querySelector('[data-grid]') || document.querySelector('[data-loan]')); }",
            null, new() { Timeout = 60_000 });
        return await WordsAsync(page);
    }

    /// <summary>Rows of a table that has just come are there a moment after it.</summary>
    private static async Task<bool> ShowsAsync(IPage page, string words)
    {
        try
        {
            await page.WaitForFunctionAsync($"words => ({Words}) === words", words, new() { Timeout = 30_000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static Task<string> WordsAsync(IPage page) => page.EvaluateAsync<string>(Words);
}
