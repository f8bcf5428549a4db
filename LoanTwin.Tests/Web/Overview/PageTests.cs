using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LoanTwin.Tests.Web.Overview;

[Collection(nameof(RunningTwin))]
public class PageTests(Browser browser)
{
    [Fact]
    public async Task NextDay_Clicked_MovesTheDayThroughTheCircuit()
    {
        await using var reader = await browser.OpenAsync();

        await reader.Page.ClickAsync("[data-step=day]");
        await ExpectDayAsync(reader, "2026-01-02");
        await reader.Page.ClickAsync("[data-step=month]");
        await ExpectDayAsync(reader, "2026-02-02");
        await reader.Page.ClickAsync("[data-step=start]");
        await ExpectDayAsync(reader, "2026-01-01");

        Assert.Contains(reader.Asked, address => address.StartsWith("ws://", StringComparison.Ordinal) && address.Contains("/_blazor", StringComparison.Ordinal));
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task Page_ByKeyboardAlone_CanBeStepped()
    {
        await using var reader = await browser.OpenAsync();

        await TabToAsync(reader.Page, "day");
        await reader.Page.Keyboard.PressAsync("Enter");
        await ExpectDayAsync(reader, "2026-01-02");
        await TabToAsync(reader.Page, "month");
        await reader.Page.Keyboard.PressAsync("Space");
        await ExpectDayAsync(reader, "2026-02-02");
    }

    [Fact]
    public async Task TwoReaders_OfTheSamePage_KeepTheirOwnDay()
    {
        await using var one = await browser.OpenAsync();
        await using var other = await browser.OpenAsync();

        await one.Page.ClickAsync("[data-step=day]");

        await ExpectDayAsync(one, "2026-01-02");
        await ExpectDayAsync(other, "2026-01-01");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280, "/")]
    [InlineData(ColorScheme.Dark, 1280, "/")]
    [InlineData(ColorScheme.Light, 390, "/")]
    [InlineData(ColorScheme.Dark, 390, "/")]
    [InlineData(ColorScheme.Light, 1280, "/no/such/page")]
    public async Task Page_InEveryTheme_IsAccessible(ColorScheme scheme, int width, string address)
    {
        await using var reader = await browser.OpenAsync(scheme, width, address: address);

        var result = await reader.Page.RunAxe();

        // Stricter than serious and critical alone: the page is small enough to have no finding at all.
        Assert.Empty(result.Violations.Select(violation => $"{violation.Impact} {violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
    }

    [Theory]
    [InlineData(390)]
    [InlineData(640)]
    [InlineData(1001)]
    public async Task Page_OnANarrowScreen_NeverScrollsSideways(int width)
    {
        await using var reader = await browser.OpenAsync(width: width);

        Assert.Equal(width, await reader.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Page_WhenDrawn_AsksNobodyElse()
    {
        await using var reader = await browser.OpenAsync();

        var own = new Uri(reader.Page.Url).Authority;
        var loadedFonts = await reader.Page.EvaluateAsync<string[]>("document.fonts.ready.then(f => [...f].filter(x => x.status === 'loaded').map(x => x.family))");

        Assert.DoesNotContain(reader.Asked, address => new Uri(address) is { Scheme: not "data" } uri && uri.Authority != own);
        Assert.Contains("Inter", loadedFonts);
    }

    [Fact]
    public async Task Theme_Switched_StaysAfterReload()
    {
        await using var reader = await browser.OpenAsync(ColorScheme.Light);
        var light = await BackgroundAsync(reader.Page);

        await reader.Page.ClickAsync("[data-theme-toggle]");
        var dark = await BackgroundAsync(reader.Page);
        await reader.Page.ReloadAsync();

        Assert.NotEqual(light, dark);
        Assert.Equal(dark, await BackgroundAsync(reader.Page));
    }

    [Fact]
    public async Task Connection_LostAndFoundByAnotherTwin_IsSaidAndMended()
    {
        await using var twin = await TwinProcess.StartAsync();
        await using var reader = await browser.OpenAsync(address: twin.Address.ToString());
        await reader.Page.ClickAsync("[data-step=day]");
        await ExpectDayAsync(reader, "2026-01-02");

        await twin.CrashAsync();
        await Expect(reader.Page.GetByText("Connection lost.")).ToBeVisibleAsync();
        await Expect(reader.Page.Locator("[data-day='2026-01-02']")).ToBeVisibleAsync(); // the last good picture stays up
        await SaveAsync("connection-lost", await reader.Page.ScreenshotAsync());

        await using var next = await TwinProcess.StartAsync(urls: twin.Address.ToString());
        await reader.Page.ClickAsync("[data-reload]", new() { Timeout = 60_000 });
        await reader.WhenInteractiveAsync();
        await ExpectDayAsync(reader, "2026-01-01");
    }

    [Theory]
    [InlineData("first-page", ColorScheme.Light, 1280, 640)]
    [InlineData("first-page-dark", ColorScheme.Dark, 1280, 640)]
    [InlineData("first-page-phone", ColorScheme.Light, 390, 844)]
    public async Task Picture_OfThePage_IsSmallEnoughForTheReadme(string name, ColorScheme scheme, int width, int height)
    {
        await using var reader = await browser.OpenAsync(scheme, width, height);
        await reader.Page.ClickAsync("[data-step=month]");
        await ExpectDayAsync(reader, "2026-02-01");

        await reader.Page.Mouse.MoveAsync(0, 0); // no button drawn as hovered
        var picture = await reader.Page.ScreenshotAsync();

        Assert.InRange(picture.Length, 10_000, 200_000);
        await SaveAsync(name, picture);
    }

    /// <summary>The pictures of the README come from here: LOANTWIN_PICTURES names the folder.</summary>
    private static async Task SaveAsync(string name, byte[] picture)
    {
        if (Environment.GetEnvironmentVariable("LOANTWIN_PICTURES") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name + ".png"), picture);
        }
    }

    private static Task ExpectDayAsync(ReaderPage reader, string day)
        => Expect(reader.Page.Locator("[data-key=simulated_day]")).ToHaveAttributeAsync("data-day", day);

    private static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private static async Task TabToAsync(IPage page, string step)
    {
        for (var stop = 0; stop < 10; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>("document.activeElement.dataset.step ?? null") == step)
            {
                return;
            }
        }

        Assert.Fail($"Ten presses of Tab did not reach the button '{step}'.");
    }
}
