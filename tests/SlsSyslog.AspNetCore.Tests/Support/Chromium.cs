using Microsoft.Playwright;

namespace SlsSyslog.AspNetCore.Tests;

/// <summary>
/// Debian's Chromium, driven by Playwright: the browsers that Playwright downloads are not needed. Without it, the tests are skipped, and in
/// continuous integration they fail.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Missing = "Chromium is not installed. Run tests/SlsSyslog.AspNetCore.Tests/install.sh.";

    private static readonly string[] Paths =
        [Environment.GetEnvironmentVariable("SLSSYSLOG_CHROMIUM") ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static bool IsContinuousIntegration => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    /// <summary>Gets the folder for screenshots, or <see langword="null"/> when none are taken.</summary>
    public static string? ScreenshotFolder { get; } = Environment.GetEnvironmentVariable("SLSSYSLOG_SCREENSHOTS");

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Paths, File.Exists) is { } path)
        {
            _playwright = await Playwright.CreateAsync();

            // Root, as in a container, cannot use the sandbox. The pages are those of the tests.
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
        }
    }

    /// <summary>Opens a page and waits until it shows the status.</summary>
    /// <param name="address">The address.</param>
    /// <param name="width">The width of the window.</param>
    /// <param name="prepare">Is called before the page is loaded.</param>
    public async Task<IPage> OpenAsync(Uri address, int width = 1280, Func<IPage, Task>? prepare = null)
    {
        Assert.SkipUnless(_browser is not null || IsContinuousIntegration, Missing);
        Assert.True(_browser is not null, Missing);
        IBrowserContext context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            DeviceScaleFactor = 1,
            TimezoneId = "Europe/Berlin",
            IsMobile = width < 600,
            HasTouch = width < 600,
        });
        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)Eventually.Deadline.TotalMilliseconds);
        if (prepare is not null)
        {
            await prepare(page);
        }

        await page.GotoAsync(address.ToString());
        await page.WaitForSelectorAsync("#verdict:not([data-level=unknown])");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
