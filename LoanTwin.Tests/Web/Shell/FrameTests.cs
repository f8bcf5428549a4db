using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LoanTwin.Tests.Web.Shell;

/// <summary>The frame around every page, driven as a reader does.</summary>
[Collection(nameof(RunningTwin))]
public class FrameTests(Browser browser)
{
    [Fact]
    public async Task Palette_ByKeyboardAlone_LeadsToAMetric()
    {
        await using var reader = await browser.OpenAsync();
        var keyboard = reader.Page.Keyboard;

        await keyboard.PressAsync("Control+K");
        await keyboard.TypeAsync("return equity");
        await keyboard.PressAsync("Enter");

        await Expect(reader.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/metrics/roe$"));
        await Expect(reader.Page.Locator("h1")).ToContainTextAsync("Return on equity");
        await Expect(reader.Page.Locator("#palette")).ToBeHiddenAsync();
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task Palette_Closed_GivesTheFocusBack()
    {
        await using var reader = await browser.OpenAsync();
        await reader.Page.FocusAsync("[data-opens=palette]");

        await reader.Page.Keyboard.PressAsync("Enter");
        await Expect(reader.Page.Locator("#palette input")).ToBeFocusedAsync();
        await reader.Page.Keyboard.TypeAsync("no such thing at all");
        await Expect(reader.Page.GetByText("Nothing is called like that.")).ToBeVisibleAsync();
        await reader.Page.Keyboard.PressAsync("Escape");

        await Expect(reader.Page.Locator("button.find")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task SingleKeys_WhenSwitchedOff_DoNothing()
    {
        await using var reader = await browser.OpenAsync();

        await reader.Page.Keyboard.PressAsync("?");
        await Expect(reader.Page.Locator("#keys")).ToBeVisibleAsync();
        await reader.Page.UncheckAsync("[data-single-keys]");
        await reader.Page.Keyboard.PressAsync("Escape");
        await reader.Page.Keyboard.PressAsync("?");
        await Expect(reader.Page.Locator("#keys")).ToBeHiddenAsync();

        await reader.Page.ReloadAsync();
        await reader.WhenInteractiveAsync();
        await reader.Page.Keyboard.PressAsync("g");
        await reader.Page.Keyboard.PressAsync("m");
        Assert.Equal("/", new Uri(reader.Page.Url).AbsolutePath);
    }

    [Fact]
    public async Task SingleKeys_GThenM_GoToTheMetrics()
    {
        await using var reader = await browser.OpenAsync();

        await reader.Page.Keyboard.PressAsync("g");
        await reader.Page.Keyboard.PressAsync("m");

        await Expect(reader.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/metrics/all$"));
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task Theme_Chosen_IsInTheFirstAnswerOfTheServer(string theme)
    {
        await using var reader = await browser.OpenAsync(theme == "dark" ? ColorScheme.Light : ColorScheme.Dark);

        await reader.Page.ClickAsync("[data-theme-toggle]");
        var address = reader.Page.Url;
        var answer = await reader.Page.Context.APIRequest.GetAsync(address);

        Assert.Contains($"data-theme=\"{theme}\"", await answer.TextAsync(), StringComparison.Ordinal);
        await reader.Page.ReloadAsync();
        Assert.Equal(theme, await reader.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
    }

    [Fact]
    public async Task Density_Chosen_ChangesRowsAndStays()
    {
        await using var reader = await browser.OpenAsync();
        var row = "getComputedStyle(document.documentElement).getPropertyValue('--row').trim()";
        Assert.Equal("32px", await reader.Page.EvaluateAsync<string>(row));

        await reader.Page.Keyboard.PressAsync("d");
        await reader.Page.ReloadAsync();

        Assert.Equal("40px", await reader.Page.EvaluateAsync<string>(row));
    }

    [Fact]
    public async Task Picture_Held_WaitsUntilItIsResumed()
    {
        await using var reader = await browser.OpenAsync();
        var day = await reader.DayAsync();

        await reader.Page.ClickAsync("[data-pause]");
        await Expect(reader.Page.Locator("[data-live=held]")).ToBeVisibleAsync();
        await using (var other = await browser.OpenAsync())
        {
            await other.StepAsync();
            await other.ExpectDayAsync(day.AddDays(1));
        }

        await Expect(reader.Page.Locator("[data-resume]")).ToContainTextAsync("1 waiting");
        await reader.ExpectDayAsync(day);
        await reader.Page.Keyboard.PressAsync("p");
        await reader.ExpectDayAsync(day.AddDays(1));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Frame_WithEverythingOpen_IsAccessible(ColorScheme scheme)
    {
        await using var reader = await browser.OpenAsync(scheme);
        var page = reader.Page;

        await page.ClickAsync("details.twin > summary");
        await AssertAccessibleAsync(page, "twin");
        await page.EvaluateAsync("for (const menu of document.querySelectorAll('details[data-menu]')) menu.open = false; document.getElementById('keys').showModal()");
        await AssertAccessibleAsync(page, "keys");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+K");
        await AssertAccessibleAsync(page, "palette");
    }

    [Fact]
    public async Task Menu_Escaped_GivesTheFocusBackToItsButton()
    {
        await using var reader = await browser.OpenAsync();

        await reader.Page.FocusAsync("details.twin > summary");
        await reader.Page.Keyboard.PressAsync("Enter");
        await Expect(reader.Page.Locator("details.twin")).ToHaveAttributeAsync("open", "");
        await reader.Page.Keyboard.PressAsync("Tab");
        await reader.Page.Keyboard.PressAsync("Escape");

        await Expect(reader.Page.Locator("details.twin > summary")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Connection_LostToACrash_ComesBackByItselfToTheSameAddress()
    {
        var data = Directory.CreateTempSubdirectory("loantwin-data-");
        try
        {
            var twin = await TwinProcess.StartAsync(data: data.FullName);
            await using var reader = await browser.OpenAsync(address: new Uri(twin.Address, "/?range=3m&metric=nim").ToString());
            await reader.StepAsync();
            var day = new DateOnly(2026, 1, 2);
            await reader.ExpectDayAsync(day);

            await twin.CrashAsync();
            await Expect(reader.Page.GetByText("Connection lost")).ToBeVisibleAsync(new() { Timeout = 10_000 });
            await Expect(reader.Page.Locator("[data-key=simulated_day][data-day='2026-01-02']")).ToHaveCountAsync(1); // the last good picture stays up

            await using var next = await TwinProcess.StartAsync(urls: twin.Address.ToString(), data: data.FullName);
            await twin.DisposeAsync();
            await Expect(reader.Page.GetByText("Connection lost")).ToBeHiddenAsync(new() { Timeout = 30_000 });
            await reader.WhenInteractiveAsync();

            await reader.ExpectDayAsync(day);
            Assert.Equal("?range=3m&metric=nim", new Uri(reader.Page.Url).Query);
            await reader.StepAsync(); // no dead buttons
            await reader.ExpectDayAsync(day.AddDays(1));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Connection_DroppedForSeconds_KeepsItsCircuit()
    {
        await using var reader = await browser.OpenAsync();
        var day = await reader.DayAsync();
        var sockets = new List<IWebSocketRoute>();
        await reader.Page.RouteWebSocketAsync("**/_blazor*", socket =>
        {
            socket.ConnectToServer();
            sockets.Add(socket);
        });
        await reader.Page.ReloadAsync();
        await reader.WhenInteractiveAsync();
        await reader.Page.EvaluateAsync("window.sameDocument = true");

        await sockets[^1].CloseAsync(new() { Code = 3001, Reason = "dropped by the test" });
        await Expect(reader.Page.GetByText("Connection lost")).ToBeHiddenAsync(new() { Timeout = 15_000 });

        await reader.StepAsync();
        await reader.ExpectDayAsync(day.AddDays(1));
        Assert.True(await reader.Page.EvaluateAsync<bool>("window.sameDocument === true"));
    }

    private static async Task AssertAccessibleAsync(IPage page, string what)
    {
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(violation => $"{what}: {violation.Impact} {violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
    }
}
