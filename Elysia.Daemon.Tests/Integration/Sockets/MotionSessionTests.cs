using System.Text.Json;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Tests sessions of protocol 2 with the whole daemon, on real sockets.</summary>
[TestClass]
internal sealed class MotionSessionTests
{
    private const string Feel = """{"type":"emotion","emotion":"hopeful","intensity":1}""";

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Connect_WithTheSubprotocol_SendsHelloAndKeyframe(string transport)
    {
        await using DaemonHost host = await DaemonHost.StartAsync(transport);
        await using MotionViewer viewer = await MotionViewer.ConnectAsync(
            host.WebSocket("/ws"), "elysia.token.x", "elysia.v2.json", "elysia.v1.json");
        Assert.AreEqual("elysia.v2.json", viewer.SubProtocol);
        JsonElement hello = await viewer.ReceivesAsync("hello");
        Assert.AreEqual(8, hello.GetProperty("epoch").GetString()!.Length);
        Assert.IsFalse(hello.GetProperty("resumed").GetBoolean());
        Assert.AreEqual(18_000, hello.GetProperty("heartbeat").GetInt32());
        Assert.AreEqual(0.01, hello.GetProperty("threshold").GetDouble());
        await viewer.ReceivesAsync("keyframe");
        Assert.IsGreaterThan(0, viewer.Picture(p => p.RightDigests));
        Assert.AreEqual(0, viewer.Picture(p => p.WrongDigests));
        Assert.AreEqual(0.6, viewer.Picture(p => p.At(FieldId.EyeOpen, p.Us)));
    }

    [TestMethod]
    [DataRow("elysia.v2.json")]
    [DataRow("elysia.v2.bin")]
    public async Task Mood_OneFeeling_IsOneDeltaThatEndsWhereProtocol1Ends(string subprotocol)
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using Viewer samples = await host.ConnectAsync();
        await using MotionViewer viewer = await MotionViewer.ConnectAsync(host.WebSocket(), subprotocol);
        await viewer.ReceivesAsync("keyframe");
        Assert.AreEqual(subprotocol == "elysia.v2.bin" ? 1 : 0, viewer.BinaryMessages);
        await viewer.SendAsync(Feel);
        await viewer.ReceivesAsync("delta");
        await Eventually.TrueAsync(() => Near(samples, viewer, FieldId.MouthCurve, 0.6), "both show the feeling");
        foreach (FieldId field in AvatarStates.Fields.Where(f => f != FieldId.Beat))
        {
            await Eventually.TrueAsync(() => Near(samples, viewer, field), $"both show the same {field}");
        }
    }

    [TestMethod]
    public async Task Connect_OfferingBoth_TakesTheFirstAndResumesInTheOther()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using MotionViewer viewer = await MotionViewer.ConnectAsync(host.WebSocket(), "elysia.v2.bin", "elysia.v2.json");
        Assert.AreEqual("elysia.v2.bin", viewer.SubProtocol);
        string epoch = (await viewer.ReceivesAsync("hello")).GetProperty("epoch").GetString()!;
        long tick = (await viewer.ReceivesAsync("keyframe")).GetProperty("tick").GetInt64();
        Assert.IsGreaterThan(0, viewer.Picture(p => p.RightDigests));
        Assert.AreEqual(0, viewer.Picture(p => p.WrongDigests));
        await using MotionViewer back = await MotionViewer.ConnectAsync(host.WebSocket($"/?resume={epoch}.{tick}"));
        Assert.IsTrue((await back.ReceivesAsync("hello")).GetProperty("resumed").GetBoolean());
    }

    [TestMethod]
    public async Task Resume_ByEpochAndTick_SendsHelloAndTheMissedChanges()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using MotionViewer stays = await MotionViewer.ConnectAsync(host.WebSocket());
        JsonElement hello = await stays.ReceivesAsync("hello");
        JsonElement had = await stays.ReceivesAsync("keyframe");
        string point = $"{hello.GetProperty("epoch").GetString()}.{had.GetProperty("tick").GetInt64()}";
        await stays.SendAsync(Feel);
        await stays.ReceivesAsync("delta");
        await using MotionViewer back = await MotionViewer.ConnectAsync(host.WebSocket($"/?resume={point}"));
        Assert.IsTrue((await back.ReceivesAsync("hello")).GetProperty("resumed").GetBoolean());
        JsonElement missed = await back.ReceivesAsync("delta");
        Assert.IsTrue(missed.GetProperty("motion").TryGetProperty("mouth_curve", out _));
        Assert.IsEmpty(back.Of("keyframe"));
        await using MotionViewer other = await MotionViewer.ConnectAsync(host.WebSocket("/?resume=00000000.3"));
        Assert.IsFalse((await other.ReceivesAsync("hello")).GetProperty("resumed").GetBoolean());
        await other.ReceivesAsync("keyframe");
    }

    [TestMethod]
    public async Task Resume_AtRest_TakesLessThan300BytesOnTheWire()
    {
        const int headers = 2 * (20 + 32 + 2); // Two segments: IP, TCP with time stamps, WebSocket.
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using MotionViewer first = await MotionViewer.ConnectAsync(host.WebSocket());
        string epoch = (await first.ReceivesAsync("hello")).GetProperty("epoch").GetString()!;
        long tick = (await first.ReceivesAsync("keyframe")).GetProperty("tick").GetInt64();
        await using MotionViewer back = await MotionViewer.ConnectAsync(host.WebSocket($"/?resume={epoch}.{tick}"));
        await back.ReceivesAsync("hello");
        await back.SendAsync("""{"type":"ping","c":1}""");
        await back.ReceivesAsync("pong");
        Assert.IsLessThan(300, back.Bytes + headers);
    }

    [TestMethod]
    public async Task Ping_WithATime_IsAnsweredWithThatTimeAndTheServers()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using MotionViewer viewer = await MotionViewer.ConnectAsync(host.WebSocket());
        double t = (await viewer.ReceivesAsync("hello")).GetProperty("t").GetDouble();
        await viewer.SendAsync("""{"type":"ping","c":1234.5}""");
        JsonElement pong = await viewer.ReceivesAsync("pong");
        Assert.AreEqual(1234.5, pong.GetProperty("c").GetDouble());
        Assert.IsGreaterThanOrEqualTo(t, pong.GetProperty("t").GetDouble());
    }

    [TestMethod]
    public async Task Rate_Paused_SendsNothingUntilResumedAndThenEverything()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using MotionViewer viewer = await MotionViewer.ConnectAsync(host.WebSocket());
        await using MotionViewer other = await MotionViewer.ConnectAsync(host.WebSocket());
        await viewer.ReceivesAsync("keyframe");
        await other.ReceivesAsync("keyframe");
        await viewer.SendAsync("""{"type":"rate","fps":0}""");
        await viewer.SendAsync("""{"type":"ping","c":1}""");
        await viewer.ReceivesAsync("pong");
        int before = viewer.Of("delta").Count;
        await viewer.SendAsync(Feel);
        await other.ReceivesAsync("delta");
        Assert.HasCount(before, viewer.Of("delta"));
        await viewer.SendAsync("""{"type":"rate","fps":60}""");
        JsonElement delta = await viewer.ReceivesAsync("delta", before + 1);
        Assert.IsTrue(delta.GetProperty("motion").TryGetProperty("mouth_curve", out _));
    }

    [TestMethod]
    public async Task Text_OfAProtocol2Viewer_IsAnsweredInTheShortForm()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using MotionViewer viewer = await MotionViewer.ConnectAsync(host.WebSocket());
        await viewer.SendAsync("""{"type":"text","content":"hello"}""");
        JsonElement speech = await viewer.ReceivesAsync("speech");
        Assert.IsGreaterThan(2, speech.GetProperty("lips").GetArrayLength());
        Assert.IsFalse(speech.TryGetProperty("lipsync", out _));
        Assert.IsFalse(speech.TryGetProperty("spirits", out _));
    }

    [TestMethod]
    public async Task Keyframe_Requested_IsSent()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using MotionViewer viewer = await MotionViewer.ConnectAsync(host.WebSocket());
        await viewer.ReceivesAsync("keyframe");
        await viewer.SendAsync("""{"type":"keyframe"}""");
        await viewer.ReceivesAsync("keyframe", 2);
    }

    [TestMethod]
    [DataRow("""{"type":"rate","fps":-1}""", "fps must be")]
    [DataRow("""{"type":"rate","fps":1.5}""", "fps must be")]
    [DataRow("""{"type":"ack","tick":1}""", "ack must have")]
    [DataRow("""{"type":"ping","c":"x"}""", "ping must have")]
    [DataRow("""{"type":"nothing"}""", "Invalid message type")]
    public async Task Message_Invalid_IsRefusedWithItsReason(string message, string text)
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using MotionViewer viewer = await MotionViewer.ConnectAsync(host.WebSocket());
        await viewer.SendAsync(message);
        JsonElement error = await viewer.ReceivesAsync("error");
        Assert.Contains(text, error.GetProperty("message").GetString()!);
    }

    [TestMethod]
    public async Task SessionMessage_OfAProtocol1Client_IsUnknown()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using Viewer viewer = await host.ConnectAsync();
        await viewer.SendAsync("""{"type":"keyframe"}""");
        Assert.Contains(
            "Invalid message type", (await viewer.ReceivesAsync("error")).GetProperty("message").GetString()!);
    }

    [TestMethod]
    public async Task Stop_EveryViewer_GetsADifferentReconnectDelay()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using MotionViewer one = await MotionViewer.ConnectAsync(host.WebSocket());
        await using MotionViewer two = await MotionViewer.ConnectAsync(host.WebSocket());
        await one.ReceivesAsync("keyframe");
        await two.ReceivesAsync("keyframe");
        await host.StopAsync();
        long first = (await one.ReceivesAsync("going-away")).GetProperty("reconnect").GetInt64();
        long second = (await two.ReceivesAsync("going-away")).GetProperty("reconnect").GetInt64();
        Assert.IsGreaterThanOrEqualTo(400, Math.Abs(first - second));
    }

    private static bool Near(Viewer samples, MotionViewer viewer, FieldId field, double? value = null)
    {
        double shown = viewer.Picture(p => p.At(field, p.Us + 10_000_000));
        return Math.Abs((samples.Picture?[(int)field] ?? -9) - shown) < 1e-6
            && (value is null || Math.Abs(shown - value.Value) < 1e-6);
    }
}
