using System.Globalization;
using System.Text.Json;
using LoanTwin.Tests.Web.Experience;
using Microsoft.AspNetCore.WebUtilities;
using static Microsoft.Playwright.Assertions;

namespace LoanTwin.Tests.Web.Portfolio;

/// <summary>Every aggregate is a door: the loans behind it, counted and summed here one by one, are that aggregate.</summary>
[Collection(nameof(RunningTwin))]
public class DrillTests(Browser browser, MeasuredTwin measured, ITestOutputHelper output) : IClassFixture<MeasuredTwin>
{
    private static readonly string[] Tables = ["/portfolio?view=strats", "/portfolio?view=strats&by=product,scoreBand", "/portfolio?view=strats&by=rate:0.02&filter=score lt 730", "/portfolio?view=strats&by=ltvBand", "/portfolio?view=region", "/portfolio?view=strats&by=status,region"];

    private int _drilled;
    private int _summed;

    [Fact]
    public async Task Aggregates_DrilledAtRandom_AreTheirLoans()
    {
        var (seed, chance) = (Luck.Seed, Luck.Printed(output));
        var home = await measured.HomeAsync(browser);
        await using var reader = await browser.OpenAsync(address: new Uri(home, Tables[0]).ToString(), width: 1440);
        for (var drill = 0; drill < 14; drill++)
        {
            await reader.Page.GotoAsync(new Uri(home, Tables[chance.Next(Tables.Length)]).ToString());
            await reader.WhenInteractiveAsync();
            var doors = reader.Page.Locator("[data-drill]");
            var door = doors.Nth(chance.Next(await doors.CountAsync()));
            var (count, balance) = (await door.GetAttributeAsync("data-count"), await door.GetAttributeAsync("data-balance"));
            await door.ClickAsync();
            await reader.Page.WaitForURLAsync(address => !address.Contains("view=", StringComparison.Ordinal));
            await AssertTheseAsync(reader, int.Parse(count!, CultureInfo.InvariantCulture), decimal.Parse(balance!, CultureInfo.InvariantCulture), seed);
        }

        for (var drill = 0; drill < 6; drill++)
        {
            await reader.Page.GotoAsync(new Uri(home, "/portfolio").ToString());
            await reader.WhenInteractiveAsync();
            var options = reader.Page.Locator("[data-facet=product] [data-option], [data-facet=region] [data-option], [data-facet=status] [data-option]");
            var option = options.Nth(chance.Next(await options.CountAsync()));
            var count = await option.Locator("b").GetAttributeAsync("data-value");
            await option.ClickAsync();
            await reader.Page.WaitForURLAsync(address => address.Contains("filter=", StringComparison.Ordinal));
            await AssertTheseAsync(reader, int.Parse(count!, CultureInfo.InvariantCulture), null, seed);
        }

        ExperienceReport.Fixed($"aggregates of {_drilled}, drawn by seed {seed}, that are not the sum of the loans behind them", _drilled - _summed, 0, "");
    }

    private async Task AssertTheseAsync(ReaderPage reader, int count, decimal? balance, int seed)
    {
        _drilled++;
        await Expect(reader.Page.Locator("[data-sum=count]")).ToHaveAttributeAsync("data-value", $"{count}");
        await Expect(reader.Page.Locator("[data-matching]")).ToContainTextAsync(count.ToString("#,0", CultureInfo.InvariantCulture));
        var query = QueryHelpers.ParseQuery(new Uri(reader.Page.Url).Query);
        using var client = new HttpClient { BaseAddress = new Uri(new Uri(reader.Page.Url), "/") };
        var (loans, sum, expected, cursor) = (0, 0m, 0m, "");
        do
        {
            var page = JsonDocument.Parse(await client.GetStringAsync($"/api/loans?limit=1000&filter={Uri.EscapeDataString($"({query["filter"]}) and active eq true")}{cursor}")).RootElement;
            foreach (var loan in page.GetProperty("loans").EnumerateArray())
            {
                (loans, sum, expected) = (loans + 1, sum + loan.GetProperty("balance").GetDecimal(), expected + loan.GetProperty("expectedLoss").GetDecimal());
            }

            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={Uri.EscapeDataString(next)}" : "";
        }
        while (cursor.Length > 0);

        Assert.True(loans == count, $"seed {seed}, {reader.Page.Url}: {loans} loans, promised {count}");
        Assert.True(balance is null || sum == balance, $"seed {seed}, {reader.Page.Url}: {sum}, promised {balance}");
        Assert.Equal((double)sum, await ShownAsync(reader, "balance"), 1e-6);
        Assert.Equal((double)expected, await ShownAsync(reader, "expectedLoss"), 1e-6);
        _summed++;
    }

    private static async Task<double> ShownAsync(ReaderPage reader, string field)
        => double.Parse((await reader.Page.Locator($"[data-total={field}]").GetAttributeAsync("data-value"))!, CultureInfo.InvariantCulture);
}
