using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LoanTwin.Tests.Web.Portfolio;

/// <summary>The explorer as a reader uses it: every choice is in the address, and Back takes it away again.</summary>
[Collection(nameof(RunningTwin))]
public class ExplorerPageTests(Browser browser)
{
    private const string Count = "[data-sum=count]";

    [Fact]
    public async Task Facet_Clicked_FiltersAndBackUndoes()
    {
        await using var reader = await browser.OpenAsync(address: "/portfolio", width: 1440);
        var page = reader.Page;
        var all = await page.GetAttributeAsync(Count, "data-value");
        var option = page.Locator("[data-facet=product] [data-option=auto]");
        var promised = await option.Locator("b").GetAttributeAsync("data-value");

        await option.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("filter=product%20eq%20%27auto%27"));
        await Expect(page.Locator(Count)).ToHaveAttributeAsync("data-value", promised!);
        await Expect(option).ToHaveAttributeAsync("aria-checked", "true");
        Assert.NotEqual(all, promised);

        await page.GoBackAsync();
        await Expect(page.Locator(Count)).ToHaveAttributeAsync("data-value", all!);
        await Expect(option).ToHaveAttributeAsync("aria-checked", "false");
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task Range_TypedOrBrushed_IsTheSameFilter()
    {
        await using var reader = await browser.OpenAsync(address: "/portfolio", width: 1440);
        var page = reader.Page;
        await page.FillAsync("[data-facet=score] [data-to]", "700");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("filter=score%20lt%20700$"));
        await page.ClickAsync("[data-remove=score]");
        await Expect(page).ToHaveURLAsync(new Regex("/portfolio$"));

        var bars = (await page.Locator("[data-facet=score] [data-brush]").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(bars.X + 1, bars.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(bars.X + (bars.Width / 2), bars.Y + 20);
        await page.Mouse.UpAsync();
        await Expect(page).ToHaveURLAsync(new Regex("filter=score%20ge%20\\d+%20and%20score%20lt%20\\d+$"));
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task Header_Clicked_SortsTheLoansAndTurnsRound()
    {
        await using var reader = await browser.OpenAsync(address: "/portfolio?columns=score,balance", width: 1440);
        await reader.Page.ClickAsync("[data-sort=score]");
        await Expect(reader.Page.Locator("th[aria-sort=descending]")).ToContainTextAsync("Score");
        var down = await ScoresAsync(reader.Page, scores => scores.OrderDescending());
        await reader.Page.ClickAsync("[data-sort=score]");
        await Expect(reader.Page.Locator("th[aria-sort=ascending]")).ToContainTextAsync("Score");
        var up = await ScoresAsync(reader.Page, scores => scores.Order());

        Assert.True(down.Length >= 10, $"{down.Length} rows");
        Assert.Equal(down.OrderDescending(), down);
        Assert.Equal(up.Order(), up);
        Assert.True(down[0] > up[0]);
    }

    [Fact]
    public async Task Column_AddedAndTakenAway_KeepsTheRows()
    {
        await using var reader = await browser.OpenAsync(address: "/portfolio?columns=score,balance", width: 1440);
        var page = reader.Page;
        await page.WaitForSelectorAsync("[data-loan]");
        foreach (var (column, numbers) in new[] { ("term", 3), ("score", 2) })
        {
            await page.ClickAsync("summary[title=Columns]");
            await page.ClickAsync($"[data-column={column}]");
            await Expect(page.Locator("[data-loan]").First.Locator("td.number[data-value]")).ToHaveCountAsync(numbers, new() { Timeout = 60_000 });
        }

        await Expect(page.Locator("[data-loan] td.number").First).ToHaveAttributeAsync("data-key", new Regex("/balance$"));
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task Explorer_ByKeyboardAlone_FiltersSelectsWatchesAndExports()
    {
        await using var reader = await browser.OpenAsync(address: "/portfolio?columns=balance,watched", width: 1440);
        var (page, keyboard) = (reader.Page, reader.Page.Keyboard);
        await page.WaitForSelectorAsync("[data-loan]");

        await keyboard.PressAsync("/");
        await keyboard.TypeAsync("score lt 715");
        await keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("filter=score%20lt%20715"));
        await Expect(page.Locator("[data-remove=score]")).ToBeVisibleAsync();
        var total = int.Parse((await page.GetAttributeAsync(Count, "data-value"))!, CultureInfo.InvariantCulture);

        await keyboard.PressAsync("End");
        await Expect(page.Locator("[data-loan]:focus")).ToHaveAttributeAsync("aria-rowindex", $"{total + 1}");
        await keyboard.PressAsync("Home");
        await Expect(page.Locator("[data-loan]:focus")).ToHaveAttributeAsync("aria-rowindex", "2");
        await keyboard.PressAsync("j");
        await keyboard.PressAsync("ArrowDown");
        await keyboard.PressAsync("k");
        var loan = await page.Locator("[data-loan]:focus").GetAttributeAsync("data-loan");
        await Expect(page.Locator("[data-loan]:focus")).ToHaveAttributeAsync("aria-rowindex", "3");
        await keyboard.PressAsync("x");
        await Expect(page).ToHaveURLAsync(new Regex($"sel={loan}"));
        await Expect(page.Locator($"[data-loan='{loan}']")).ToHaveAttributeAsync("aria-selected", "true");

        await page.FocusAsync("[data-watch]");
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-toasts]")).ToContainTextAsync("1 loan is now watched");
        await Expect(page.Locator($"[data-loan='{loan}']")).ToContainTextAsync("yes");
        await keyboard.PressAsync("Enter"); // and not any more, for the tests to come
        await Expect(page.Locator($"[data-loan='{loan}']")).ToContainTextAsync("no");

        await page.FocusAsync("summary[title=Export]");
        await keyboard.PressAsync("Enter");
        await page.FocusAsync("[data-export=csv]");
        var lines = await LinesAsync(await page.RunAndWaitForDownloadAsync(() => keyboard.PressAsync("Enter")));
        Assert.Equal(total, lines.Count - 1);
        Assert.Equal("id,balance,watched", lines[0]);

        await page.FocusAsync($"[data-loan='{loan}']");
        await keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/loans/L-\\d+\\?filter="));
    }

    [Fact]
    public async Task Selection_OfAll_ExportsTheRowsCountedOnScreen()
    {
        await using var reader = await browser.OpenAsync(address: "/portfolio?filter=product%20eq%20'consumer'&sel=all", width: 1440);
        var file = await reader.Page.RunAndWaitForDownloadAsync(() => reader.Page.ClickAsync("[data-export-selected]"));
        var lines = await LinesAsync(file);

        Assert.Equal(await reader.Page.GetAttributeAsync(Count, "data-value"), $"{lines.Count - 1}");
        Assert.Equal(await reader.Page.GetAttributeAsync("table.loans", "aria-rowcount"), $"{lines.Count + 1}");
    }

    [Fact]
    public async Task Explorer_ThatFindsNothing_NamesTheFilterToTakeAway()
    {
        await using var reader = await browser.OpenAsync(address: "/portfolio?filter=score%20lt%201%20and%20term%20ge%201", width: 1440);
        await Expect(reader.Page.Locator(".explored")).ToContainTextAsync("Score leaves most of them out");
        await reader.Page.ClickAsync("[data-way-back]");

        await Expect(reader.Page).ToHaveURLAsync(new Regex("filter=term%20ge%201$"));
        await Expect(reader.Page.Locator(Count)).Not.ToHaveAttributeAsync("data-value", "0");
    }

    [Fact]
    public async Task Expression_ThatIsWrong_IsNamedAndTheRestKept()
    {
        await using var reader = await browser.OpenAsync(address: "/portfolio?filter=score%20lt%20700", width: 1440);
        var before = await reader.Page.GetAttributeAsync(Count, "data-value");
        await reader.Page.FillAsync("[data-filter]", "luck gt 3");
        await reader.Page.Keyboard.PressAsync("Enter");

        await Expect(reader.Page.Locator("[data-wrong]")).ToContainTextAsync("luck");
        await Expect(reader.Page.Locator(Count)).ToHaveAttributeAsync("data-value", before!);
    }

    [Fact]
    public async Task Rows_WhenDaysGoBy_KeepTheirPlaces()
    {
        await using var reader = await browser.OpenAsync(address: "/portfolio?sort=-balance", width: 1440);
        await reader.Page.WaitForSelectorAsync("[data-loan]");
        var before = await OrderAsync(reader.Page);
        await reader.StepAsync("month");
        await reader.Page.WaitForFunctionAsync(
            "() => document.querySelector('[data-resort]') && document.querySelector('[data-loan] [data-day]')?.dataset.day === document.querySelector('.crumb time').dateTime", null, new() { Timeout = 60_000 });

        // Days of the month may still go by: the rows stand whatever they do, and are sorted until none does.
        Assert.Equal(before, await OrderAsync(reader.Page));
        await reader.Page.WaitForFunctionAsync("() => { const again = document.querySelector('[data-resort]'); again?.click(); return !again; }", null, new() { Timeout = 60_000, PollingInterval = 1_000 });
    }

    [Fact]
    public async Task Answer_BeforeTheCircuit_HoldsTheRowsAndTheFigures()
    {
        using var client = new HttpClient { BaseAddress = browser.RequiredAddress };
        var html = await client.GetStringAsync("/portfolio?filter=score%20lt%20700");

        Assert.Equal(24, Regex.Count(html, "data-loan="));
        Assert.Matches("data-sum=\"count\"[^>]*data-value=\"[1-9]", html);
    }

    private static Task<string[]> OrderAsync(IPage page) => page.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-loan]')].map(row => row.dataset.loan).slice(0, 10)");

    /// <summary>The scores shown, once they are in the order asked for; as they are after a minute.</summary>
    private static async Task<double[]> ScoresAsync(IPage page, Func<double[], IEnumerable<double>> order)
    {
        for (var tried = 0; ; tried++)
        {
            // A row on its way has no cells yet.
            var scores = await page.EvaluateAsync<double[]>("[...document.querySelectorAll('[data-loan]')].map(row => row.querySelector('td.number')).filter(Boolean).map(cell => Number(cell.dataset.value))");
            if (tried == 240 || (scores.Length >= 10 && order(scores).SequenceEqual(scores)))
            {
                return scores;
            }

            await page.WaitForTimeoutAsync(250);
        }
    }

    private static async Task<List<string>> LinesAsync(IDownload file)
        => [.. (await File.ReadAllLinesAsync(await file.PathAsync())).Where(line => !line.TrimStart('"').StartsWith('#') && line.Length > 0)];
}
