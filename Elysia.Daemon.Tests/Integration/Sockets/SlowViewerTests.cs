using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Viewers that stop reading delay nobody, and are closed when their time is over.</summary>
[TestClass]
internal sealed class SlowViewerTests
{
    private static readonly TimeSpan SlowClose = TimeSpan.FromSeconds(3);

    // The sender checks a few times a second, and a busy machine may be late.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    [TestMethod]
    public async Task StopReading_KernelStillAcceptsTheBytes_OnlyThatViewerIsClosedWith1013()
    {
        await using DaemonHost host = await StartAsync("auto");
        await using Viewer healthy = await host.ConnectAsync("/?stamps=1");
        using RawClient stuck = await RawClient.UpgradeAsync(host.Port);
        await host.ViewersAsync(2);
        long start = TimeProvider.System.GetTimestamp();
        await Eventually.TrueAsync(() => host.HealthAsync("viewers").Result == 1, "the stuck viewer is closed", SlowClose
            + Grace);
        Assert.IsGreaterThan(SlowClose / 2, TimeProvider.System.GetElapsedTime(start), "It was closed too early.");
        Assert.IsFalse(healthy.IsClosed);
        await Eventually.TrueAsync(() => host.Log.Lines.Contains("c2 left: SlowConsumer"), string.Join('\n', host.Log.Lines));
        Assert.AreEqual((1013, "slow"), await CloseFrameAsync(stuck));
    }

    [TestMethod]
    public async Task StopReading_EverythingMoves_FindsTheCloseFrameAfterTheUnreadData()
    {
        await using DaemonHost host = await StartAsync("auto");
        await using Viewer engine = await host.ConnectAsync("/?stamps=1");
        using RawClient stuck = await RawClient.UpgradeAsync(host.Port, path: "/?stamps=1");
        await Engine.MoveUntilAsync(
            engine, async () => await host.HealthAsync("viewers") == 1, "the viewer that reads nothing is closed");
        Assert.AreEqual((1013, "slow"), await CloseFrameAsync(stuck));
        Assert.AreEqual(1, await host.HealthAsync("closed_slow"));
    }

    [TestMethod]
    public async Task StopReading_KeepsSending_IsClosedNevertheless()
    {
        await using DaemonHost host = await StartAsync("auto");
        using RawClient stuck = await RawClient.UpgradeAsync(host.Port);
        byte[] pong = WebSocketFrames.Create(WebSocketFrames.Pong, [1, 2, 3, 4]);
        Task talking = AskForEverAsync(stuck, pong, TimeSpan.FromMilliseconds(100));
        await Eventually.TrueAsync(() => host.Log.Lines.Contains("c1 left: SlowConsumer"), "it is closed", SlowClose + Grace);
        await talking;
    }

    [TestMethod]
    public async Task StopReading_SmallBuffersAndManyAnswers_IsClosedAsSlowOrUnread()
    {
        await using DaemonHost host = await StartAsync("auto");
        using RawClient stuck = await RawClient.UpgradeAsync(host.Port, receiveBufferBytes: 2048);
        byte[] chat = WebSocketFrames.Create("""{"type":"text","content":"tell me about the sea and the stars, please"}""");
        Task asking = AskForEverAsync(stuck, chat, TimeSpan.FromMilliseconds(5));
        await Eventually.TrueAsync(() => host.Log.Lines.Any(l => l.StartsWith("c1 left", StringComparison.Ordinal)),
            "it is closed");
        string line = host.Log.Lines.First(l => l.StartsWith("c1 left", StringComparison.Ordinal));
        Assert.IsTrue(line is "c1 left: TooManyUnread" or "c1 left: SlowConsumer", line);
        await asking;
    }

    [TestMethod]
    public async Task ReadAgain_AfterThePipeWasFull_GetsEveryAnswerAndTheCurrentState()
    {
        await using DaemonHost host = await DaemonHost.StartAsync(with: o => o with { MinFps = 120, MaxFps = 120 });
        await using Viewer witness = await host.ConnectAsync("/?stamps=1");
        using RawClient viewer = await RawClient.UpgradeAsync(host.Port, receiveBufferBytes: 1024, path: "/?stamps=1");
        await Engine.MoveUntilAsync(
            witness, async () => await host.HealthAsync("keyframes_only") > 0, "the viewer has taken nothing for two seconds");
        for (int asked = 0; asked < 9; asked++)
        {
            await viewer.SendAsync(WebSocketFrames.Create("""{"type":"text","content":"tell me a long story about the sea"}"""));
        }

        await viewer.SendAsync(WebSocketFrames.Create("""{"type":"nope"}"""));
        await Eventually.TrueAsync(() => witness.Ticks.Count > 60, "some time goes by");

        var model = new ViewerModel();
        long last = 0;
        while (model.Received.GetValueOrDefault("speech") < 9 || model.Received.GetValueOrDefault("error") < 1
            || last < witness.Ticks[^1] - TimeProvider.System.TimestampFrequency)
        {
            JsonElement message = Json.Parse(await viewer.ReadFrameAsync(WebSocketFrames.Text));
            model.Receive(message);
            last = message.TryGetProperty("t", out JsonElement t) ? t.GetInt64() : last;
        }

        await viewer.SendAsync(WebSocketFrames.Create(WebSocketFrames.Close, [0x03, 0xE8]));
        Assert.AreEqual(1000, await viewer.ReadCloseCodeAsync());
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task StopReading_ManyViewers_DelayNobody(string transport)
    {
        await using DaemonHost host = await StartAsync(transport);
        var stuck = new List<RawClient>();
        for (int i = 0; i < 50; i++)
        {
            stuck.Add(await RawClient.UpgradeAsync(host.Port, receiveBufferBytes: 2048));
        }

        await using Viewer healthy = await host.ConnectAsync("/?stamps=1");
        await Eventually.TrueAsync(() => healthy.Ticks.Count >= 60, "the healthy viewer sees sixty ticks");
        TimeSpan[] delays = [.. healthy.Delays.Order()];
        Assert.IsLessThan(TimeSpan.FromMilliseconds(100), delays[delays.Length / 2], "Half of the frames were late.");
        Assert.IsFalse(healthy.IsClosed);
        stuck.ForEach(s => s.Dispose());
        await host.ViewersAsync(1);
    }

    [TestMethod]
    public async Task Flood_FourTimesTheRateFromAViewerThatReads_IsRefusedAndNeverClosed()
    {
        await using DaemonHost host = await StartAsync("auto");
        await using Viewer flooder = await host.ConnectAsync();
        TimeProvider time = TimeProvider.System;
        long start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < SlowClose + TimeSpan.FromSeconds(2))
        {
            await flooder.SendAsync("""{"type":"nope"}""");
            await Task.Delay(TimeSpan.FromMilliseconds(25), time);
        }

        Assert.IsFalse(flooder.IsClosed, $"Closed with {flooder.CloseCode}.");
        Assert.IsGreaterThan(50, flooder.Of("error").Count(e =>
            e.GetProperty("message").GetString()!.StartsWith("Rate", StringComparison.Ordinal)));
        await flooder.CloseAsync();
        Assert.AreEqual(1000, flooder.CloseCode);
    }

    private static Task<DaemonHost> StartAsync(string transport) =>
        DaemonHost.StartAsync(transport, o => o with { SlowClose = SlowClose });

    private static async Task<(int Code, string Text)> CloseFrameAsync(RawClient client)
    {
        byte[] close = await client.ReadFrameAsync(WebSocketFrames.Close);
        return (BinaryPrimitives.ReadUInt16BigEndian(close), Encoding.UTF8.GetString(close.AsSpan(2)));
    }

    private static async Task AskForEverAsync(RawClient client, byte[] message, TimeSpan pause)
    {
        try
        {
            while (true)
            {
                await client.SendAsync(message);
                await Task.Delay(pause, TimeProvider.System);
            }
        }
        catch (Exception e) when (e is System.Net.Sockets.SocketException or AssertFailedException)
        {
            // The daemon closed it, as it should.
        }
    }
}
