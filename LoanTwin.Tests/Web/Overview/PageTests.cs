using static Microsoft.Playwright.Assertions;

namespace LoanTwin.Tests.Web.Overview;

[Collection(nameof(RunningTwin))]
public class PageTests(Browser browser)
{
    [Fact]
    public async Task NextDay_Clicked_IsLivedStoredAndShown()
    {
        await using var reader = await browser.OpenAsync();
        var day = await reader.DayAsync();

        await reader.StepAsync();
        await reader.ExpectDayAsync(day.AddDays(1));

        Assert.Contains(reader.Asked, address => address.StartsWith("ws://", StringComparison.Ordinal) && address.Contains("/_blazor", StringComparison.Ordinal));
        Assert.Empty(reader.Errors);
    }

    [Fact]
    public async Task TwoReaders_OfTheSamePage_SeeTheSameTwin()
    {
        await using var one = await browser.OpenAsync();
        await using var other = await browser.OpenAsync();
        var day = await one.DayAsync();

        await one.StepAsync();

        await one.ExpectDayAsync(day.AddDays(1));
        await other.ExpectDayAsync(day.AddDays(1));
        await Expect(other.Page.Locator("[data-tile=roe] [data-key=roe]")).ToHaveAttributeAsync("data-day", day.AddDays(1).ToString("O"));
    }
}
