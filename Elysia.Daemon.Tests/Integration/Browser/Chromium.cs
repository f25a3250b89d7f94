using Microsoft.Playwright;

namespace Elysia.Tests.Integration.Browser;

/// <summary>Debian's Chromium, driven by Playwright: one process, and a window for everyone who asks.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // Without these Chromium looks for updates and speaks to services of its maker while it is measured.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Why there is no Chromium on this machine, or null when there is one.</summary>
    public static string? Missing { get; } = Array.Exists(Places, File.Exists)
        ? null
        : $"Chromium is in none of {string.Join(", ", Places)}. Install it: sudo apt-get install chromium";

    /// <summary>Starts Chromium.</summary>
    public static async Task<Chromium> LaunchAsync()
    {
        UseNodeOfTheSystemWhereNoneCame();
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

    /// <summary>A person's own empty window: nothing is shared with other windows but the process.</summary>
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

    // The package carries a node per platform; a machine of another kind has to bring its own.
    private static void UseNodeOfTheSystemWhereNoneCame()
    {
        string carried = Path.Combine(AppContext.BaseDirectory, ".playwright", "node");
        bool came = Directory.Exists(carried) && Directory.EnumerateFiles(carried, "node", SearchOption.AllDirectories).Any();
        if (!came && Environment.GetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH") is null && File.Exists("/usr/bin/node"))
        {
            Environment.SetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH", "/usr/bin/node");
        }
    }
}
