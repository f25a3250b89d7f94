using System.Net.Sockets;
using System.Text;
using Elysia.Configuration;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Tests the limits below the level of messages, on real sockets: pings, fragments, bytes, and the time a
/// message takes.</summary>
[TestClass]
internal sealed class StreamLimitTests
{
    // The burst is four seconds' worth.
    private const int FrameRate = 150;
    private const int FrameBurst = 4 * FrameRate;

    // The allowance refills a little while the frames are read.
    private const int Plenty = 3 * FrameBurst;

    [TestMethod]
    [DataRow(WebSocketFrames.Ping)]
    [DataRow(WebSocketFrames.Pong)]
    public async Task Frames_FloodOfControlFrames_IsClosedAndLogged(int opcode)
    {
        await using DaemonHost host = await StartAsync(a => a with { FrameRate = FrameRate });
        using RawClient client = await RawClient.UpgradeAsync(host.Port);
        await SendAsync(client, Repeat(Plenty, WebSocketFrames.Create(opcode, "x"u8)));
        Assert.AreEqual("1008 too many frames", await ReadCloseAsync(client));
        client.Dispose();
        await host.ViewersAsync(0);
        await Eventually.TrueAsync(
            () => host.Log.Lines.Any(l => l.Contains("TooManyFrames", StringComparison.Ordinal)), "the log says why");
    }

    [TestMethod]
    public async Task Frames_BurstAtTheLimit_IsAccepted()
    {
        await using DaemonHost host = await StartAsync(a => a with { FrameRate = FrameRate });
        using RawClient client = await RawClient.UpgradeAsync(host.Port);
        await SendAsync(client, Repeat(FrameBurst - 1, WebSocketFrames.Create(WebSocketFrames.Pong, "x"u8)));
        await client.SendAsync(WebSocketFrames.Create(WebSocketFrames.Ping, "still here"u8));
        await client.ReadFrameAsync(WebSocketFrames.Pong, p => p.AsSpan().SequenceEqual("still here"u8));
    }

    [TestMethod]
    public async Task Frames_FloodOfFragments_IsClosed()
    {
        await using DaemonHost host = await StartAsync(a => a with { FrameRate = FrameRate, MaxFragments = 1_000_000 });
        using RawClient client = await RawClient.UpgradeAsync(host.Port);
        await SendAsync(client, WebSocketFrames.Create(WebSocketFrames.Text, "{"u8, final: false));
        await SendAsync(client, Repeat(Plenty, WebSocketFrames.Create(0, " "u8, final: false)));
        Assert.AreEqual("1008 too many frames", await ReadCloseAsync(client));
    }

    [TestMethod]
    public async Task Frames_EndlessFlood_IsClosedWhileItContinues()
    {
        await using DaemonHost host = await StartAsync(a => a with { FrameRate = FrameRate });
        using RawClient client = await RawClient.UpgradeAsync(host.Port);
        byte[] pongs = Repeat(100, WebSocketFrames.Create(WebSocketFrames.Pong, new byte[125]));
        Task flood = Task.Run(async () =>
        {
            while (await SendAsync(client, pongs))
            {
            }
        });
        Assert.AreEqual("1008 too many frames", await ReadCloseAsync(client));
        await flood.WaitAsync(Eventually.Deadline, TimeProvider.System);
        await host.ViewersAsync(0);
    }

    [TestMethod]
    public async Task Bytes_EndlessRefusedMessages_AreClosed()
    {
        await using DaemonHost host = await StartAsync(a => a with { ByteRate = 4096, RawByteRate = 16_384 });
        using RawClient client = await RawClient.UpgradeAsync(host.Port);
        await SendAsync(client, Repeat(10, WebSocketFrames.Create($"\"{new string('x', 9_000)}\"")));
        Assert.AreEqual("1008 too many bytes", await ReadCloseAsync(client));
    }

    [TestMethod]
    [DataRow("half a head", new byte[] { 0x81 })]
    [DataRow("a head and a byte", new byte[] { 0x81, 0x8A, 1, 2, 3, 4, 5 })]
    [DataRow("a ping without an end", new byte[] { 0x89, 0x85, 1, 2, 3, 4, 5 })]
    [DataRow("a first piece", new byte[] { 0x01, 0x81, 0, 0, 0, 0, 0x7B })]
    [DataRow("exabytes", new byte[] { 0x81, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3, 4, 5 })]
    public async Task Message_StartedAndNotFinished_IsClosedOnTime(string what, byte[] begin)
    {
        await using DaemonHost host = await StartAsync(a => a with { MessageTimeout = TimeSpan.FromSeconds(1) });
        await using Viewer silent = await host.ConnectAsync();
        using RawClient client = await RawClient.UpgradeAsync(host.Port);
        await client.SendAsync(WebSocketFrames.Create("""{"type":"vision"}"""));
        await client.SendAsync(begin);
        Assert.AreEqual("1008 message not ended in time", await ReadCloseAsync(client), what);
        client.Dispose();
        await host.ViewersAsync(1);
    }

    private static Task<DaemonHost> StartAsync(Func<AdmissionSettings, AdmissionSettings> with) =>
        DaemonHost.StartAsync("auto", o => o with { Admission = with(o.Admission) });

    private static byte[] Repeat(int times, byte[] frame) => [.. Enumerable.Repeat(frame, times).SelectMany(f => f)];

    /// <returns>Whether the connection accepted all bytes.</returns>
    private static async Task<bool> SendAsync(RawClient client, byte[] bytes)
    {
        try
        {
            await client.SendAsync(bytes);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<string> ReadCloseAsync(RawClient client)
    {
        byte[] payload = await client.ReadFrameAsync(WebSocketFrames.Close);
        return $"{(payload[0] << 8) | payload[1]} {Encoding.UTF8.GetString(payload.AsSpan(2))}";
    }
}
