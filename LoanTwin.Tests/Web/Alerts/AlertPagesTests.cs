using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LoanTwin.Tests.Web.Alerts;

/// <summary>The pages of the alerts as readers use them. The twin is shared, so every test brings its own rule.</summary>
[Collection(nameof(RunningTwin))]
public class AlertPagesTests(Browser browser)
{
    private static readonly string[] Dashboard = ["dashboard"];
    private static readonly PageAssertionsToHaveURLOptions Patient = new() { Timeout = 60_000 };

    [Fact]
    public async Task RuleAndAlert_ByKeyboardAlone_AreMadeAndAcknowledged()
    {
        await using var reader = await browser.OpenAsync(width: 1440, address: "/alerts");
        var (page, keyboard) = (reader.Page, reader.Page.Keyboard);
        var name = $"Balance by keyboard {Guid.NewGuid():n}"[..40];

        await page.FocusAsync("a[href='/alerts/rules/new']");
        await keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/alerts/rules/new"), Patient);
        await Expect(page.Locator("[data-save-rule]")).ToBeEnabledAsync();
        await PickAsync(page, "metric", "outstanding");
        await Expect(page.Locator("[data-field=name]")).ToHaveValueAsync(new Regex("^Outstanding balance low$", RegexOptions.IgnoreCase), new() { Timeout = 60_000 });
        await PickAsync(page, "condition", "above");
        await TypeAsync(page, "level", "1");
        await TypeAsync(page, "forDays", "1");
        await TypeAsync(page, "name", name);
        await Expect(page.Locator("[data-preview]")).ToContainTextAsync("Would have fired once", new() { Timeout = 60_000 });
        await page.FocusAsync("[data-save-rule]");
        await keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex(@"/alerts/rules/\d+$"), Patient);
        var rule = long.Parse(new Uri(page.Url).Segments[^1], System.Globalization.CultureInfo.InvariantCulture);

        await reader.StepAsync();
        await page.FocusAsync("a.bell");
        await keyboard.PressAsync("Enter");
        var row = page.Locator("tr[data-alert]", new() { HasText = name });
        await row.Locator("[data-acknowledge]").FocusAsync(new() { Timeout = 60_000 });
        await keyboard.PressAsync("Enter");
        await Expect(row.Locator("[data-status]")).ToContainTextAsync("Seen", new() { Timeout = 60_000 });
        Assert.Empty(reader.Errors);
        await DeleteAsync(rule);
    }

    [Fact]
    public async Task Acknowledge_ByOneReader_IsSeenByAnotherAndCanBeUndone()
    {
        var (rule, alert) = await FireAsync("Seen by two");
        await using var one = await browser.OpenAsync(address: "/alerts");
        await using var two = await browser.OpenAsync(address: $"/alerts/{alert}");
        var asking = int.Parse(await one.Page.Locator("a.bell [data-asking]").InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);

        await one.Page.Locator($"tr[data-alert='{alert}'] [data-acknowledge]").ClickAsync();

        await Expect(two.Page.Locator(".metric-value [data-status]")).ToContainTextAsync("Seen");
        await Expect(two.Page.Locator("[data-kind=acknowledge]")).ToHaveCountAsync(1);
        await Expect(two.Page.Locator("a.bell")).ToHaveAttributeAsync("aria-label", new Regex(asking == 1 ? "none asks" : asking == 2 ? "1 asks" : $"{asking - 1} ask"));
        await one.Page.Locator("[data-undo]").ClickAsync();
        await Expect(two.Page.Locator(".metric-value [data-status]")).Not.ToContainTextAsync("Seen");
        await Expect(two.Page.Locator("[data-kind=undo]")).ToHaveCountAsync(1);
        await DeleteAsync(rule);
    }

    [Fact]
    public async Task Forms_OfAnAlert_NameWhatIsWrongAndTakeWhatIsRight()
    {
        var (rule, alert) = await FireAsync("Worked on");
        await using var reader = await browser.OpenAsync(address: $"/alerts/{alert}");
        var page = reader.Page;
        var today = await reader.DayAsync();

        await page.ClickAsync("[data-form=comment] button");
        await Expect(page.Locator("#text-fault")).ToContainTextAsync("1 to 2000 letters");
        await page.FillAsync("[data-form=snooze] input", today.ToString("O"));
        await page.ClickAsync("[data-form=snooze] button");
        await Expect(page.Locator("#until-fault")).ToContainTextAsync("a day after");
        await page.FillAsync("[data-form=snooze] input", today.AddDays(20).ToString("O"));
        await page.ClickAsync("[data-form=snooze] button");
        await Expect(page.Locator("#until-fault")).ToHaveTextAsync("");
        await page.FillAsync("[data-form=assign] input", "Ada");
        await page.ClickAsync("[data-form=assign] button");
        await page.FillAsync("[data-form=comment] textarea", "Looked <b>twice</b>.");
        await page.ClickAsync("[data-form=comment] button");
        await Expect(page.Locator("[data-kind=comment]")).ToContainTextAsync("Looked <b>twice</b>.");

        using var client = Client();
        var told = (await client.GetFromJsonAsync<JsonElement>($"/api/alerts/{alert}")).GetProperty("alert");
        Assert.Equal(today.AddDays(20).ToString("O"), told.GetProperty("snoozedUntil").GetString());
        Assert.Equal("Ada", told.GetProperty("assignedTo").GetString());
        await DeleteAsync(rule);
    }

    [Theory]
    [InlineData("var95", "aboveShareOfLimit", "90")]
    [InlineData("dpd30Balance", "above", "2.5")]
    [InlineData("dpd30Balance", "risesBy", "0.25")]
    public async Task Preview_OfTheSentence_IsThatOfTheApi(string metric, string condition, string level)
    {
        await using var reader = await browser.OpenAsync(address: $"/alerts/rules/new?metric={metric}");
        var page = reader.Page;
        await Expect(page.Locator("[data-save-rule]")).ToBeEnabledAsync();
        await page.SelectOptionAsync("[data-field=condition]", condition);
        await TypeAsync(page, "level", level);
        await TypeAsync(page, "clear", "");
        await TypeAsync(page, "breachLevel", "3");
        await TypeAsync(page, "forDays", "2");
        await TypeAsync(page, "keepFiringDays", "5");

        using var client = Client();
        int? over = condition == "risesBy" ? 30 : null;
        var asked = new
        {
            name = "x",
            metric,
            condition,
            level = double.Parse(level, System.Globalization.CultureInfo.InvariantCulture) / 100,
            overDays = over,
            breachLevel = .03,
            forDays = 2,
            keepFiringDays = 5,
            severity = "watch",
            owner = "x",
            channels = Dashboard,
        };
        var answer = await client.PostAsJsonAsync("/api/alerts/rules/preview", asked, new JsonSerializerOptions { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull });
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, told.ToString());

        await Expect(page.Locator("[data-preview] span")).ToHaveTextAsync(told.GetProperty("result").GetString()!);
        Assert.Equal(
            told.GetProperty("episodes").EnumerateArray().Select(episode => episode.GetProperty("from").GetString()).Reverse(),
            await page.Locator("[data-episode]").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.episode)"));
    }

    [Fact]
    public async Task Sentence_SavedAndOpenedAgain_SaysTheSame()
    {
        await using var reader = await browser.OpenAsync(address: "/alerts/rules/new?metric=dpd30Balance&scope=auto");
        var page = reader.Page;
        await Expect(page.Locator("[data-save-rule]")).ToBeEnabledAsync();
        Assert.Equal("auto", await page.InputValueAsync("[data-field=scope]"));
        (string Field, string Value)[] boxes = [("level", "4.625"), ("clear", "4.1"), ("forDays", "4"), ("keepFiringDays", "9"), ("owner", "Night desk"), ("name", "Round trip"), ("breachLevel", "6.5"), ("playbook", "Call.\nWrite.")];
        foreach (var (field, value) in boxes)
        {
            await TypeAsync(page, field, value);
        }

        await page.ClickAsync("[data-save-rule]");
        await Expect(page).ToHaveURLAsync(new Regex(@"/alerts/rules/\d+$"));
        var id = page.Url.Split('/')[^1];
        await using var again = await browser.OpenAsync(address: $"/alerts/rules/{id}");
        await Expect(again.Page.Locator("[data-save-rule]")).ToBeEnabledAsync();
        foreach (var (field, value) in boxes)
        {
            Assert.Equal(value, await again.Page.InputValueAsync($"[data-field={field}]"));
        }

        using var client = Client();
        var rule = (await client.GetFromJsonAsync<JsonElement>($"/api/alerts/rules/{id}")).GetProperty("rule");
        Assert.Equal(.04625, rule.GetProperty("level").GetDouble());
        Assert.Equal(2, rule.GetProperty("playbook").GetArrayLength());

        await again.Page.ClickAsync("[data-opens=delete-rule]");
        await Expect(again.Page.Locator("#delete-rule")).ToBeVisibleAsync();
        var axe = await again.Page.RunAxe();
        Assert.Empty(axe.Violations.Select(violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}"));
        await again.Page.ClickAsync("[data-delete-rule]");
        await Expect(again.Page).ToHaveURLAsync(new Regex("/alerts/rules$"));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync($"/api/alerts/rules/{id}")).StatusCode);
    }

    [Fact]
    public async Task Boxes_ThatMakeNoSense_AreAllNamedAtOnceAndNothingIsSaved()
    {
        await using var reader = await browser.OpenAsync(ColorScheme.Dark, 390, 844, "/alerts/rules/new?metric=var95");
        var page = reader.Page;
        await Expect(page.Locator("[data-save-rule]")).ToBeEnabledAsync();
        await TypeAsync(page, "level", "ninety");
        await TypeAsync(page, "forDays", "-3");
        await TypeAsync(page, "name", "");
        await page.ClickAsync("[data-save-rule]");

        await Expect(page.Locator("[data-fault=level]")).ToContainTextAsync("a number");
        await Expect(page.Locator("[data-fault=forDays]")).ToContainTextAsync("between 0 and 366");
        await Expect(page.Locator("[data-fault=name]")).ToContainTextAsync("one line");
        await Expect(page.Locator("[data-preview]")).ToContainTextAsync("3 boxes are not right yet");
        Assert.EndsWith("/alerts/rules/new?metric=var95", page.Url, StringComparison.Ordinal);
        var axe = await page.RunAxe();
        Assert.Empty(axe.Violations.Select(violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}"));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }

    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await page.FocusAsync($"[data-field={field}]");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.PressAsync("Delete");
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Tab");
    }

    /// <summary>
    /// By the arrow keys alone. Letters would do it, too, but the browser forgets what was typed within a second, and a busy machine takes longer
    /// for a few letters: then it jumps to another word that begins like the last of them.
    /// </summary>
    private static async Task PickAsync(IPage page, string field, string value)
    {
        var box = page.Locator($"[data-field={field}]");
        await box.FocusAsync();
        await page.Keyboard.PressAsync("Home");
        var options = await box.Locator("option").CountAsync();
        for (var press = 0; press < options && await box.InputValueAsync() != value; press++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        await Expect(box).ToHaveValueAsync(value);
        await page.Keyboard.PressAsync("Tab");
    }

    private HttpClient Client() => new() { BaseAddress = browser.RequiredAddress };

    /// <summary>A rule that fires on the next day, and that day.</summary>
    private async Task<(long Rule, long Alert)> FireAsync(string name)
    {
        using var client = Client();
        var added = await client.PostAsJsonAsync("/api/alerts/rules", new { name, metric = "outstanding", condition = "above", level = 1, severity = "info", owner = "Risk desk", channels = Dashboard });
        var rule = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        (await client.PostAsJsonAsync("/api/twin/step", new { days = 1 })).EnsureSuccessStatusCode();
        var alerts = (await client.GetFromJsonAsync<JsonElement>("/api/alerts?state=open&limit=500")).GetProperty("alerts").EnumerateArray();
        return (rule, alerts.First(alert => alert.GetProperty("rule").GetInt64() == rule).GetProperty("id").GetInt64());
    }

    private async Task DeleteAsync(long rule)
    {
        using var client = Client();
        (await client.DeleteAsync($"/api/alerts/rules/{rule}")).EnsureSuccessStatusCode();
    }
}
