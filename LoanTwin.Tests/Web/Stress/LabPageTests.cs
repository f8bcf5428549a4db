using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace LoanTwin.Tests.Web.Stress;

/// <summary>The stress lab by keyboard alone: draw two paths, run, cancel, go on, run another, compare.</summary>
[Collection(nameof(RunningTwin))]
public class LabPageTests(Browser browser)
{
    private const string Cell = ".path-grid tbody tr:nth-child(3) input";

    [Fact]
    public async Task World_DrawnByKeyboard_IsRunCancelledAndCompared()
    {
        await using var reader = await browser.OpenAsync(address: "/stress/scenarios/fed-2026-severe");
        var page = reader.Page;
        await page.WaitForSelectorAsync("#effect svg.fan");
        await TypeAsync(page, "9.9");
        await page.WaitForSelectorAsync("[data-saved]");
        await page.WaitForURLAsync("**/stress/scenarios/own-*");
        await PressAsync(page, "[data-factor=inflation]");
        await TypeAsync(page, "7.5");
        await page.WaitForFunctionAsync("document.querySelector('.path-grid tbody tr:nth-child(3) input').value === '7.5'");

        // A lost connection loses nothing: the page opened anew shows the draft.
        await page.ReloadAsync();
        await reader.WhenInteractiveAsync();
        await page.WaitForSelectorAsync(Cell);
        await page.WaitForFunctionAsync("document.querySelector('.path-grid tbody tr:nth-child(3) input').value === '9.9'");

        await FillAsync(page, "Paths", "10000");
        await PressAsync(page, "#run button.primary");
        await page.WaitForURLAsync("**/stress/runs/*");
        await PressAsync(page, ".run-bar button:has-text('Cancel')");
        await page.WaitForSelectorAsync("[data-run-state=cancelled]");

        var runs = new List<string>();
        foreach (var world in new[] { "stagflation", "fed-2026-baseline" })
        {
            await page.GotoAsync(new Uri(new Uri(page.Url), "/stress").ToString());
            await reader.WhenInteractiveAsync();
            await page.WaitForSelectorAsync($"[data-scenario={world}]");
            await PressAsync(page, $"[data-scenario={world}] button:has-text('Run')");
            await page.WaitForURLAsync("**/stress/runs/*");
            await page.WaitForSelectorAsync("[data-run-state=done]", new() { Timeout = 90_000 });
            await page.WaitForSelectorAsync("#metrics td[data-value]");
            runs.Add(new Uri(page.Url).Segments[^1]);
        }

        await page.SetViewportSizeAsync(390, 844);
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));

        await page.GotoAsync(new Uri(new Uri(page.Url), $"/stress/compare?runs={runs[0]},{runs[1]}").ToString());
        Assert.Equal("Stagflation is the worst of 2.", await page.TextContentAsync("h1"));
    }

    private static async Task TypeAsync(IPage page, string value)
    {
        await page.FocusAsync(Cell);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(value);
        await page.Keyboard.PressAsync("Tab");
    }

    private static async Task FillAsync(IPage page, string label, string value)
    {
        await page.GetByLabel(label, new() { Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(value);
        await page.Keyboard.PressAsync("Tab");
    }

    private static async Task PressAsync(IPage page, string target)
    {
        await page.FocusAsync(target);
        await page.Keyboard.PressAsync("Enter");
    }
}
