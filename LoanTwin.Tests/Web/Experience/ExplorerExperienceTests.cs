using System.Globalization;

namespace LoanTwin.Tests.Web.Experience;

/// <summary>The explorer of a large book as its readers feel it, measured inside the browser from the choice to the drawn rows.</summary>
[Collection(nameof(RunningTwin))]
public class ExplorerExperienceTests(Browser browser, MeasuredTwin measured, ITestOutputHelper output) : IClassFixture<MeasuredTwin>
{
    /// <summary>Fewer where the tests of a build run beside.</summary>
    private static readonly int Runs = ExperienceReport.Slack > 1 ? 20 : 100;

    /// <summary>From going to an address until what it asks for stands there, one frame later.</summary>
    private const string Goes =
        """
        address => new Promise((done, fail) => {
          const began = performance.now();
          const look = () => {
            if (IS_THERE) {
              requestAnimationFrame(() => done(performance.now() - began));
            } else if (performance.now() - began > 20000) {
              fail(new Error('it never came'));
            } else {
              requestAnimationFrame(look);
            }
          };
          Blazor.navigateTo(address);
          look();
        })
        """;

    /// <summary>
    /// From the jump until every place between head and foot is a loan's row, the one that belongs there, one frame later. Then, a third of a
    /// second on, nothing may be blank and no loan may stand there twice.
    /// </summary>
    private const string Jumps =
        """
        share => new Promise((done, fail) => {
          const grid = document.querySelector('[data-grid]');
          const last = Number(grid.querySelector('table').getAttribute('aria-rowcount')) - 1;
          const began = performance.now();
          const isFull = () => {
            const rows = [...grid.querySelectorAll('[data-loan]')].map(row => [row.getBoundingClientRect(), Number(row.getAttribute('aria-rowindex')), row.dataset.loan]);
            const [top, bottom] = [grid.querySelector('thead th').getBoundingClientRect().bottom, grid.querySelector('tfoot td').getBoundingClientRect().top];
            const seen = rows.filter(([box]) => box.bottom > top + 1 && box.top < bottom - 1);
            return seen.length > 0 && seen[0][0].top <= top + 1 && (seen.at(-1)[0].bottom >= bottom - 1 || seen.at(-1)[1] === last)
              && seen.every(([, at], place) => at === seen[0][1] + place) && new Set(rows.map(([, , loan]) => loan)).size === rows.length;
          };
          const look = () => {
            if (isFull()) {
              requestAnimationFrame(() => {
                const took = performance.now() - began;
                setTimeout(() => isFull() ? done(took) : fail(new Error('a row is blank, or there twice')), 300);
              });
            } else if (performance.now() - began > 20000) {
              fail(new Error('they never came'));
            } else {
              requestAnimationFrame(look);
            }
          };
          grid.scrollTop = share * (grid.scrollHeight - grid.clientHeight);
          requestAnimationFrame(look);
        })
        """;

    [Fact]
    public async Task Scroll_ToAnyPlace_PaintsTheRowsThatBelongThere()
    {
        var chance = Luck.Printed(output);
        await using var reader = await OpenAsync("/portfolio");
        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            times.Add(await reader.Page.EvaluateAsync<double>(Jumps, chance.NextDouble()));
        }

        ExperienceReport.Latency("explorer jump to rows, anywhere in the list, p95", ExperienceReport.Percentile(times, .95), 150);
    }

    [Fact]
    public async Task Filter_EachOfItsOwn_AnswersAtOnce()
    {
        var chance = Luck.Printed(output);
        await using var reader = await OpenAsync("/portfolio");
        var times = new List<double>();
        foreach (var filter in Enumerable.Range(0, Runs).Select(_ => FilterOf(chance)).Distinct())
        {
            times.Add(await GoAsync(reader, $"/portfolio?filter={Uri.EscapeDataString(filter)}", ListIs($"{filter}|-expectedLoss")));
        }

        ExperienceReport.Latency("explorer filter to rows, random and used once, p50", ExperienceReport.Percentile(times, .5), 150);
        ExperienceReport.Latency("explorer filter to rows, random and used once, p95", ExperienceReport.Percentile(times, .95), 300);
    }

    /// <summary>A view lives two seconds while days go by: some of these filters are the first to ask of one.</summary>
    [Fact]
    public async Task Filter_WhileDaysGoBy_AnswersAtOnce()
    {
        var chance = Luck.Printed(output);
        await using var reader = await OpenAsync("/portfolio");
        var times = new List<double>();
        await measured.PaceAsync("live");
        try
        {
            foreach (var filter in Enumerable.Range(0, Runs).Select(_ => FilterOf(chance)).Distinct())
            {
                times.Add(await GoAsync(reader, $"/portfolio?filter={Uri.EscapeDataString(filter)}", ListIs($"{filter}|-expectedLoss")));
                await Task.Delay(200);
            }
        }
        finally
        {
            await measured.PaceAsync("paused");
        }

        ExperienceReport.Latency("explorer filter to rows while days go by, p95", ExperienceReport.Percentile(times, .95), 300);
    }

    [Fact]
    public async Task Sort_ByAnyColumn_AnswersAtOnce()
    {
        await using var reader = await OpenAsync("/portfolio");
        var times = new List<double>();
        foreach (var sort in from key in (string[])["balance", "rate", "score", "dti", "ltv", "pd12", "lgd", "daysPastDue", "region", "term"] from sign in (string[])["-", ""] select sign + key)
        {
            times.Add(await GoAsync(reader, $"/portfolio?sort={sort}", ListIs($"|{sort},")));
        }

        ExperienceReport.Latency("explorer sort to rows, p95", ExperienceReport.Percentile(times, .95), 400);
    }

    [Fact]
    public async Task Strats_ByTwoFields_AnswerAtOnce()
    {
        var chance = Luck.Printed(output);
        await using var reader = await OpenAsync("/portfolio?view=strats");
        string[] cuts = ["product", "region", "status", "grade", "scoreBand", "dtiBand", "rateBand", "balanceBand"];
        var times = new List<double>();
        foreach (var (first, second) in (from one in cuts from two in cuts where one != two select (one, two)).OrderBy(_ => chance.Next()).Take(20))
        {
            var filter = FilterOf(chance);
            times.Add(await GoAsync(
                reader, $"/portfolio?view=strats&by={first},{second}&filter={Uri.EscapeDataString(filter)}",
                $"document.querySelector('table.strats tfoot [data-key]')?.dataset.key.includes('by={first},{second}') && document.querySelector('table.strats tfoot [data-key]').dataset.key.includes({Quoted(Uri.EscapeDataString(filter[..20]))})"));
        }

        ExperienceReport.Latency("explorer strats of a random filter by two fields, p95", ExperienceReport.Percentile(times, .95), 700);
    }

    /// <summary>In the order and spelling in which the explorer names a filter.</summary>
    private static string FilterOf(Random chance) => string.Create(
        CultureInfo.InvariantCulture,
        $"active eq true and balance ge {chance.Next(100, 20_000)} and score ge {chance.Next(500, 640)} and score lt {chance.Next(660, 850)}");

    private static string ListIs(string question)
    {
        var parts = question.Split('|');
        return $"(grid => grid && grid.ariaBusy === 'false' && grid.dataset.list.startsWith({Quoted(parts[0])}) && grid.dataset.list.includes({Quoted(" " + parts[1])}))(document.querySelector('[data-grid]'))";
    }

    private static string Quoted(string text) => $"'{text}'";

    private static Task<double> GoAsync(ReaderPage reader, string address, string isThere) => reader.Page.EvaluateAsync<double>(Goes.Replace("IS_THERE", isThere, StringComparison.Ordinal), address);

    private async Task<ReaderPage> OpenAsync(string address)
    {
        browser.Require();
        var reader = await browser.OpenAsync(address: new Uri((await measured.Running).Address, address).ToString(), width: 1440);
        await reader.Page.WaitForTimeoutAsync(500);
        return reader;
    }
}
