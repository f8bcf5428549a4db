using Microsoft.Playwright;

namespace LoanTwin.Tests.Web;

/// <summary>One page in one fresh browser profile, with everything it asked for.</summary>
public sealed class ReaderPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _asked = [];
    private readonly List<string> _errors = [];

    private ReaderPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Request += (_, request) => _asked.Add(request.Url);
        page.WebSocket += (_, socket) => _asked.Add(socket.Url);
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) => _errors.AddRange(message.Type == "error" ? [message.Text] : []);
    }

    public IPage Page { get; }
    public IReadOnlyList<string> Asked => _asked;
    public IReadOnlyList<string> Errors => _errors;

    public static async Task<ReaderPage> OpenAsync(IBrowserContext context, Uri address, bool interactive = true)
    {
        var reader = new ReaderPage(context, await context.NewPageAsync());
        await reader.Page.GotoAsync(address.ToString());
        if (interactive)
        {
            await reader.WhenInteractiveAsync();
        }

        return reader;
    }

    /// <summary>Once the circuit has taken over. In that moment the title is gone until the page has drawn it again.</summary>
    public async Task WhenInteractiveAsync()
    {
        await Page.WaitForSelectorAsync(".house[data-interactive]");
        await Page.WaitForFunctionAsync("() => document.title !== ''");
    }

    /// <summary>Lives days through the menu of the twin, as a reader does, and leaves it closed.</summary>
    public async Task StepAsync(string step = "day")
    {
        await Page.ClickAsync("details.twin > summary");
        await Page.ClickAsync($"[data-step={step}]:enabled");
        await Page.WaitForSelectorAsync($"[data-step={step}]:enabled");
        await Page.Keyboard.PressAsync("Escape");
        await Page.EvaluateAsync("document.querySelector('details.twin').open = false");
    }

    /// <summary>The simulated day that the frame shows.</summary>
    public async Task<DateOnly> DayAsync()
        => DateOnly.Parse((await Page.Locator("[data-key=simulated_day]").GetAttributeAsync("data-day"))!, System.Globalization.CultureInfo.InvariantCulture);

    public Task ExpectDayAsync(DateOnly day)
        => Assertions.Expect(Page.Locator("[data-key=simulated_day]")).ToHaveAttributeAsync("data-day", day.ToString("O"));

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
