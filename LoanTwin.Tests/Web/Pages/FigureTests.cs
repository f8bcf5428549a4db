using System.Globalization;
using System.Text.Json;

namespace LoanTwin.Tests.Web.Pages;

/// <summary>Every figure on a page is the one that other programs get, on the live day and on past days.</summary>
[Collection(nameof(RunningTwin))]
public class FigureTests(Browser browser)
{
    private const string Shown = "[...document.querySelectorAll('[data-key][data-value]')].map(e => [e.dataset.key, e.dataset.day ?? '', e.dataset.value, e.dataset.scope ?? 'lender'])";

    [Theory]
    [InlineData("/", 60)]
    [InlineData("/?base=yesterday&range=3m&metric=roe", 60)]
    [InlineData("/metrics/all", 38)]
    [InlineData("/metrics/expectedLossRate", 5)]
    [InlineData("/metrics/nim?scope=auto", 5)]
    [InlineData("/portfolio/early-warning", 30)]
    [InlineData("/portfolio?filter=score lt 720", 100)]
    [InlineData("/portfolio?view=strats&by=scoreBand,product&filter=balance gt 500", 100)]
    [InlineData("/portfolio?view=vintage", 60)]
    [InlineData("/portfolio?view=region&filter=term le 60", 60)]
    [InlineData("/portfolio/segment?filter=score lt 700", 30)]
    public async Task Figures_OfAPage_AreThoseOfTheApi(string address, int atLeast)
    {
        await using var reader = await browser.OpenAsync(address: address);
        await reader.StepAsync("month");
        await reader.StepAsync();
        await reader.Page.WaitForTimeoutAsync(6_000); // what is read rather than watched follows within five seconds

        await AssertTiedAsync(reader, atLeast, await reader.DayAsync());
    }

    [Fact]
    public async Task Figures_OfALoan_AreThoseOfTheApi()
    {
        using var client = new HttpClient { BaseAddress = browser.RequiredAddress };
        using var loans = JsonDocument.Parse(await client.GetStringAsync("/api/loans?filter=product eq 'auto' and status eq 'on_time'&limit=1"));
        var id = loans.RootElement.GetProperty("loans")[0].GetProperty("id").GetInt64();
        await using var reader = await browser.OpenAsync(address: $"/loans/L-{id:D7}?filter=product eq 'auto'");
        await reader.Page.WaitForSelectorAsync("#peers .dots", new() { Timeout = 60_000 }); // the last that comes

        await AssertTiedAsync(reader, 60, await reader.DayAsync());
        Assert.Contains("/portfolio?filter=product", await reader.Page.Locator(".crumb a").First.GetAttributeAsync("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_OfARandomPastDay_AreThoseOfTheApi()
    {
        await using var reader = await browser.OpenAsync(address: "/");
        var seed = Environment.TickCount;
        var day = new DateOnly(2023, 6, 1).AddDays(new Random(seed).Next(900));
        await reader.Page.GotoAsync(new Uri(new Uri(reader.Page.Url), $"/?asOf={day:yyyy-MM-dd}").ToString());
        await reader.WhenInteractiveAsync();
        await reader.Page.WaitForSelectorAsync("[data-time-travel]");

        await AssertTiedAsync(reader, 20, day);
    }

    private static async Task AssertTiedAsync(ReaderPage reader, int atLeast, DateOnly day)
    {
        using var client = new HttpClient { BaseAddress = new Uri(new Uri(reader.Page.Url), "/") };
        var figures = await reader.Page.EvaluateAsync<string[][]>(Shown);
        var answers = new Dictionary<string, JsonDocument>();
        foreach (var figure in figures)
        {
            var (key, of, value, scope) = (figure[0], figure[1], figure[2], figure[3]);
            Assert.Equal(day.ToString("O"), of);
            var (address, pointer) = key.StartsWith('/') ? (key.Split('#')[0], key.Split('#')[1]) : ($"/api/metrics?asOf={of}&scope={scope}", $"/metrics/{key}");
            if (!answers.TryGetValue(address, out var answer))
            {
                answers[address] = answer = JsonDocument.Parse(await client.GetStringAsync(address));
            }

            var told = Find(answer.RootElement, pointer);
            Assert.True(told.ValueKind == JsonValueKind.Null ? value.Length == 0 : double.Parse(value, CultureInfo.InvariantCulture) == told.GetDouble(), $"{key} of {of}: the page shows {value}, the API says {told}");
        }

        Assert.True(figures.Length >= atLeast, $"only {figures.Length} figures on {reader.Page.Url}");
    }

    /// <summary>A JSON pointer, in which a metric of the list may be named by its key.</summary>
    private static JsonElement Find(JsonElement at, string pointer)
    {
        foreach (var part in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            at = at.ValueKind != JsonValueKind.Array ? at.GetProperty(part)
                : int.TryParse(part, out var index) ? at[index]
                : at.EnumerateArray().Single(entry => entry.GetProperty("key").GetString() == part).GetProperty("value");
        }

        return at;
    }
}
