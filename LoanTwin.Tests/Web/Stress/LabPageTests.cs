using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace LoanTwin.Tests.Web.Stress;

/// <summary>The stress lab by keyboard alone, on a paused twin of its own with few loans, so that a run takes a moment.</summary>
[Collection(nameof(RunningTwin))]
public sealed class LabPageTests(Browser browser) : IAsyncLifetime
{
    private const string Cell = ".path-grid input[data-at='2']";
    private const float Patience = 60_000;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("loantwin-lab-");
    private TwinProcess? _twin;

    public async ValueTask InitializeAsync()
    {
        browser.Require();
        await FoundedTwin.CopyIntoAsync(_data.FullName);
        _twin = await TwinProcess.StartAsync(data: _data.FullName);
    }

    public async ValueTask DisposeAsync()
    {
        await (_twin?.DisposeAsync() ?? ValueTask.CompletedTask);
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task World_DrawnByKeyboard_IsKeptRunAndCancelled()
    {
        await using var reader = await OpenAsync("/stress/scenarios/fed-2026-severe");
        var page = reader.Page;
        await page.WaitForSelectorAsync("#paths svg.fan");
        await TypeAsync(page, "9.9");
        await page.WaitForURLAsync("**/stress/scenarios/own-*");
        await PressUntilAsync(page, "[data-factor=inflation]", "[data-factor=inflation][aria-pressed=true]");
        await TypeAsync(page, "7.5");
        await page.WaitForFunctionAsync("document.querySelector('.path-grid input[data-at=\"2\"]').value === '7.5'");
        await page.WaitForSelectorAsync("[data-saved]");

        // A lost connection loses nothing: the page opened anew shows the draft.
        await page.ReloadAsync();
        await reader.WhenInteractiveAsync();
        await page.WaitForFunctionAsync("document.querySelector('.path-grid input[data-at=\"2\"]')?.value === '9.9'");

        await PressAsync(page, "#path summary:has-text('Paste')");
        await FillAsync(page, "#path textarea", "5%\n8.5");
        await PressUntilAsync(page, "#path button:has-text('Take the block')", "[data-wrong]:has-text('unemployment[1] = 8.5')");

        await FillAsync(page, "#run label:has-text('Paths') input", "10000");
        await PressAsync(page, "button[data-run]");
        await page.WaitForURLAsync("**/stress/runs/*");
        await PressAsync(page, ".run-bar button:has-text('Cancel')");
        await page.WaitForSelectorAsync("[data-run-state=cancelled]");
        await page.WaitForSelectorAsync(".run-bar button:has-text('Go on')");
    }

    [Fact]
    public async Task Runs_ComparedByKeyboard_AreRankedExportedAndReadOnAPhone()
    {
        await using var reader = await OpenAsync("/stress");
        var page = reader.Page;
        foreach (var world in new[] { "stagflation", "fed-2026-baseline" })
        {
            await page.GotoAsync(new Uri(_twin!.Address, "/stress").ToString());
            await reader.WhenInteractiveAsync();
            await PressAsync(page, $"[data-scenario={world}] button:has-text('Run')");
            await page.WaitForURLAsync("**/stress/runs/*");
            await page.WaitForSelectorAsync("[data-run-state=done]");
            await page.WaitForSelectorAsync("#metrics td[data-value]");
        }

        var download = await page.RunAndWaitForDownloadAsync(() => PressAsync(page, ".crumb a:has-text('CSV')"));
        Assert.Contains("SHA-256", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await page.GotoAsync(new Uri(_twin!.Address, "/stress").ToString());
        await reader.WhenInteractiveAsync();
        for (var run = 0; run < 2; run++)
        {
            await page.FocusAsync($"#runs tbody tr:nth-child({run + 1}) input");
            await page.Keyboard.PressAsync("Space");
        }

        await PressAsync(page, "#runs button:has-text('Compare')");
        await page.WaitForSelectorAsync("h1:has-text('Stagflation is the worst of 2.')");
        await reader.WhenInteractiveAsync();
        await page.WaitForSelectorAsync("#tornado .ranked li");
        await AxeAsync(page);
        await FillAsync(page, "input[name=roe]", "0");
        await PressAsync(page, "form.weights button");
        await page.WaitForURLAsync("**roe=0*");
        await page.WaitForSelectorAsync("#ranks tbody tr:nth-child(2)");

        await page.SetViewportSizeAsync(390, 844);
        await PressUntilAsync(page, "#ranks tbody a", "#metrics td[data-value]");
        await reader.WhenInteractiveAsync();
        await AxeAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await page.GotoAsync(new Uri(_twin!.Address, "/stress/scenarios/stagflation").ToString());
        await reader.WhenInteractiveAsync();
        await page.WaitForSelectorAsync("#paths svg.fan");
        await TypeAsync(page, "6.1");
        await page.WaitForURLAsync("**/stress/scenarios/own-*");
        await page.WaitForSelectorAsync("[data-saved]");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    private async Task<ReaderPage> OpenAsync(string address)
    {
        var reader = await browser.OpenAsync(address: new Uri(_twin!.Address, address).ToString());
        reader.Page.SetDefaultTimeout(Patience);
        return reader;
    }

    private static async Task AxeAsync(IPage page)
        => Assert.Empty((await page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}"));

    private static async Task TypeAsync(IPage page, string value)
    {
        await FillAsync(page, Cell, value);
        await page.Keyboard.PressAsync("Tab");
    }

    private static async Task FillAsync(IPage page, string target, string value)
    {
        await page.WaitForSelectorAsync(target);
        await page.FocusAsync(target);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(value);
    }

    /// <summary>For what may be pressed twice: a page that is just being drawn anew takes the focus away with the button that had it.</summary>
    private static async Task PressUntilAsync(IPage page, string target, string expected)
    {
        for (var pressed = 0; pressed < 12; pressed++)
        {
            if (await page.Locator(target).CountAsync() > 0)
            {
                await PressAsync(page, target);
            }

            try
            {
                await page.WaitForSelectorAsync(expected, new() { Timeout = 5_000 });
                return;
            }
            catch (TimeoutException)
            {
                // Pressed again, as a reader would.
            }
        }

        await page.WaitForSelectorAsync(expected);
    }

    private static async Task PressAsync(IPage page, string target)
    {
        await page.WaitForSelectorAsync(target);
        await page.FocusAsync(target);
        await page.Keyboard.PressAsync("Enter");
    }
}
