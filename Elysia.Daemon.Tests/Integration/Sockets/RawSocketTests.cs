using System.Text;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Clients below the level of a library: they coalesce and split their writes, stop halfway, connect by the
/// hundred and reset.</summary>
[TestClass]
internal sealed class RawSocketTests
{
    private const string Ask = """{"type":"nope"}""";

    [TestMethod]
    public async Task Upgrade_FramesCoalescedWithTheHandshake_AreAnswered()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        using RawClient client = await RawClient.ConnectAsync(host.Port);
        byte[] glued =
        [
            .. Encoding.ASCII.GetBytes(RawClient.Request(host.Port)),
            .. WebSocketFrames.Create(WebSocketFrames.Ping, "glued"u8), .. WebSocketFrames.Create(Ask),
        ];
        await client.SendAsync(glued);
        await client.ReadHeadAsync();
        await ReadErrorAsync(client);
        await client.SendAsync(WebSocketFrames.Create(WebSocketFrames.Ping, "hi"u8));
        Assert.AreEqual("hi", Encoding.UTF8.GetString(
            await client.ReadFrameAsync(WebSocketFrames.Pong, p => p.AsSpan().SequenceEqual("hi"u8))));
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Upgrade_OneByteAtATime_IsAnswered(string transport)
    {
        await using DaemonHost host = await DaemonHost.StartAsync(transport);
        using RawClient client = await RawClient.ConnectAsync(host.Port);
        await DribbleAsync(client, Encoding.ASCII.GetBytes(RawClient.Request(host.Port)));
        StringAssert.StartsWith(await client.ReadHeadAsync(), "HTTP/1.1 101 ", StringComparison.Ordinal);
        await DribbleAsync(client, WebSocketFrames.Create(Ask));
        await ReadErrorAsync(client);
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Requests_TwoHundredInParallel_AreAllAnswered(string transport)
    {
        await using DaemonHost host = await DaemonHost.StartAsync(transport);
        string[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            using RawClient client = await RawClient.ConnectAsync(host.Port);
            await client.SendAsync(i % 2 == 0
                ? RawClient.Request(host.Port) : "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            return (await client.ReadHeadAsync())[..12];
        }));
        Assert.AreEqual(100, answers.Count(a => a == "HTTP/1.1 101"));
        Assert.AreEqual(100, answers.Count(a => a == "HTTP/1.1 200"));
        await host.ViewersAsync(0);
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Connections_HundredsHalfOpen_AffectNobody(string transport)
    {
        await using DaemonHost host = await DaemonHost.StartAsync(transport);
        await using Viewer viewer = await host.ConnectAsync("/?stamps=1");
        string[] starts = ["", "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: x\r\nX-Long: ", RawClient.Request(1)[..^2]];
        var halves = new List<RawClient>();
        for (int i = 0; i < 300; i++)
        {
            halves.Add(await RawClient.ConnectAsync(host.Port));
            await halves[^1].SendAsync(starts[i % starts.Length]);
        }

        // A body that never comes, and one much longer than its length.
        for (int i = 0; i < 50; i++)
        {
            halves.Add(await RawClient.ConnectAsync(host.Port));
            await halves[^1].SendAsync($"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: "
                + $"{(i % 2 == 0 ? 1_000_000 : 1)}\r\n\r\n1234567890");
        }

        await using Viewer late = await host.ConnectAsync();
        await late.ReceivesAsync("full");
        int seen = viewer.Ticks.Count;
        await Eventually.TrueAsync(() => viewer.Ticks.Count > seen + 10, "the viewer goes on");
        halves.ForEach(h => h.Dispose());
        Assert.IsFalse(viewer.IsClosed);
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Connections_ResetAtAnyMoment_AffectNobody(string transport)
    {
        await using DaemonHost host = await DaemonHost.StartAsync(transport);
        await using Viewer viewer = await host.ConnectAsync();
        string request = RawClient.Request(host.Port);
        for (int i = 0; i < 300; i++)
        {
            RawClient client = await RawClient.ConnectAsync(host.Port);
            await client.SendAsync((i % 3) switch
            {
                0 => request,
                1 => "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                _ => request[..(i % request.Length)],
            });
            client.Reset();
        }

        await host.ViewersAsync(1);
        int seen = viewer.Of("delta").Count;
        await viewer.ReceivesAsync("delta", seen + 5);
    }

    [TestMethod]
    [DataRow("GET / HTTP/1.1\r\n\r\n")]
    [DataRow("GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n")]
    [DataRow("GET /\r\n\r\n")]
    [DataRow("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00FC\u0003\u0003\r\n\r\n")]
    [DataRow("G\u00C9T / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [DataRow("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nno colon here\r\n\r\n")]
    [DataRow("GET / HTTP/1.1\r\nHost: a b\r\n\r\n")]
    [DataRow("GET * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [DataRow("GET http:// HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [DataRow("CONNECT example:443 HTTP/1.1\r\nHost: example\r\n\r\n")]
    [DataRow("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: nonsense\r\n\r\n")]
    [DataRow("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n")]
    public async Task Request_Malformed_IsRefusedAndTheNextOneIsServed(string request)
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        using RawClient client = await RawClient.ConnectAsync(host.Port);
        await client.SendAsync(Encoding.Latin1.GetBytes(request));
        client.FinishSending();
        string answer = await client.ReadToEndAsync();
        Assert.IsTrue(
            answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal)
            || answer.StartsWith("HTTP/1.1 50", StringComparison.Ordinal), answer);
        Assert.AreEqual(0, await host.HealthAsync("viewers"));
    }

    private static async Task DribbleAsync(RawClient client, byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            await client.SendAsync(bytes.AsMemory(i, 1));
        }
    }

    private static Task<string> ReadErrorAsync(RawClient client) => client.ReadTextWithAsync("Invalid message type: nope");
}
