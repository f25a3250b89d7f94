using Elysia.Tests.Fakes.Viewers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Elysia.Tests.Integration.Browser;

/// <summary>The operator's page in a browser: it updates, it draws, and it notices when the daemon is gone.</summary>
[TestClass]
[TestCategory("Browser")]
[DoNotParallelize]
internal sealed class StatusTests : BrowserTest
{
    // A canvas that has been drawn on has a pixel that is not transparent.
    private const string AllDrawn = """
        () => [...document.querySelectorAll('canvas')].every((canvas) =>
          canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0))
        """;

    // The colours of the page's background, of its text, and of the line of a chart at its end, above the axis.
    private const string Colors = """
        () => {
          const style = getComputedStyle(document.body);
          const canvas = document.querySelector('[data-chart=rate] canvas');
          const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          let at = 0;
          while (at < pixels.length && pixels[at + 3] < 255) at += 4;
          const ground = getComputedStyle(document.documentElement).backgroundColor;
          return [ground, style.color, pixels.slice(at, at + 3).join()].map((c) => c.replaceAll(' ', '')).join(' ');
        }
        """;

    [TestMethod]
    [DataRow("desktop", ColorScheme.Dark)]
    [DataRow("desktop", ColorScheme.Light)]
    [DataRow("phone", ColorScheme.Dark)]
    [DataRow("phone", ColorScheme.Light)]
    public async Task Open_WithViewers_ShowsThemLiveWithoutErrors(string screen, ColorScheme scheme)
    {
        await using Viewer watcher = await Viewer.ConnectAsync(WebSocket());
        await watcher.ReceivesAsync("full");
        await using Viewer left = await Viewer.ConnectAsync(WebSocket());
        await left.ReceivesAsync("full");
        await left.CloseAsync();
        BrowserNewContextOptions options = screen == "phone" ? Screen.Phone() : Screen.Desktop();
        options.ColorScheme = scheme;
        Window window = await OpenPathAsync("/status", options);

        await Expect(window.Page.Locator("#badge-text")).ToHaveTextAsync("Ready");
        await Expect(Now(window, "viewers")).ToHaveTextAsync("1");
        await Expect(Now(window, "rate")).Not.ToHaveTextAsync("0");
        await Expect(window.Page.Locator("#closes tbody tr")).ToContainTextAsync(["c2peer closed"]);
        await Expect(window.Page.Locator("#slowest + .none")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("#alerts li")).ToHaveCountAsync(4);
        await window.Page.WaitForFunctionAsync(AllDrawn);
        await window.Page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= innerWidth");
        await KeepAsync(window, $"status-{screen}-{scheme.ToString().ToLowerInvariant()}");
        Assert.IsEmpty(window.Complaints, string.Join('\n', window.Complaints));
    }

    [TestMethod]
    public async Task ColorScheme_Changes_PageAndChartsFollow()
    {
        BrowserNewContextOptions options = Screen.Small();
        options.ColorScheme = ColorScheme.Dark;
        Window window = await OpenPathAsync("/status", options);
        await Expect(Now(window, "rate")).Not.ToBeEmptyAsync();
        string dark = await window.Page.EvaluateAsync<string>(Colors);

        await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });

        await window.Page.WaitForFunctionAsync(
            $"dark => ({Colors})().split(' ').every((c, i) => c !== dark.split(' ')[i])", dark);
    }

    [TestMethod]
    public async Task Daemon_Gone_IsReportedAndTheNextOneIsShown()
    {
        Window window = await OpenPathAsync("/status");
        await Expect(window.Page.Locator("#badge-text")).ToHaveTextAsync("Ready");
        int port = Daemon.Page.Port;

        await Daemon.DisposeAsync();
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-daemon", "lost");
        await Expect(window.Page.Locator("#badge-text")).ToHaveTextAsync("The daemon does not answer");

        Daemon = await ElysiaProcess.StartAsync(port);
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-daemon", "ready");
        await Expect(Now(window, "rate")).Not.ToBeEmptyAsync();
    }

    [TestMethod]
    public async Task Span_OneMinute_IsUsedAndPointingShowsThatSecond()
    {
        Window window = await OpenPathAsync("/status", Screen.Desktop());
        await Expect(Now(window, "rate")).Not.ToBeEmptyAsync();
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "1 min", Exact = true }).ClickAsync();
        await Expect(window.Page.Locator("[data-span='60']")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(window.Page.Locator("[data-span='300']")).ToHaveAttributeAsync("aria-pressed", "false");
        await window.Page.Locator("[data-chart=rate] canvas").HoverAsync();
        Assert.IsEmpty(window.Complaints, string.Join('\n', window.Complaints));
    }

    private Uri WebSocket() => new UriBuilder(Daemon.Page) { Scheme = "ws", Path = "/ws" }.Uri;

    private static ILocator Now(Window window, string chart) => window.Page.Locator($"[data-chart={chart}] .now b");
}
