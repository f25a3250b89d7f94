using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Elysia.Tests.Integration.Browser;

/// <summary>elysia-client.js in a real browser, on a page that contains nothing else: its cost, and what it leaves
/// behind.</summary>
[TestClass]
[TestCategory("Browser")]
[DoNotParallelize]
internal sealed class ClientTests : BrowserTest
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

    private const string ReconnectRepeatedly = """
        async () => {
          const { connect } = await import('/elysia-client.js');
          window.opened = 0;
          let socket = null;
          const platform = {
            WebSocket: class extends WebSocket { constructor(...all) { super(...all); socket = this; } },
            setTimeout: (act, ms) => setTimeout(act, ms),
            clearTimeout: (id) => clearTimeout(id),
            queueMicrotask: (act) => queueMicrotask(act),
            now: () => performance.now(),
            random: () => 0.0005,
          };
          window.elysia = connect({ platform });
          window.resumed = 0;
          elysia.on('message', ({ type, resumed }) => {
            if (resumed) window.resumed++;
            if ((resumed || type === 'keyframe') && ++window.opened < window.wanted) socket.close();
          });
        }
        """;

    // A network and a clock that respond at once: Chromium itself lets a page connect only about sixty times a second.
    private const string ReconnectOnFakePlatform = """
        async (reconnects) => {
          const { connect } = await import('/elysia-client.js');
          let socket = null, now = 0, last = 0;
          const timers = new Map();
          const elysia = window.elysia ??= connect({ platform: {
            WebSocket: class { readyState = 0; constructor() { socket = this; } send() {} close() {} },
            setTimeout: (act, ms) => { timers.set(++last, { act, at: now + ms }); return last; },
            clearTimeout: (id) => timers.delete(id),
            queueMicrotask: (act) => act(),
            now: () => now,
            random: () => 0.5,
          } });
          const call = window.call ??= (i) => {
            const rest = { mouth_curve: 0, eye_open: 1, brow_furrow: 0, beat: [1.3, 0], mouth_width: 0,
              fire: .1, water: .1, earth: .3, air: .2, light: .2, dark: .1, aether: .1 };
            const old = socket;
            old.readyState = 1;
            old.onopen({});
            const say = (message) => old.onmessage({ data: JSON.stringify(message) });
            say({ type: 'hello', epoch: 'e', tick: 1, t: now, resumed: i > 0, heartbeat: 18000 });
            say({ type: 'keyframe', tick: i + 1, t: now, motion: rest });
            elysia.evaluate(now);
            old.onclose({ code: 1006 });
            while (socket === old) {
              const [id, timer] = [...timers].sort((a, b) => a[1].at - b[1].at)[0];
              timers.delete(id);
              now = timer.at;
              timer.act();
            }
            return timers.size;
          };
          let most = 0;
          for (let i = 0; i < reconnects; i++) most = Math.max(most, call(i));
          return most;
        }
        """;

    // The response of /health forbids all scripts, as it should.
    private static readonly BrowserNewContextOptions Bare = new() { BypassCSP = true };

    [TestMethod]
    public async Task MainThread_StateAlone_TakesLessThanATenthOfAFrame()
    {
        Window window = await OpenPathAsync("/health", Bare);
        ICDPSession session = await window.Page.Context.NewCDPSessionAsync(window.Page);

        // CPU time of the thread, not wall-clock time: other programs do not count.
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
    public async Task Reconnect_Repeatedly_ResumesAndLeavesNothingBehind()
    {
        Window window = await OpenPathAsync("/health", Bare);
        ICDPSession session = await window.Page.Context.NewCDPSessionAsync(window.Page);
        await session.SendAsync("Performance.enable");
        await window.Page.EvaluateAsync($"window.wanted = {WarmReconnects}");
        await window.Page.EvaluateAsync(ReconnectRepeatedly);
        double before = await HeapAsync(window, session, WarmReconnects);
        double listeners = await MetricAsync(session, "JSEventListeners");
        await window.Page.EvaluateAsync($"() => {{ window.wanted = {Reconnects}; elysia.close(); }}");
        await window.Page.EvaluateAsync(ReconnectRepeatedly);
        double grown = await HeapAsync(window, session, Reconnects) - before;
        TestContext.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{grown:F0} bytes more after {Reconnects} reconnects."));
        Assert.IsLessThan(HeapGrowthMaxBytes, grown);
        Assert.IsLessThanOrEqualTo(listeners + 10, await MetricAsync(session, "JSEventListeners"));
        Assert.IsGreaterThan(Reconnects / 2, await window.Page.EvaluateAsync<int>("resumed"));
        Assert.AreEqual(0, await window.Page.EvaluateAsync<int>("elysia.mismatches"));
    }

    [TestMethod]
    public async Task Reconnect_TenThousandTimes_LeavesNothingBehind()
    {
        Window window = await OpenPathAsync("/health", Bare);
        ICDPSession session = await window.Page.Context.NewCDPSessionAsync(window.Page);
        await session.SendAsync("Performance.enable");
        await window.Page.EvaluateAsync<int>(ReconnectOnFakePlatform, WarmReconnects);
        double before = await CollectedAsync(session);
        int timers = await window.Page.EvaluateAsync<int>(ReconnectOnFakePlatform, 10_000);
        double grown = await CollectedAsync(session) - before;
        TestContext.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{grown:F0} bytes more after 10,000 reconnects, {timers} timers."));
        Assert.IsLessThan(HeapGrowthMaxBytes, grown);
        Assert.IsLessThanOrEqualTo(4, timers);
    }

    private static async Task<double> HeapAsync(Window window, ICDPSession session, int reconnects)
    {
        await window.Page.WaitForFunctionAsync(
            "(n) => opened >= n", reconnects, new PageWaitForFunctionOptions { Timeout = 60_000 });
        return await CollectedAsync(session);
    }

    private static async Task<double> CollectedAsync(ICDPSession session)
    {
        await session.SendAsync("HeapProfiler.collectGarbage");
        return await MetricAsync(session, "JSHeapUsedSize");
    }

    private static async Task<double> MetricAsync(ICDPSession session, string name)
    {
        JsonElement metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics");
        return metrics.EnumerateArray().Single(m => m.GetProperty("name").GetString() == name).GetProperty("value").GetDouble();
    }
}
