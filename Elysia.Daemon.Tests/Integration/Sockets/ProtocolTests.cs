using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Tests protocol 1 on the wire: the order of messages, refusals that close no connection, and close codes for
/// invalid messages.</summary>
[TestClass]
internal sealed class ProtocolTests
{
    private const int MessagesPerClient = 8;
    private static DaemonHost[] _hosts = [];

    public static IEnumerable<object[]> Transports => [[0], [1]];

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) =>
        _hosts = [await DaemonHost.StartAsync("auto"), await DaemonHost.StartAsync("plain")];

    [ClassCleanup]
    public static async Task StopAsync()
    {
        foreach (DaemonHost host in _hosts)
        {
            await host.DisposeAsync();
        }
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Connect_FirstMessages_AreUntypedStateFullThenDeltas(int transport)
    {
        await using Viewer viewer = await _hosts[transport].ConnectAsync();
        await viewer.ReceivesAsync("delta", 3);
        IReadOnlyList<JsonElement> messages = viewer.Messages;
        Assert.IsFalse(messages[0].TryGetProperty("type", out _), "The first message has no type.");
        Assert.AreEqual(5, messages[0].GetProperty("expression").EnumerateObject().Count());
        Assert.AreEqual(7, messages[0].GetProperty("spirits").EnumerateObject().Count());
        Assert.AreEqual("full", messages[1].GetProperty("type").GetString());
        Assert.AreEqual(5, messages[1].GetProperty("expression").EnumerateObject().Count());
        Assert.AreEqual(7, messages[1].GetProperty("spirits").EnumerateObject().Count());
        Assert.IsTrue(messages.Skip(2).All(m => m.GetProperty("type").GetString() == "delta"));
        Assert.IsFalse(messages[2].TryGetProperty("spirits", out _), "A group without changes is absent.");
        Assert.IsTrue(messages.All(m => !m.TryGetProperty("t", out _)), "Time stamps were not requested.");
    }

    [TestMethod]
    public async Task Send_EveryRecordedMessage_IsAnsweredAsTheReferenceDid()
    {
        JsonElement[] rows = [.. OracleRows.Read("input_validation.jsonl")];
        foreach (JsonElement[] some in rows.Chunk(MessagesPerClient))
        {
            await using Viewer viewer = await _hosts[0].ConnectAsync();
            int errors = 0;
            foreach (JsonElement row in some)
            {
                await viewer.SendAsync(row.GetProperty("message").GetRawText());
                if (!row.GetProperty("accepted").GetBoolean())
                {
                    JsonElement error = await viewer.ReceivesAsync("error", ++errors);
                    Assert.AreEqual(row.GetProperty("error").GetString(), error.GetProperty("message").GetString());
                }
            }

            await AsksAndIsAnsweredAsync(viewer);
            Assert.HasCount(errors + 1, viewer.Of("error"), "An accepted message was refused.");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Send_RefusedMessages_CloseNoConnection(int transport)
    {
        await using Viewer viewer = await _hosts[transport].ConnectAsync();
        foreach (string text in (string[])["", "{", "null", "[]", "{\"type\":1}", "\"\\ud800\"", "NaN", new string('[', 900)])
        {
            await viewer.SendAsync(text);
        }

        await viewer.ReceivesAsync("error", 8);
        await AsksAndIsAnsweredAsync(viewer);
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Send_AboveTheRateLimit_GetsAnErrorAndStays(int transport)
    {
        await using Viewer viewer = await _hosts[transport].ConnectAsync();
        for (int i = 0; i < 12; i++)
        {
            await viewer.SendAsync("""{"type":"vision","presence":false}""");
        }

        JsonElement error = await viewer.ReceivesAsync("error", 2);
        Assert.AreEqual("Rate limit exceeded. Please slow down.", error.GetProperty("message").GetString());
        await viewer.SendAsync("""{"type":"mood","valence":0,"arousal":0.2,"dominance":0}""");
        int seen = viewer.Of("delta").Count;
        await viewer.ReceivesAsync("delta", seen + 3);
        Assert.HasCount(2, viewer.Of("error"), "Pushes have a rate limit of their own.");
        Assert.IsFalse(viewer.IsClosed);
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Send_InManyFragments_IsOneMessage(int transport)
    {
        using RawClient client = await RawClient.UpgradeAsync(_hosts[transport].Port);
        byte[] text = Encoding.UTF8.GetBytes("""{"type":"emotion","emotion":"없는 감정"}""");
        for (int i = 0; i < text.Length; i++)
        {
            // Splits Korean letters, and puts a ping between the fragments.
            await client.SendAsync(WebSocketFrames.Create(i == 0 ? WebSocketFrames.Text
                : 0, text.AsSpan(i, 1), final: i == text.Length - 1));
            if (i == 20)
            {
                await client.SendAsync(WebSocketFrames.Create(WebSocketFrames.Ping, "mid"u8));
            }
        }

        Assert.AreEqual("mid", Encoding.UTF8.GetString(await client.ReadFrameAsync(WebSocketFrames.Pong)));
        await client.ReadTextWithAsync("Unknown emotion: 없는 감정");
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Send_Binary_ClosesWith1003(int transport)
    {
        foreach (byte[] payload in (byte[][])[[], [1, 2, 3], new byte[100_000]])
        {
            await using Viewer viewer = await _hosts[transport].ConnectAsync();
            await viewer.SendAsync(payload, WebSocketMessageType.Binary);
            Assert.AreEqual(1003, await viewer.ClosedAsync(), $"{payload.Length} bytes");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Send_InvalidUtf8_ClosesWith1007(int transport)
    {
        foreach (byte[] text in (byte[][])[[0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [.. "{\"type\":\""u8, 0xF0, 0x9F],
            [0xC0, 0xAF]])
        {
            await using Viewer viewer = await _hosts[transport].ConnectAsync();
            await viewer.SendAsync(text, WebSocketMessageType.Text);
            Assert.AreEqual(1007, await viewer.ClosedAsync(), Convert.ToHexString(text));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Send_LongestMessage_IsAnsweredAndOneMoreClosesWith1009(int transport)
    {
        foreach (string letter in (string[])["x", "한", "🌊"])
        {
            const int Around = 28;
            await using Viewer viewer = await _hosts[transport].ConnectAsync();
            await viewer.SendAsync($$"""{"type":"text","content":"{{string.Concat(
                Enumerable.Repeat(letter, 10_000 - Around))}}"}""");
            JsonElement error = await viewer.ReceivesAsync("error");
            Assert.AreEqual("Text too long (max: 1000 chars)", error.GetProperty("message").GetString());

            await viewer.SendAsync($$"""{"type":"text","content":"{{string.Concat(
                Enumerable.Repeat(letter, 10_001 - Around))}}"}""");
            Assert.AreEqual(1009, await viewer.ClosedAsync(), letter);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Send_EndlessMessage_ClosesWith1009LongBeforeItEnds(int transport)
    {
        using RawClient client = await RawClient.UpgradeAsync(_hosts[transport].Port);
        await client.SendAsync(WebSocketFrames.Create(WebSocketFrames.Text, new byte[60_000].Select(_ => (byte)'x').ToArray(),
            final: false));
        Assert.AreEqual(1009, await client.ReadCloseCodeAsync());
    }

    [TestMethod]
    [DataRow(0, 3, 1, true, DisplayName = "reserved opcode")]
    [DataRow(0, 0x41, 1, true, DisplayName = "reserved bit")]
    [DataRow(0, 0, 1, true, DisplayName = "continuation of nothing")]
    [DataRow(0, WebSocketFrames.Ping, 126, true, DisplayName = "long ping")]
    [DataRow(0, WebSocketFrames.Ping, 0, false, DisplayName = "fragmented ping")]
    [DataRow(1, WebSocketFrames.Ping, 0, false, DisplayName = "fragmented ping, plain")]
    public async Task Send_BrokenFrame_ClosesWith1002(int transport, int opcode, int length, bool final)
    {
        using RawClient client = await RawClient.UpgradeAsync(_hosts[transport].Port);
        await client.SendAsync(WebSocketFrames.Create(opcode, new byte[length], final));
        Assert.AreEqual(1002, await client.ReadCloseCodeAsync());
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Close_ByTheViewer_IsAnsweredWithItsOwnCodeAndTheConnectionEnds(int transport)
    {
        foreach (int code in (int[])[1000, 1001, 4321])
        {
            using RawClient client = await RawClient.UpgradeAsync(_hosts[transport].Port);
            await client.SendAsync(WebSocketFrames.Create(WebSocketFrames.Close, [(byte)(code >> 8), (byte)code]));
            Assert.AreEqual(code, await client.ReadCloseCodeAsync());
            await client.ReadToEndAsync();
        }
    }

    private static async Task AsksAndIsAnsweredAsync(Viewer viewer)
    {
        int errors = viewer.Of("error").Count;
        await viewer.SendAsync("""{"type":"still there?"}""");
        await viewer.ReceivesAsync("error", errors + 1);
        Assert.IsFalse(viewer.IsClosed);
    }
}
