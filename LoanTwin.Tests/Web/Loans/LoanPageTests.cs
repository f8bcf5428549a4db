using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LoanTwin.Tests.Web.Loans;

/// <summary>The page of one loan, and the list of those to look at early, as a reader uses them.</summary>
[Collection(nameof(RunningTwin))]
public class LoanPageTests(Browser browser)
{
    private const string Auto = "product eq 'auto' and status eq 'on_time' and remainingTerm gt 12";

    [Fact]
    public async Task Drivers_OnThePage_AddUpToThePdOfTheBooks()
    {
        await using var reader = await browser.OpenAsync(address: $"/loans/{(await LoansAsync(Auto))[0]}", width: 1440);
        await reader.Page.WaitForSelectorAsync("#why .why", new() { Timeout = 60_000 });
        var steps = await reader.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#why .why [data-value]')].map(e => e.dataset.value)");
        var values = steps.Select(value => decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture)).ToArray();

        // The typical loan, its drivers, the loan alone, what its group adds, what the books read.
        Assert.True(values.Length >= 10, $"{values.Length} steps");
        Assert.Equal(values[^3], values[..^3].Sum());
        Assert.Equal(values[^1], values[^3] + values[^2]);
        Assert.Equal(values[^1], decimal.Parse((await reader.Page.Locator(".loan-facts [data-key$='#/risk/pd12']").GetAttributeAsync("data-value"))!, NumberStyles.Float, CultureInfo.InvariantCulture));
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task WhatIf_ByKeyboard_IsTheAnswerOfTheApi()
    {
        var loan = (await LoansAsync(Auto))[0];
        await using var reader = await browser.OpenAsync(address: $"/loans/{loan}", width: 1440);
        var (page, keyboard) = (reader.Page, reader.Page.Keyboard);
        await Expect(page.Locator("#what-if [data-now=pd12]")).ToHaveAttributeAsync("data-value", new Regex("."), Patience);
        await page.FocusAsync("[data-term]");
        var months = int.Parse(await page.InputValueAsync("[data-term]"), CultureInfo.InvariantCulture) + 12;
        await keyboard.PressAsync("Control+A");
        await keyboard.TypeAsync($"{months}");
        await page.FocusAsync("[data-rate]");
        await keyboard.PressAsync("Control+A");
        await keyboard.TypeAsync("3.5");
        await keyboard.PressAsync("Enter");

        using var client = new HttpClient { BaseAddress = browser.RequiredAddress };
        using var sent = await client.PostAsJsonAsync($"/api/loans/{loan}/what-if", new { annualRate = .035, termMonths = months });
        var plan = (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("plan");
        foreach (var figure in new[] { "payment", "pd12", "expectedLoss", "value" })
        {
            await Expect(page.Locator($"#what-if [data-plan={figure}]")).ToHaveAttributeAsync("data-value", plan.GetProperty(figure).GetDouble().ToString("R", CultureInfo.InvariantCulture), Patience);
        }

        await keyboard.PressAsync("Control+A");
        await keyboard.TypeAsync("a lot");
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-rate]")).ToHaveAttributeAsync("aria-invalid", "true", Patience);
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task Neighbours_ByKeys_AreThoseOfTheFilteredList()
    {
        var loans = await LoansAsync(Auto, "-balance");
        await using var reader = await browser.OpenAsync(address: $"/loans/{loans[0]}?filter={Uri.EscapeDataString(Auto)}&sort=-balance", width: 1440);
        var page = reader.Page;
        await Expect(page.Locator("[data-way]")).ToHaveTextAsync(new Regex("^1 of "));
        await Expect(page.Locator("[rel=prev]")).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("]");
        await Expect(page).ToHaveURLAsync(new Regex(loans[1] + @"\?filter="));
        await Expect(page.Locator("[data-way]")).ToHaveTextAsync(new Regex("^2 of "));
        await page.Keyboard.PressAsync("[");
        await Expect(page).ToHaveURLAsync(new Regex(loans[0] + @"\?filter="));
        await Expect(page.Locator(".crumb b.mono")).ToHaveTextAsync(loans[0]);
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task Loan_FlaggedAndNotedByKeys_CarriesBothUntilTheyAreTakenAway()
    {
        await using var reader = await browser.OpenAsync(address: $"/loans/{(await LoansAsync(Auto))[1]}", width: 1440);
        var (page, flag, notes) = (reader.Page, reader.Page.Locator("[data-flag]"), reader.Page.Locator(".marking .tags li"));
        await Expect(flag).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await page.Keyboard.PressAsync("f");
        await Expect(flag).ToHaveAttributeAsync("aria-pressed", "true", Patience);
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator("[data-note]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("call back");
        await page.Keyboard.PressAsync("Enter");
        await Expect(notes).ToHaveTextAsync("call back", new() { Timeout = 60_000 });

        await notes.Locator("button").ClickAsync();
        await Expect(notes).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await flag.ClickAsync();
        await Expect(flag).ToHaveAttributeAsync("aria-pressed", "false", Patience);
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task Loan_Printed_IsOnePage()
    {
        await using var reader = await browser.OpenAsync(address: $"/loans/{(await LoansAsync(Auto))[0]}", width: 1440);
        await reader.Page.WaitForSelectorAsync("#peers .dots", new() { Timeout = 60_000 });
        var paper = Encoding.Latin1.GetString(await reader.Page.PdfAsync(new() { Format = "A4" }));

        Assert.Single(Regex.Matches(paper, @"/Type\s*/Page\b(?!s)"));
    }

    [Fact]
    public async Task EarlyWarning_EachBorrower_HasAReasonAndOpens()
    {
        await using var reader = await browser.OpenAsync(address: "/portfolio/early-warning", width: 1440);
        var page = reader.Page;
        var rows = page.Locator("[data-warned]");
        await Expect(rows.First).ToBeVisibleAsync();
        var reasons = await page.Locator("[data-warned] .reason").AllInnerTextsAsync();
        Assert.All(reasons, reason => Assert.False(string.IsNullOrWhiteSpace(reason)));

        await page.ClickAsync("a[href*='list=turning']");
        await Expect(page.Locator("h1")).ToContainTextAsync("pay on time");
        await page.GoBackAsync();
        await rows.First.Locator("a").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/loans/L-\d+"));
        Assert.Empty(reader.Errors);
    }

    private static LocatorAssertionsToHaveAttributeOptions Patience => new() { Timeout = 60_000 };

    /// <summary>The first loans of a list, as they are shown.</summary>
    private async Task<string[]> LoansAsync(string filter, string sort = "id")
    {
        using var client = new HttpClient { BaseAddress = browser.RequiredAddress };
        using var loans = JsonDocument.Parse(await client.GetStringAsync($"/api/loans?limit=2&sort={sort}&filter={Uri.EscapeDataString(filter)}"));
        return [.. loans.RootElement.GetProperty("loans").EnumerateArray().Select(loan => loan.GetProperty("shown").GetString()!)];
    }
}
