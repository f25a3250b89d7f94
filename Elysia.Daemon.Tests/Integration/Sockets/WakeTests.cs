using System.Globalization;
using System.Text.Json;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Transport.WebSockets;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Viewers that slept while everything moved: little data waits for them, and they see the current state
/// next.</summary>
[TestClass]
internal sealed class WakeTests
{
    private const int MaxWaiting = 150 * 1024;
    private const int OneFrame = 1024;

    private static readonly double SecondsAsleep = double.Parse(
        Environment.GetEnvironmentVariable("ELYSIA_SLEEP_SECONDS") ?? "8", CultureInfo.InvariantCulture);

    /// <summary>Receives the measured figures; <c>make sleep</c> shows them.</summary>
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task Wake_AfterEverythingMoved_HasLittleDataWaitingAndShowsTheCurrentState()
    {
        TimeProvider time = TimeProvider.System;
        await using DaemonHost host = await DaemonHost.StartAsync(with: o => o with
        {
            MinFps = 60,
            MaxFps = 60,
            SlowClose = TimeSpan.FromSeconds(60 + (2 * SecondsAsleep)),
        });
        await using Viewer engine = await host.ConnectAsync("/?stamps=1");
        using RawClient sleeper = await RawClient.UpgradeAsync(host.Port, path: "/?stamps=1");
        long slept = time.GetTimestamp();
        await Engine.MoveUntilAsync(
            engine, () => Task.FromResult(time.GetElapsedTime(slept).TotalSeconds >= SecondsAsleep), "it has slept enough");

        long woke = time.GetTimestamp();
        long twoTicks = time.TimestampFrequency / 30;
        long drained = 0;
        long shown = 0;
        while (shown < woke - twoTicks)
        {
            byte[] payload = await sleeper.ReadFrameAsync(WebSocketFrames.Text);
            drained += payload.Length;
            shown = Json.Parse(payload).TryGetProperty("t", out JsonElement t) ? t.GetInt64() : 0;
        }

        TestContext.WriteLine(
            $"asleep {SecondsAsleep} s: {drained / 1024.0:F1} KiB drained, "
            + $"the current state {time.GetElapsedTime(woke).TotalMilliseconds:F1} ms after waking");
        Assert.IsLessThan(MaxWaiting, drained);

        // Already after eight seconds, this is less than would have been sent in the meantime.
        Assert.IsLessThan(FlowControlWindow.MaxUnread + OneFrame, drained);
    }

    [TestMethod]
    public async Task Wake_BehindAProxyThatReadsEverything_HasLittleDataWaitingAndShowsTheCurrentState()
    {
        await using DaemonHost host = await DaemonHost.StartAsync(with: o => o with { MinFps = 120, MaxFps = 120 });
        await using Viewer witness = await host.ConnectAsync("/?stamps=1");

        // Reads like a proxy, and answers no ping, like a sleeping viewer behind one.
        using RawClient proxy = await RawClient.UpgradeAsync(host.Port, path: "/?stamps=1");
        long waiting = 0;
        byte[] question = [];
        async Task<JsonElement> TakeUntilAsync(Func<bool> isAwake)
        {
            while (true)
            {
                (int opcode, byte[] payload) = await proxy.ReadFrameAsync();
                waiting += isAwake() ? 0 : payload.Length;
                question = opcode == WebSocketFrames.Ping && payload.Length == 4 ? payload : question;
                if (isAwake() && opcode == WebSocketFrames.Text)
                {
                    return Json.Parse(payload);
                }
            }
        }

        bool awake = false;
        Task<JsonElement> first = TakeUntilAsync(() => Volatile.Read(ref awake));
        await Engine.MoveUntilAsync(
            witness, async () => await host.HealthAsync("keyframes_only") > 0, "it has answered nothing for two seconds");
        int held = witness.Ticks.Count;
        await Eventually.TrueAsync(() => witness.Ticks.Count > held + 60, "half a second goes by");
        long woke = TimeProvider.System.GetTimestamp();
        Volatile.Write(ref awake, true);
        await proxy.SendAsync(WebSocketFrames.Create(WebSocketFrames.Pong, question));
        JsonElement present = await first;
        Assert.IsInRange(FlowControlWindow.MaxUnread * 9 / 10, MaxWaiting, waiting);
        Assert.IsGreaterThan(woke - (TimeProvider.System.TimestampFrequency / 30), present.GetProperty("t").GetInt64());
    }
}
