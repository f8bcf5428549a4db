using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LoanTwin.Tests.Web.Charts;

/// <summary>The pictures as a reader meets them, on the page that only a development twin has.</summary>
[Collection(nameof(RunningTwin))]
public class GalleryTests(Browser browser, DevelopmentTwin development) : IClassFixture<DevelopmentTwin>
{
    private const string Figure = "[data-figure=var95]";
    private const string Plot = $"{Figure} .plot";

    [Fact]
    public async Task Gallery_OfATwinInProduction_IsNotThere()
    {
        await using var reader = await browser.OpenAsync();
        using var client = new HttpClient();

        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync(new Uri(new Uri(reader.Page.Url), "/dev/design"))).StatusCode);
    }

    [Fact]
    public async Task Picture_WhenTheLibraryTakesOver_StaysInItsBoxAndFollowsTicksRangesAndTheme()
    {
        await using var reader = await OpenAsync();
        var page = reader.Page;

        var still = await page.EvaluateAsync<int>($"document.querySelector('{Figure}').offsetHeight");
        await Expect(page.Locator($"{Plot}[data-drawn]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        Assert.Equal(still, await page.EvaluateAsync<int>($"document.querySelector('{Figure}').offsetHeight"));
        Assert.Equal(0, await page.Locator(".modebar-btn").CountAsync());

        // The same element is drawn on after a tick, and the day has moved.
        await page.EvaluateAsync($"document.querySelector('{Plot} .main-svg').dataset.same = ''");
        await page.ClickAsync("[data-next-day]");
        await page.Mouse.MoveAsync(0, 0);
        await Expect(page.Locator($"{Figure} [data-key=var95]")).ToHaveAttributeAsync("data-day", "2026-11-20");
        await page.WaitForFunctionAsync($"() => document.querySelector('{Plot} .canvas').layout.xaxis.range[1] === {new DateOnly(2027, 5, 19).DayNumber}");
        Assert.Equal(1, await page.Locator($"{Plot} .main-svg[data-same]").CountAsync());

        // While the reader points at it a tick waits.
        await page.HoverAsync(Plot);
        await page.EvaluateAsync("document.querySelector('[data-next-day]').click()");
        await Expect(page.Locator($"{Figure} [data-key=var95]")).ToHaveAttributeAsync("data-day", "2026-11-21");
        await Expect(page.Locator($"{Plot} .tip")).ToBeVisibleAsync();
        Assert.Equal(new DateOnly(2027, 5, 19).DayNumber, await page.EvaluateAsync<int>($"document.querySelector('{Plot} .canvas').layout.xaxis.range[1]"));
        await page.Mouse.MoveAsync(0, 0);
        await page.WaitForFunctionAsync($"() => document.querySelector('{Plot} .canvas').layout.xaxis.range[1] === {new DateOnly(2027, 5, 20).DayNumber}");

        // A drag shows fewer days, drawn from the server's points; the whole is one click away.
        var box = (await page.Locator(Plot).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 200, box.Y + 100);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 300, box.Y + 102, new() { Steps = 5 });
        await page.Mouse.MoveAsync(box.X + 400, box.Y + 104, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await Expect(page.Locator($"{Figure} [data-whole]")).ToBeVisibleAsync();
        await page.ClickAsync($"{Figure} [data-whole]");
        await Expect(page.Locator($"{Figure} [data-whole]")).ToBeHiddenAsync();

        var light = await LineAsync(page);
        await page.ClickAsync("[data-theme-toggle]");
        await page.WaitForFunctionAsync($"old => document.querySelector('{Plot} .canvas').data.find(trace => trace.name === 'VaR 95 %').line.color !== old", light);
        Assert.Equal("rgb(108, 182, 245)", await LineAsync(page));
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task Picture_ByKeyboard_ReadsItsValuesShowsItsTableAndSavesItsFiles()
    {
        await using var reader = await OpenAsync();
        var page = reader.Page;
        await Expect(page.Locator($"{Plot}[data-drawn]")).ToBeVisibleAsync(new() { Timeout = 20_000 });

        await page.FocusAsync(Plot);
        await page.Keyboard.PressAsync("Home");
        await Expect(page.Locator($"{Plot} [data-reading]")).ToHaveTextAsync("20 Nov 2025: VaR 95 % 3.93 %");
        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator($"{Plot} [data-reading]")).ToContainTextAsync("As is, median 5.33 %, 50 % 5.08 % to 5.58 %, 90 % 4.71 % to 5.96 %");
        await Expect(page.Locator($"{Plot} .tip")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator($"{Plot} .tip")).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("t");
        var table = page.Locator($"{Figure} [data-table]");
        await Expect(table).ToBeFocusedAsync();
        var drawn = await page.EvaluateAsync<double[]>($"document.querySelector('{Plot} .canvas').data.find(trace => trace.name === 'VaR 95 %').y");
        var shown = await page.EvaluateAsync<double[]>($"[...document.querySelectorAll('{Figure} [data-table] tbody tr')].map(row => row.cells[1].dataset.value).filter(Boolean).map(Number)");
        Assert.Equal(drawn, shown);
        await page.Keyboard.PressAsync("t");
        await Expect(page.Locator(Plot)).ToBeFocusedAsync();

        foreach (var (format, begins) in new[] { ("csv", "\uFEFFmetric,var95,"), ("svg", "<svg"), ("png", "") })
        {
            await page.ClickAsync($"{Figure} summary");
            var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync($"{Figure} [data-save={format}]"));
            Assert.Equal($"var95-2026-11-19.{format}", download.SuggestedFilename);
            var file = await File.ReadAllBytesAsync(await download.PathAsync());
            Assert.InRange(file.Length, 5_000, 500_000);
            Assert.StartsWith(begins, System.Text.Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        }

        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task Picture_UnderAStrictPolicy_IsDrawnAndSavedWithoutAReport()
    {
        await using var reader = await OpenAsync();
        await reader.Page.RouteAsync("**/dev/design", async route =>
        {
            var answer = await route.FetchAsync();
            var headers = new Dictionary<string, string>(answer.Headers)
            {
                ["content-security-policy"] = "default-src 'none'; base-uri 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'",
            };
            await route.FulfillAsync(new() { Response = answer, Headers = headers });
        });

        await reader.Page.ReloadAsync();
        await reader.WhenInteractiveAsync();
        await Expect(reader.Page.Locator($"{Plot}[data-drawn]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await reader.Page.ClickAsync($"{Figure} summary");
        _ = await reader.Page.RunAndWaitForDownloadAsync(() => reader.Page.ClickAsync($"{Figure} [data-save=png]"));

        // The connection of the page before the reload may still complain that it was cut off.
        Assert.DoesNotContain(reader.Errors, error => error.Contains("Security Policy", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440, "charts")]
    [InlineData(ColorScheme.Dark, 1440, "charts-dark")]
    [InlineData(ColorScheme.Light, 390, "charts-phone")]
    public async Task Gallery_InEveryTheme_IsAccessibleAndNeverScrollsSideways(ColorScheme scheme, int width, string name)
    {
        await using var reader = await OpenAsync(scheme, width);
        await Expect(reader.Page.Locator($"{Plot}[data-drawn]")).ToBeVisibleAsync(new() { Timeout = 20_000 });

        var result = await reader.Page.RunAxe();
        Assert.Empty(result.Violations.Select(violation => $"{violation.Impact} {violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
        Assert.Equal(width, await reader.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        if (Environment.GetEnvironmentVariable("LOANTWIN_PICTURES") is { Length: > 0 } folder)
        {
            await reader.Page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, name + ".png") });
        }
    }

    private Task<ReaderPage> OpenAsync(ColorScheme scheme = ColorScheme.Light, int width = 1280)
        => browser.OpenAsync(scheme, width, 900, new Uri(development.Address, "/dev/design").ToString());

    private static Task<string> LineAsync(IPage page) => page.EvaluateAsync<string>($"document.querySelector('{Plot} .canvas').data.find(trace => trace.name === 'VaR 95 %').line.color");
}
