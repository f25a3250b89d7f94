using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Elysia.Tests.Browser;

/// <summary>elysia-client.js in a real browser, on a page that has nothing else on it: what it costs, and what it leaves
/// behind.</summary>
[TestClass]
[TestCategory("Browser")]
[DoNotParallelize]
public sealed class ClientTests : BrowserTest
{
    // A tenth of a frame at 60 Hz.
    private const double StateMaxMilliseconds = 1.67;
    private const int SettlingFrames = 60;
    private const int Frames = 180;
    private const int Reconnects = 400;
    private const int WarmReconnects = 100;
    private const double HeapGrowthMaxBytes = 300_000;

    private const string Watch = """
        async () => {
          const { connect } = await import('/elysia-client.js');
          window.shown = 0;
          const elysia = window.elysia = connect();
          const draw = (now) => { requestAnimationFrame(draw); window.values = elysia.evaluate(now); window.shown++; };
          requestAnimationFrame(draw);
          setInterval(() => elysia.feel('hopeful', window.shown % 2), 500);
        }
        """;

    private const string CallAgainAndAgain = """
        async () => {
          const { connect } = await import('/elysia-client.js');
          window.opened = 0;
          let socket = null;
          const world = {
            WebSocket: class extends WebSocket { constructor(...all) { super(...all); socket = this; } },
            setTimeout: (act, ms) => setTimeout(act, ms),
            clearTimeout: (id) => clearTimeout(id),
            queueMicrotask: (act) => queueMicrotask(act),
            now: () => performance.now(),
            random: () => 0.0005,
          };
          window.elysia = connect({ world });
          window.resumed = 0;
          elysia.on('message', ({ type, resumed }) => {
            if (resumed) window.resumed++;
            if ((resumed || type === 'keyframe') && ++window.opened < window.wanted) socket.close();
          });
        }
        """;

    // The answer of /health forbids all scripts, as it should.
    private static readonly BrowserNewContextOptions Bare = new() { BypassCSP = true };

    [TestMethod]
    public async Task MainThread_StateAlone_TakesLessThanATenthOfAFrame()
    {
        Window window = await OpenPathAsync("/health", Bare);
        ICDPSession session = await window.Page.Context.NewCDPSessionAsync(window.Page);

        // Time on the thread, not on the wall: what other programs take is not counted.
        await session.SendAsync("Performance.enable", new Dictionary<string, object> { ["timeDomain"] = "threadTicks" });
        await window.Page.EvaluateAsync(Watch);
        await window.Page.WaitForFunctionAsync("(n) => shown >= n && elysia.isOpen", SettlingFrames);
        double before = await MetricAsync(session, "TaskDuration");
        await window.Page.WaitForFunctionAsync("(n) => shown >= n", SettlingFrames + Frames);
        double busy = await MetricAsync(session, "TaskDuration") - before;
        int frames = await window.Page.EvaluateAsync<int>("shown") - SettlingFrames;
        double perFrame = busy * 1000 / frames;
        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"State: {perFrame:F3} ms of the main thread a frame, {perFrame / 16.67:P1} at 60 frames/s."));
        Assert.AreEqual(0, await window.Page.EvaluateAsync<int>("elysia.mismatches"));
        Assert.IsLessThan(StateMaxMilliseconds, perFrame);
    }

    [TestMethod]
    public async Task Reconnect_AgainAndAgain_ResumesAndLeavesNothingBehind()
    {
        Window window = await OpenPathAsync("/health", Bare);
        ICDPSession session = await window.Page.Context.NewCDPSessionAsync(window.Page);
        await session.SendAsync("Performance.enable");
        await window.Page.EvaluateAsync($"window.wanted = {WarmReconnects}");
        await window.Page.EvaluateAsync(CallAgainAndAgain);
        double before = await HeapAsync(window, session, WarmReconnects);
        double listeners = await MetricAsync(session, "JSEventListeners");
        await window.Page.EvaluateAsync($"() => {{ window.wanted = {Reconnects}; elysia.close(); }}");
        await window.Page.EvaluateAsync(CallAgainAndAgain);
        double grown = await HeapAsync(window, session, Reconnects) - before;
        TestContext.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{grown:F0} bytes more after {Reconnects} reconnects."));
        Assert.IsLessThan(HeapGrowthMaxBytes, grown);
        Assert.IsLessThanOrEqualTo(listeners + 10, await MetricAsync(session, "JSEventListeners"));
        Assert.IsGreaterThan(Reconnects / 2, await window.Page.EvaluateAsync<int>("resumed"));
        Assert.AreEqual(0, await window.Page.EvaluateAsync<int>("elysia.mismatches"));
    }

    private static async Task<double> HeapAsync(Window window, ICDPSession session, int reconnects)
    {
        await window.Page.WaitForFunctionAsync(
            "(n) => opened >= n", reconnects, new PageWaitForFunctionOptions { Timeout = 60_000 });
        await session.SendAsync("HeapProfiler.collectGarbage");
        return await MetricAsync(session, "JSHeapUsedSize");
    }

    private static async Task<double> MetricAsync(ICDPSession session, string name)
    {
        JsonElement metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics");
        return metrics.EnumerateArray().Single(m => m.GetProperty("name").GetString() == name).GetProperty("value").GetDouble();
    }
}
