using Microsoft.Playwright;

namespace LoanTwin.Tests.Web.Pages;

/// <summary>
/// Writes a picture of every page in both themes at three widths into the folder that LOANTWIN_PICTURES names; without it there is nothing to do.
/// </summary>
[Collection(nameof(RunningTwin))]
public class PictureTests(Browser browser)
{
    [Theory]
    [MemberData(nameof(APage.Names), MemberType = typeof(APage))]
    public async Task Picture_OfEveryPage_IsWritten(string name, string address)
    {
        var folder = Environment.GetEnvironmentVariable("LOANTWIN_PICTURES");
        Assert.SkipUnless(folder is { Length: > 0 }, "Pictures are written where LOANTWIN_PICTURES says.");
        Directory.CreateDirectory(folder!);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var width in new[] { 1440, 768, 390 })
            {
                await using var reader = await browser.OpenAsync(scheme, width, width == 390 ? 844 : 900, address);
                await reader.Page.Mouse.MoveAsync(0, 0); // nothing drawn as hovered
                await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                await reader.Page.WaitForTimeoutAsync(1_500); // charts come when they are near the screen
                await reader.Page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"{name}-{scheme.ToString().ToLowerInvariant()}-{width}.png"), FullPage = true });
            }
        }
    }
}
