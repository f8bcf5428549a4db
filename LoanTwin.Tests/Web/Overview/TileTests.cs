using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using LoanTwin.Tests.Web.Queries;

namespace LoanTwin.Tests.Web.Overview;

/// <summary>The tiles as the first answer of the page writes them, held against what other programs are told.</summary>
[Collection(nameof(SmallTwin))]
public sealed partial class TileTests(SmallTwin twin)
{
    private static readonly string[] Usual = ["outstanding", "roe", "nim", "expectedLossRate", "var95", "dpd30Balance", "capitalRatio", "topShare"];

    [Theory]
    [InlineData("yesterday")]
    [InlineData("monthEnd")]
    [InlineData("year")]
    public async Task Change_OnEveryTile_IsTheDifferenceOfTheTwoPublishedValues(string baseline)
    {
        await twin.StepAsync(33);
        var lead = await twin.GetAsync($"/api/lead?baseline={baseline}");
        var (now, then) = (await MetricsAsync(lead.GetProperty("day")), await MetricsAsync(lead.GetProperty("baseline")));

        var tiles = await TilesAsync($"/?base={baseline}");

        Assert.Equal(Usual, tiles.Keys);
        Assert.All(tiles, tile => Assert.Equal(ChangeOf(now[tile.Key], then[tile.Key]), tile.Value.Change));
        Assert.Contains(tiles.Values, tile => tile.Change.Any(letter => letter is >= '1' and <= '9'));
    }

    [Fact]
    public async Task Spark_OnEveryTile_HasThePublishedValuesOfNinetyDays()
    {
        await twin.StepAsync(5);
        var day = DateOnly.Parse((await twin.GetAsync("/api/lead")).GetProperty("day").GetString()!, CultureInfo.InvariantCulture);
        var tiles = await TilesAsync($"/?asOf={day.AddDays(-1):O}");

        foreach (var (key, tile) in tiles)
        {
            var series = await twin.GetAsync($"/api/metrics/{key}/series?from={day.AddDays(-91):O}&to={day.AddDays(-1):O}&points=400");
            var values = series.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("value").GetDouble()).ToList();
            var heights = Heights().Matches(tile.Line).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();

            Assert.InRange(values.Count, 60, 91);
            Assert.Equal(values.Count, heights.Count);
            var (low, high) = (values.Min(), values.Max());
            Assert.All(values.Zip(heights), point => Assert.Equal(high > low ? 60 + (880 * (high - point.First) / (high - low)) : 500, point.Second, .01));
        }
    }

    [Theory]
    [InlineData("nim.roe.outstanding", "nim,roe,outstanding")]
    [InlineData("var95.luck.var95.ROE", "var95")]
    [InlineData("nothing.known", "outstanding,roe,nim,expectedLossRate,var95,dpd30Balance,capitalRatio,topShare")]
    public async Task Tiles_ThatTheCookieNames_AreInTheFirstAnswer(string cookie, string keys)
        => Assert.Equal(keys.Split(','), (await TilesAsync("/", $"tiles={cookie}")).Keys);

    private async Task<Dictionary<string, JsonElement>> MetricsAsync(JsonElement day)
        => (await twin.GetAsync($"/api/metrics?asOf={day.GetString()}")).GetProperty("metrics").EnumerateArray().ToDictionary(metric => metric.GetProperty("key").GetString()!);

    private async Task<Dictionary<string, (string Change, string Line)>> TilesAsync(string address, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var answer = await twin.Client.SendAsync(request);
        var html = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return Tile().Matches(html).ToDictionary(
            tile => tile.Groups["key"].Value, tile => (WebUtility.HtmlDecode(Delta().Match(tile.Value).Groups[1].Value).Replace('\u00A0', ' '), Line().Match(tile.Value).Groups[1].Value));
    }

    /// <summary>As design/README says it: shares of money in percent, rates in basis points under one percentage point, and the word that the direction gives.</summary>
    private static string ChangeOf(JsonElement now, JsonElement then)
    {
        var (value, before) = (now.GetProperty("value").GetDouble(), then.GetProperty("value").GetDouble());
        var isMoney = now.GetProperty("unit").GetString() == "usd";
        var change = isMoney ? (value / before) - 1 : value - before;
        var isSmall = !isMoney && Math.Abs(change) < .00995;
        var size = Math.Abs(change * (isSmall ? 10_000 : 100)).ToString(isSmall ? "0" : "0.0", CultureInfo.InvariantCulture);
        var unit = isMoney ? "%" : isSmall ? "bps" : "pp";
        var isNothing = size.All(letter => letter is '0' or '.');
        var word = isNothing || isMoney ? "" : change > 0 == (now.GetProperty("direction").GetString() == "up") ? " better" : " worse";
        return $"{(isNothing ? "" : change > 0 ? "+" : "−")}{size} {unit}{word}";
    }

    [GeneratedRegex("<a class=\"tile[^>]*data-tile=\"(?<key>[^\"]*)\".*?</a>", RegexOptions.Singleline)]
    private static partial Regex Tile();

    [GeneratedRegex("<span class=\"delta[^>]*>([^<]*)</span>")]
    private static partial Regex Delta();

    [GeneratedRegex("<path class=\"line\" d=\"([^\"]*)\"")]
    private static partial Regex Line();

    [GeneratedRegex("[ML][0-9.]+ ([0-9.]+)")]
    private static partial Regex Heights();
}
