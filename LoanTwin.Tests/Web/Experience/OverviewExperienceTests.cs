using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LoanTwin.Tests.Web.Experience;

/// <summary>The Overview of a large book as its readers feel it: checks 2, 3, 8, 9, 10 and 11 of the rubric.</summary>
[Collection(nameof(RunningTwin))]
public class OverviewExperienceTests(Browser browser, MeasuredTwin measured) : IClassFixture<MeasuredTwin>
{
    private const string FirstFigure = "[data-tile=roe] [data-value]";

    [Fact]
    public async Task FirstFigure_OfAColdStart_IsThereAtOnce()
    {
        List<double> seen = [], interactive = [];
        for (var run = 0; run < 10; run++)
        {
            await using var reader = await OpenAsync();
            seen.Add(await reader.Page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
            interactive.Add(await reader.Page.EvaluateAsync<double>("performance.now()"));
        }

        ExperienceReport.Latency("first key figure painted, p95 of 10", ExperienceReport.Percentile(seen, .95), 800);
        ExperienceReport.Latency("interactive, p95 of 10", ExperienceReport.Percentile(interactive, .95), 2_000);
    }

    [Fact]
    public async Task FirstAnswer_OfTheServer_HoldsTheKeyFigures()
    {
        var twin = await TwinAsync();
        var html = await twin.Client.GetStringAsync("/");

        Assert.Matches("data-tile=\"roe\"[^§]*data-value=\"-?[0-9.E-]+\"", html);
    }

    [Fact]
    public async Task Page_Loaded_WeighsLittle()
    {
        await using var reader = await browser.OpenAsync(address: "about:blank", interactive: false);
        var session = await reader.Page.Context.NewCDPSessionAsync(reader.Page);
        await session.SendAsync("Network.enable");
        var (addresses, bytes) = (new Dictionary<string, string>(), new Dictionary<string, double>());
        session.Event("Network.requestWillBeSent").OnEvent += (_, e) => addresses[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("request").GetProperty("url").GetString()!;
        session.Event("Network.loadingFinished").OnEvent += (_, e) => bytes[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("encodedDataLength").GetDouble();

        await reader.Page.GotoAsync((await TwinAsync()).Address.ToString());
        await reader.WhenInteractiveAsync();
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await reader.Page.WaitForTimeoutAsync(2_000);

        double Sum(Func<string, bool> counts) => bytes.Where(pair => addresses.TryGetValue(pair.Key, out var address) && counts(address)).Sum(pair => pair.Value) / 1024;
        ExperienceReport.Fixed("page weight before charts", Sum(address => !address.Contains("plotly", StringComparison.Ordinal)), 300, "KB");
        ExperienceReport.Fixed("page weight with charts", Sum(_ => true), 800, "KB");
    }

    [Fact]
    public async Task Ticks_OfTheTwin_ShiftNothing()
    {
        await using var reader = await OpenAsync();
        await reader.Page.WaitForTimeoutAsync(3_000);
        const string Shifts = "new Promise(done => new PerformanceObserver(list => done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))).observe({ type: 'layout-shift', buffered: true })).then(x => x)";
        var onLoad = await reader.Page.EvaluateAsync<double>($"Promise.race([{Shifts}, new Promise(done => setTimeout(() => done(0), 500))])");

        await reader.Page.EvaluateAsync("window.shifted = 0; window.movers = []; new PerformanceObserver(list => { for (const entry of list.getEntries()) { window.shifted += entry.value; window.movers.push(...entry.sources.map(s => (s.node?.className || s.node?.parentElement?.className) + ' ' + s.previousRect.y + '>' + s.currentRect.y + ' ' + s.previousRect.x + '>' + s.currentRect.x)); } }).observe({ type: 'layout-shift' })");
        await measured.PaceAsync("live");
        await reader.Page.WaitForTimeoutAsync(ExperienceReport.Slack > 1 ? 10_000 : 60_000);
        await measured.PaceAsync("paused");

        if (onLoad > .05)
        {
            Assert.Fail(await reader.Page.EvaluateAsync<string>("new Promise(done => new PerformanceObserver(list => done(list.getEntries().map(e => e.value.toFixed(3) + ' ' + e.sources.map(s => (s.node?.className || s.node?.parentElement?.className) + ' ' + JSON.stringify(s.previousRect) + '>' + JSON.stringify(s.currentRect)).join(', ')).join('; '))).observe({ type: 'layout-shift', buffered: true }))"));
        }

        ExperienceReport.Fixed("layout shift on load", onLoad, .05, "");
        var movers = await reader.Page.EvaluateAsync<string>("window.movers.slice(0, 6).join('; ')");
        Assert.True(movers.Length == 0, movers);
        ExperienceReport.Fixed("layout shift from ticks", await reader.Page.EvaluateAsync<double>("window.shifted"), 0, "");
    }

    [Fact]
    public async Task Ticks_OfTheTwin_DisturbNobody()
    {
        await using var reader = await OpenAsync();
        var page = reader.Page;
        await page.EvaluateAsync("scrollTo(0, 200)");
        await page.ClickAsync("details.twin > summary");
        await page.FocusAsync("[data-pace=live]");
        await page.EvaluateAsync("getSelection().selectAllChildren(document.querySelector('h1'))");
        var before = await StateAsync(page);
        var day = await reader.DayAsync();

        await measured.PaceAsync("fast");
        await page.WaitForFunctionAsync("day => document.querySelector('[data-key=simulated_day]').dataset.day >= day", day.AddDays(20).ToString("O"), new() { Timeout = 60_000 });
        await measured.PaceAsync("paused");

        Assert.Equal(before, await StateAsync(page));
        await page.ClickAsync("[data-pause]");
        await Expect(page.Locator("[data-tile=roe]")).ToContainTextAsync("held by you");
        var held = await SettledAsync(page);
        await measured.PaceAsync("fast");
        await Expect(page.Locator("[data-resume]")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("[3-9] waiting"), new() { Timeout = 30_000 });
        await measured.PaceAsync("paused");
        Assert.Equal(held, await page.InnerTextAsync("main"));
    }

    [Fact]
    public async Task FiftyCircuits_AtTwoPicturesASecond_AreServed()
    {
        const int Readers = 50;
        var twin = await TwinAsync();
        await using var first = await OpenAsync();
        await using var warm = await HeadlessReader.OpenAsync(twin.Address); // what all readers share has been read by then
        var (circuits, heap) = (await measured.MeterAsync("loantwin_circuits"), await measured.MeterAsync("loantwin_gc_heap_bytes"));
        var readers = new List<HeadlessReader>();
        try
        {
            while (readers.Count < Readers)
            {
                readers.Add(await HeadlessReader.OpenAsync(twin.Address));
            }

            var grown = await measured.MeterAsync("loantwin_gc_heap_bytes") - heap;
            var before = await ShownAsync();
            await measured.PaceAsync("fast");
            var chosen = await ChooseTilesAsync(first.Page, TimeSpan.FromSeconds(30));
            await measured.PaceAsync("paused");
            await Task.Delay(TimeSpan.FromSeconds(2));
            var shown = (await ShownAsync()).Select((count, bucket) => count - before[bucket]).ToArray();

            Assert.All(readers, reader => Assert.Null(reader.Fault));
            Assert.Equal(circuits + Readers, await measured.MeterAsync("loantwin_circuits"));
            Assert.True(shown[^1] >= Readers * 5, $"{shown[^1]} pictures were seen");
            ExperienceReport.Memory("managed heap a circuit", grown / Readers / 1024, 1024, "KB");
            ExperienceReport.Latency($"picture published until its figures have reached a reader, {Readers} circuits, p95", Quantile(shown, .95), 50);
            ExperienceReport.Latency($"tile chosen in a browser until its chart is there, {Readers} circuits beside it, p95", ExperienceReport.Percentile(chosen, .95), 500);
        }
        finally
        {
            foreach (var reader in readers)
            {
                await reader.DisposeAsync();
            }
        }
    }

    /// <summary>How long each choice took, one a second.</summary>
    private static async Task<List<double>> ChooseTilesAsync(IPage page, TimeSpan time)
    {
        var (clock, taken, tiles) = (System.Diagnostics.Stopwatch.StartNew(), new List<double>(), new[] { "roe", "var95" });
        while (clock.Elapsed < time)
        {
            var tile = tiles[taken.Count % 2];
            taken.Add(await page.EvaluateAsync<double>(
                """
                async tile => {
                  const [begun, title] = [performance.now(), () => document.querySelector('[data-figure=trend] h2').textContent];
                  const before = title();
                  document.querySelector(`[data-tile=${tile}]`).click();
                  while (title() === before) {
                    if (performance.now() - begun > 10_000) throw new Error(`${tile} was chosen, and the chart is still of ${before}`);
                    await new Promise(requestAnimationFrame);
                  }

                  return performance.now() - begun;
                }
                """, tile));
            await page.WaitForTimeoutAsync(1_000);
        }

        return taken;
    }

    [Fact]
    public async Task LongSession_WithManyPages_DoesNotGrow()
    {
        await using var reader = await OpenAsync();
        var session = await reader.Page.Context.NewCDPSessionAsync(reader.Page);
        await measured.PaceAsync("live");
        await TourAsync(reader, TimeSpan.FromSeconds(40));
        var before = await HeapAsync(session);
        await TourAsync(reader, TimeSpan.FromMinutes(ExperienceReport.Minutes));
        await measured.PaceAsync("paused");
        var after = await HeapAsync(session);

        ExperienceReport.Memory("growth of the browser's heap over the session", 100 * ((after.Heap / before.Heap) - 1), 10, "%");
        ExperienceReport.Memory("growth of DOM nodes over the session", 100 * ((after.Nodes / before.Nodes) - 1), 10, "%");
        Assert.True(await reader.Page.EvaluateAsync<int>("document.querySelectorAll('.js-plotly-plot').length") <= 2);
        Assert.InRange(await measured.MeterAsync("loantwin_viewers"), 2, await measured.MeterAsync("loantwin_circuits") + 2); // one a connected page, the hub's own, and what remembers month ends
    }

    private static async Task TourAsync(ReaderPage reader, TimeSpan time)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (clock.Elapsed < time)
        {
            await reader.Page.ClickAsync(".rail a[href='/metrics/all']");
            await Expect(reader.Page.Locator("h1")).ToContainTextAsync("key figure");
            await reader.Page.ClickAsync(".rail a.room[href='/']");
            await Expect(reader.Page.Locator(FirstFigure)).ToBeVisibleAsync(); // no handle is kept: it would keep the page that has gone
            await reader.Page.WaitForTimeoutAsync(1_000);
        }
    }

    private static async Task<(double Heap, double Nodes)> HeapAsync(ICDPSession session)
    {
        for (var i = 0; i < 3; i++)
        {
            await session.SendAsync("HeapProfiler.collectGarbage");
        }

        var heap = await session.SendAsync("Runtime.getHeapUsage");
        var dom = await session.SendAsync("Memory.getDOMCounters");
        return (heap!.Value.GetProperty("usedSize").GetDouble(), dom!.Value.GetProperty("nodes").GetDouble());
    }

    /// <summary>The words of a held picture once its charts, which are drawn seldom, have come to its day.</summary>
    private static async Task<string> SettledAsync(IPage page)
    {
        for (var (before, tried) = ("", 0); ; tried++)
        {
            var now = await page.InnerTextAsync("main");
            if (now == before)
            {
                return now;
            }

            Assert.True(tried < 10, "a held picture goes on moving");
            before = now;
            await page.WaitForTimeoutAsync(6_000);
        }
    }

    private static Task<string> StateAsync(IPage page) => page.EvaluateAsync<string>(
        "JSON.stringify([scrollY, document.activeElement.dataset.pace, document.querySelector('details.twin').open, getSelection().toString().length > 0])");

    private static async Task WaitAsync(Func<Task<bool>> isSo)
    {
        for (var tried = 0; !await isSo(); tried++)
        {
            Assert.True(tried < 60, "waited a minute");
            await Task.Delay(1_000);
        }
    }

    private static readonly int[] Bounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

    /// <summary>Pictures seen within each bound, the last within any time.</summary>
    private async Task<double[]> ShownAsync()
    {
        var counts = new List<double>();
        foreach (var bound in Bounds)
        {
            counts.Add(await measured.MeterAsync($"loantwin_shown_milliseconds_bucket{{le=\"{bound}\"}}"));
        }

        return [.. counts, await measured.MeterAsync("loantwin_shown_milliseconds_count")];
    }

    /// <summary>Along a straight line inside its bucket.</summary>
    private static double Quantile(double[] within, double level)
    {
        var wanted = level * within[^1];
        var bucket = Array.FindIndex(within, count => count >= wanted);
        if (bucket >= Bounds.Length)
        {
            return double.PositiveInfinity;
        }

        var (low, lowCount) = bucket == 0 ? (0.0, 0.0) : (Bounds[bucket - 1], within[bucket - 1]);
        return low + ((Bounds[bucket] - low) * (wanted - lowCount) / (within[bucket] - lowCount));
    }

    private async Task<TwinProcess> TwinAsync()
    {
        browser.Require();
        return await measured.Running;
    }

    private async Task<ReaderPage> OpenAsync() => await browser.OpenAsync(address: (await TwinAsync()).Address.ToString());
}
