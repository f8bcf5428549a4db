using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LoanTwin.Tests.Web.Gallery;

/// <summary>What fails stays inside its widget: a click, a picture of the twin, a script.</summary>
[Collection(nameof(RunningTwin))]
public class FaultTests(Browser browser)
{
    [Theory]
    [InlineData("click")]
    [InlineData("tick")]
    public async Task Widget_ThatFails_LeavesThePageAlone(string how)
    {
        await using var twin = await TwinProcess.StartAsync("Development");
        await using var reader = await browser.OpenAsync(address: new Uri(twin.Address, "/dev/design").ToString());
        var part = reader.Page.Locator("#failing");

        await part.Locator($"[data-fails={how}]").ClickAsync();
        if (how == "tick")
        {
            await reader.StepAsync();
        }

        await Expect(part.GetByText("A part that can fail could not be shown")).ToBeVisibleAsync();
        await Expect(part.GetByText(new System.Text.RegularExpressions.Regex("^id [0-9a-f]{8}$"))).ToBeVisibleAsync();
        Assert.DoesNotContain("InvalidOperation", await reader.Page.ContentAsync(), StringComparison.Ordinal);
        await reader.Page.ClickAsync("[data-says]"); // the circuit lives
        await Expect(reader.Page.Locator(".toast[role=status]")).ToContainTextAsync("Made-up plan");

        await part.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Expect(part.GetByText("This part is well.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task ChartScript_ThatDoesNotCome_LeavesTheStillPicture()
    {
        await using var reader = await browser.OpenAsync(address: "about:blank", interactive: false);
        await reader.Page.RouteAsync("**/*plotly*", route => route.AbortAsync());
        await reader.Page.GotoAsync(browser.Address.ToString());
        await reader.WhenInteractiveAsync();
        await reader.Page.WaitForTimeoutAsync(1_500);

        await Expect(reader.Page.Locator("[data-figure=trend] .still")).ToBeVisibleAsync();
        await reader.StepAsync();
    }

    [Fact]
    public async Task Gallery_OutsideDevelopment_IsNotThere()
    {
        using var client = new HttpClient { BaseAddress = browser.RequiredAddress };

        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync("/dev/design")).StatusCode);
    }
}
