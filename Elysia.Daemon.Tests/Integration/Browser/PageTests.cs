using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Elysia.Tests.Integration.Browser;

/// <summary>The page in a browser: it opens, receives updates and shows what it should.</summary>
[TestClass]
[TestCategory("Browser")]
[DoNotParallelize]
internal sealed class PageTests : BrowserTest
{
    private static readonly string[] SpiritNames = ["Fire", "Water", "Earth", "Air", "Light", "Dark", "Aether"];

    [TestMethod]
    public async Task Open_FreshDaemon_IsLiveWithoutErrors()
    {
        Window window = await OpenAsync();

        await Expect(window.Badge).ToHaveTextAsync("Live");
        await Expect(window.Page).ToHaveTitleAsync("Elysia");
        await Expect(window.Face).ToHaveAttributeAsync("aria-label", "Elysia’s face: serene");
        Assert.IsEmpty(window.Complaints, string.Join('\n', window.Complaints));
    }

    [TestMethod]
    public async Task Open_FreshDaemon_ShowsSevenSpiritsByNameAtTheServersValues()
    {
        Window window = await OpenAsync();

        await Expect(window.Page.Locator(".spirit-name")).ToHaveTextAsync(SpiritNames);
        var state = await Server.StateAsync(Daemon.Page);
        foreach (string name in SpiritNames)
        {
            ILocator meter = window.Page.GetByRole(AriaRole.Meter, new PageGetByRoleOptions { Name = $"{name}," });
            string value = Server.Shown(state, "spirits", name.ToLowerInvariant());
            await Expect(meter).ToHaveAttributeAsync("aria-valuenow", value);
        }
    }

    [TestMethod]
    public async Task Heartbeat_NothingHappens_Continues()
    {
        Window window = await OpenAsync();

        // A whole beat has been seen when the value was near both extremes and at several points between them.
        await window.Page.WaitForFunctionAsync("""
            () => {
              const seen = window.seenBeats ??= new Set();
              seen.add(Number(document.querySelector('#face').dataset.beat));
              return seen.size >= 8 && Math.min(...seen) < 0.2 && Math.max(...seen) > 0.8;
            }
            """);
    }

    [TestMethod]
    public async Task Error_RefusedByTheServer_IsShownInTheConversation()
    {
        // The page itself sends nothing that is refused, so the test sends over its socket.
        Window window = await OpenAsync(initScript: """
            window.WebSocket = class extends WebSocket { constructor(...all) { super(...all); window.borrowed = this; } };
            """);

        await window.Page.EvaluateAsync("""borrowed.send('{"type":"emotion","emotion":"<i>rage</i>"}')""");

        await Expect(window.Page.Locator(".line.error")).ToContainTextAsync("Elysia could not accept that:");
        await Expect(window.Page.Locator(".line.error")).ToContainTextAsync("hopeful");
        await Expect(window.Page.Locator(".line.error i")).ToHaveCountAsync(0);
    }

    [TestMethod]
    public async Task SecondPort_PageOpenedThere_IsLiveAndMovesTheFace()
    {
        await Daemon.DisposeAsync();
        int second = FreePort();
        Daemon = await ElysiaProcess.StartAsync(httpPort: second);

        Window window = await OpenAsync(port: second);
        await window.FeelAsync("hopeful");

        await window.SmilesAsync(0.48);
        Assert.AreNotEqual(second, Daemon.Page.Port);
        Assert.IsEmpty(window.Complaints, string.Join('\n', window.Complaints));
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
