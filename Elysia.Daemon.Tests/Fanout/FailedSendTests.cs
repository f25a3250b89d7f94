using Elysia.Channels;
using Elysia.Diagnostics;
using Elysia.Fanout;
using Elysia.Monitoring.Metrics;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Fanout;

/// <summary>Failed sends: one that fails at once is not counted, and none contributes to the ages of frames or to the
/// delivery level.</summary>
[TestClass]
internal sealed class FailedSendTests : IDisposable
{
    private readonly DaemonMeter _meter = new();
    private readonly MetricReader _reader;
    private readonly ManualTimeProvider _time = new();
    private readonly Publisher _publisher = new();
    private readonly ScriptedSocket _socket = new();
    private readonly Sender _sender;
    private readonly ClientSession _session;
    private int _moves;

    public FailedSendTests()
    {
        _reader = new MetricReader(_meter);
        _sender = new Sender(FanoutRig.Deadlines, _time, _ => { }, () => { }, _meter);
        _session = new ClientSession(new ClientId(1), _socket, new SessionOptions(ProtocolV1.Plain), _sender);
        _time.Advance(TimeSpan.FromSeconds(1));
        _sender.Wake(_session);

        // The greeting, the full state, and a delta.
        for (int tick = 0; tick < 3; tick++)
        {
            Publish();
        }
    }

    private Figures Now => new(
        Enum.GetValues<FrameKind>().Sum(_sender.Counters.Frames), _sender.Counters.Bytes, _reader.Read(_meter.FrameAge).Count);

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _meter.Dispose();
    }

    [TestMethod]
    public void Send_Succeeds_IsCountedAndTimed()
    {
        Figures before = Now;
        Publish();
        Assert.AreEqual(
            new Figures(before.Frames + 1, before.Bytes + _socket.Sent[^1].Length, before.Ages + 1), Now);
    }

    [TestMethod]
    public void Send_FailsAtOnce_IsNeitherCountedNorTimed()
    {
        Figures before = Now;
        _socket.Throws = new IOException("The connection broke.");
        Publish();
        Assert.IsTrue(_session.Ended.IsCompleted);
        Assert.AreEqual(before, Now);
    }

    [TestMethod]
    public async Task Send_FailsLater_IsNotTimed()
    {
        Figures before = Now;
        _socket.Stick();
        Publish();
        Assert.IsTrue(_socket.IsPending);
        _time.Advance(TimeSpan.FromSeconds(1));
        _socket.Break(new IOException("The connection broke."));
        await Eventually.TrueAsync(
            () =>
            {
                _sender.Turn();
                return _session.Ended.IsCompleted;
            },
            "the session has ended");
        Assert.AreEqual(before.Ages, Now.Ages);
        Assert.AreEqual(
            0, Enum.GetValues<DeliveryLevel>().Sum(_sender.Counters.Steps), "The failed send changed the delivery level.");
    }

    [TestMethod]
    public async Task Send_SucceedsLater_IsTimedThen()
    {
        Figures before = Now;
        _socket.Stick();
        Publish();
        Assert.AreEqual(before.Ages, Now.Ages);
        _socket.Unstick();
        await Eventually.TrueAsync(
            () =>
            {
                _sender.Turn();
                return Now.Ages == before.Ages + 1;
            },
            "the send is timed");
        Assert.AreEqual(before.Frames + 1, Now.Frames);
    }

    private void Publish()
    {
        _sender.Offer(_publisher.Tick(AvatarStates.Uniform(++_moves % 2 * 0.9)));
        _sender.Turn();
    }

    private sealed record Figures(long Frames, long Bytes, long Ages);
}
