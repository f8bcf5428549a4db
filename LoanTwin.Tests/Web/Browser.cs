using Microsoft.Playwright;

namespace LoanTwin.Tests.Web;

/// <summary>One Chromium and one running twin for all page tests. Without a Chromium these tests are skipped, or fail where one is required.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] UsualPlaces =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/snap/bin/chromium"];

    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _chromium;
    private TwinProcess? _twin;

    private static string? Executable
        => Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } chosen ? chosen : UsualPlaces.FirstOrDefault(File.Exists);

    private static bool IsRequired => Environment.GetEnvironmentVariable("LOANTWIN_REQUIRE_BROWSER") == "1";

    public async ValueTask InitializeAsync()
    {
        if (Executable is not { } executable || !File.Exists(executable))
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Headless = true, Args = Switches });
        _twin = await TwinProcess.StartAsync();
    }

    /// <summary>A fresh page, as a new reader sees it, on which the circuit already answers.</summary>
    public async Task<ReaderPage> OpenAsync(ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 800, string address = "/", bool interactive = true)
    {
        Require();
        var context = await _chromium!.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height } });
        return await ReaderPage.OpenAsync(context, new Uri(_twin!.Address, address), interactive);
    }

    /// <summary>Where the shared twin listens.</summary>
    public Uri Address => _twin!.Address;

    /// <summary>The same, for a test that needs no page but is one of the pages.</summary>
    public Uri RequiredAddress
    {
        get
        {
            Require();
            return Address;
        }
    }

    /// <summary>Skips the test, or fails it where a browser is required, when there is none.</summary>
    public void Require()
    {
        if (_chromium is null)
        {
            Assert.SkipUnless(IsRequired, "No Chromium found: set CHROMIUM_PATH or install one to run the page tests.");
            Assert.Fail("LOANTWIN_REQUIRE_BROWSER=1, but there is no Chromium at CHROMIUM_PATH or in the usual places.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_chromium?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
        await (_twin?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
