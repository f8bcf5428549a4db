using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LoanTwin.Tests.Web.Overview;

[Collection(nameof(RunningTwin))]
public class PageTests(Browser browser)
{
    [Fact]
    public async Task NextDay_Clicked_IsLivedStoredAndShown()
    {
        await using var reader = await browser.OpenAsync();
        var day = await DayAsync(reader);

        await reader.Page.ClickAsync("[data-step=day]");
        await ExpectDayAsync(reader, day.AddDays(1));

        Assert.Contains(reader.Asked, address => address.StartsWith("ws://", StringComparison.Ordinal) && address.Contains("/_blazor", StringComparison.Ordinal));
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task Page_ByKeyboardAlone_CanBeStepped()
    {
        await using var reader = await browser.OpenAsync();
        var day = await DayAsync(reader);

        await TabToAsync(reader.Page, "day");
        await reader.Page.Keyboard.PressAsync("Enter");
        await ExpectDayAsync(reader, day.AddDays(1));
    }

    [Fact]
    public async Task TwoReaders_OfTheSamePage_SeeTheSameTwin()
    {
        await using var one = await browser.OpenAsync();
        await using var other = await browser.OpenAsync();
        var day = await DayAsync(one);

        await one.Page.ClickAsync("[data-step=day]");

        await ExpectDayAsync(one, day.AddDays(1));
        await ExpectDayAsync(other, day.AddDays(1));
    }

    [Fact]
    public async Task EveryFigure_OfThePage_IsTheOneOfTheApi()
    {
        await using var reader = await browser.OpenAsync();
        var day = await DayAsync(reader);
        using var client = new HttpClient();
        using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri(new Uri(reader.Page.Url), "/api/metrics")));

        var shown = await reader.Page.EvalOnSelectorAllAsync<string[][]>("td[data-key]", "cells => cells.map(c => [c.dataset.key, c.dataset.day, c.dataset.value ?? ''])");

        Assert.Equal(38, shown.Length);
        foreach (var metric in answer.RootElement.GetProperty("metrics").EnumerateArray())
        {
            var cell = Assert.Single(shown, cell => cell[0] == metric.GetProperty("key").GetString());
            var value = metric.GetProperty("value");
            Assert.Equal(day.ToString("O"), cell[1]);
            Assert.Equal(value.ValueKind == JsonValueKind.Null ? "" : value.GetDouble().ToString("R", System.Globalization.CultureInfo.InvariantCulture), cell[2]);
        }
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
    public async Task Connection_LostAndFoundAgain_GoesOnFromTheStoredDay()
    {
        var data = Directory.CreateTempSubdirectory("loantwin-data-");
        try
        {
            var twin = await TwinProcess.StartAsync(data: data.FullName);
            await using var reader = await browser.OpenAsync(address: twin.Address.ToString());
            await reader.Page.ClickAsync("[data-step=day]");
            var day = new DateOnly(2026, 1, 2);
            await ExpectDayAsync(reader, day);

            await twin.CrashAsync();
            await Expect(reader.Page.GetByText("Connection lost.")).ToBeVisibleAsync();
            await Expect(reader.Page.Locator("[data-key=simulated_day][data-day='2026-01-02']")).ToBeVisibleAsync(); // the last good picture stays up
            await SaveAsync("connection-lost", await reader.Page.ScreenshotAsync());

            await using var next = await TwinProcess.StartAsync(urls: twin.Address.ToString(), data: data.FullName);
            await twin.DisposeAsync();
            await reader.Page.ClickAsync("[data-reload]", new() { Timeout = 60_000 });
            await reader.WhenInteractiveAsync();
            await ExpectDayAsync(reader, day);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("first-page", ColorScheme.Light, 1280, 640)]
    [InlineData("first-page-dark", ColorScheme.Dark, 1280, 640)]
    [InlineData("first-page-phone", ColorScheme.Light, 390, 844)]
    public async Task Picture_OfThePage_IsSmallEnoughForTheReadme(string name, ColorScheme scheme, int width, int height)
    {
        await using var reader = await browser.OpenAsync(scheme, width, height);
        _ = await DayAsync(reader);
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

    private static Task ExpectDayAsync(ReaderPage reader, DateOnly day)
        => Expect(reader.Page.Locator("[data-key=simulated_day]")).ToHaveAttributeAsync("data-day", day.ToString("O"));

    private static async Task<DateOnly> DayAsync(ReaderPage reader)
        => DateOnly.Parse((await reader.Page.Locator("[data-key=simulated_day]").GetAttributeAsync("data-day"))!, System.Globalization.CultureInfo.InvariantCulture);

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
