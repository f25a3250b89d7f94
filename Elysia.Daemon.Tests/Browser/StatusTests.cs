using Elysia.Tests.Fakes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Elysia.Tests.Browser;

/// <summary>The operator's page in a browser: it is live, it draws, and it notices when the daemon is gone.</summary>
[TestClass]
[TestCategory("Browser")]
[DoNotParallelize]
public sealed class StatusTests : BrowserTest
{
    // A canvas that was drawn on has a pixel that is not transparent.
    private const string AllDrawn = """
        () => [...document.querySelectorAll('canvas')].every((canvas) =>
          canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0))
        """;

    [TestMethod]
    [DataRow("desktop")]
    [DataRow("phone")]
    public async Task Open_WithViewers_ShowsThemLiveAndComplainsAboutNothing(string screen)
    {
        await using Viewer watcher = await Viewer.ConnectAsync(WebSocket());
        await using Viewer left = await Viewer.ConnectAsync(WebSocket());
        await left.ReceivesAsync("full");
        await left.CloseAsync();
        Window window = await OpenPathAsync("/status", screen == "phone" ? Screen.Phone() : Screen.Desktop());

        await Expect(window.Page.Locator("#badge-text")).ToHaveTextAsync("Ready");
        await Expect(Now(window, "viewers")).ToHaveTextAsync("1");
        await Expect(Now(window, "rate")).Not.ToHaveTextAsync("0");
        await Expect(window.Page.Locator("#closes tbody tr")).ToContainTextAsync(["c2peer closed"]);
        await Expect(window.Page.Locator("#slowest + .none")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("#alerts li")).ToHaveCountAsync(4);
        await window.Page.WaitForFunctionAsync(AllDrawn);
        await window.Page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= innerWidth");
        await KeepAsync(window, $"status-{screen}");
        Assert.IsEmpty(window.Complaints, string.Join('\n', window.Complaints));
    }

    [TestMethod]
    public async Task Daemon_Gone_IsSaidAndTheNextOneIsShown()
    {
        Window window = await OpenPathAsync("/status");
        await Expect(window.Page.Locator("#badge-text")).ToHaveTextAsync("Ready");
        int port = Daemon.Page.Port;

        await Daemon.DisposeAsync();
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-link", "lost");
        await Expect(window.Page.Locator("#badge-text")).ToHaveTextAsync("The daemon does not answer");

        Daemon = await ElysiaProcess.StartAsync(port);
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-link", "ready");
        await Expect(Now(window, "rate")).Not.ToBeEmptyAsync();
    }

    [TestMethod]
    public async Task Span_OneMinute_IsTakenAndPointingShowsThatSecond()
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
