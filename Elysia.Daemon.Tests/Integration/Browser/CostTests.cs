using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Elysia.Tests.Integration.Browser;

/// <summary>The cost of an open page for the viewer's machine.</summary>
[TestClass]
[TestCategory("Browser")]
[DoNotParallelize]
internal sealed class CostTests : BrowserTest
{
    // Half of the time of a frame at 60 Hz; 3 ms were measured at 1280 by 800, on a busy machine as well.
    private const double FrameMaxMilliseconds = 8;
    private const int SettlingFrames = 30;
    private const int Frames = 60;

    private const string WaitForFrames = """
        (frames) => {
          if (window.seenFrames === undefined) {
            window.seenFrames = 0;
            const count = () => { window.seenFrames++; requestAnimationFrame(count); };
            count();
          }
          return window.seenFrames >= frames && { frames: window.seenFrames, seconds: performance.now() / 1000 };
        }
        """;

    [TestMethod]
    public async Task MainThread_NothingHappens_IsMostlyIdle()
    {
        Window window = await OpenAsync(Screen.Desktop());
        ICDPSession session = await window.Page.Context.NewCDPSessionAsync(window.Page);

        // CPU time of the thread, not wall-clock time: other programs do not count.
        await session.SendAsync("Performance.enable", new Dictionary<string, object> { ["timeDomain"] = "threadTicks" });
        JsonElement before = await SeenAsync(window, SettlingFrames);
        double busyBefore = await BusySecondsAsync(session);
        JsonElement after = await SeenAsync(window, SettlingFrames + Frames);
        double busy = await BusySecondsAsync(session) - busyBefore;

        double seconds = Value(after, "seconds") - Value(before, "seconds");
        double frames = Value(after, "frames") - Value(before, "frames");
        double perFrame = busy * 1000 / frames;
        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Main thread: {busy / seconds:P1} of the time, {perFrame:F2} ms a frame, {frames / seconds:F1} frames/s."));
        Assert.IsLessThan(FrameMaxMilliseconds, perFrame);
    }

    private static double Value(JsonElement seen, string name) => seen.GetProperty(name).GetDouble();

    private static async Task<JsonElement> SeenAsync(Window window, int frames)
    {
        IJSHandle seen = await window.Page.WaitForFunctionAsync(WaitForFrames, frames);
        return await seen.JsonValueAsync<JsonElement>();
    }

    private static async Task<double> BusySecondsAsync(ICDPSession session)
    {
        JsonElement metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics");
        return Value(metrics.EnumerateArray().Single(m => m.GetProperty("name").GetString() == "TaskDuration"), "value");
    }
}
