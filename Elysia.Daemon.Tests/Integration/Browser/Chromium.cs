using Microsoft.Playwright;

namespace Elysia.Tests.Integration.Browser;

/// <summary>Debian's Chromium, driven by Playwright: one process with any number of windows.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // Without these arguments Chromium looks for updates and contacts its maker's services during a measurement.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>The reason why there is no Chromium on this machine; null if there is one.</summary>
    public static string? Missing { get; } = Array.Exists(Places, File.Exists)
        ? null
        : $"Chromium is in none of {string.Join(", ", Places)}. Install it: sudo apt-get install chromium";

    /// <summary>Starts Chromium.</summary>
    public static async Task<Chromium> LaunchAsync()
    {
        UseSystemNodeIfNoneIsIncluded();
        IPlaywright playwright = await Playwright.CreateAsync().ConfigureAwait(false);
        IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Array.Find(Places, File.Exists),
            Headless = true,
            Args = Arguments,
            Timeout = (float)BrowserTest.Deadline.TotalMilliseconds,
        }).ConfigureAwait(false);
        Assertions.SetDefaultExpectTimeout((float)BrowserTest.Deadline.TotalMilliseconds);
        return new Chromium(playwright, browser);
    }

    /// <summary>Opens an empty window that shares nothing with other windows but the process.</summary>
    public async Task<Window> NewWindowAsync(BrowserNewContextOptions screen, string? initScript)
    {
        IBrowserContext context = await _browser.NewContextAsync(screen).ConfigureAwait(false);
        context.SetDefaultTimeout((float)BrowserTest.Deadline.TotalMilliseconds);
        if (initScript is not null)
        {
            await context.AddInitScriptAsync(initScript).ConfigureAwait(false);
        }

        return new Window(await context.NewPageAsync().ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync().ConfigureAwait(false);
        _playwright.Dispose();
    }

    // The package contains Node.js for some platforms only; other machines must provide their own.
    private static void UseSystemNodeIfNoneIsIncluded()
    {
        string carried = Path.Combine(AppContext.BaseDirectory, ".playwright", "node");
        bool isIncluded = Directory.Exists(carried)
            && Directory.EnumerateFiles(carried, "node", SearchOption.AllDirectories).Any();
        if (!isIncluded && Environment.GetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH") is null && File.Exists("/usr/bin/node"))
        {
            Environment.SetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH", "/usr/bin/node");
        }
    }
}
