using Elysia.Diagnostics;
using Elysia.Fanout;
using Elysia.Monitoring.Metrics;
using Elysia.Protocol.Messages;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Fanout;

/// <summary>The ages of frames and the snapshots of sessions, with a clock that the test advances.</summary>
[TestClass]
internal sealed class FrameAgeTests : IAsyncDisposable
{
    private readonly DaemonMeter _meter = new();
    private readonly MetricReader _reader;
    private readonly FanoutRig _rig;

    public FrameAgeTests()
    {
        _reader = new MetricReader(_meter);
        _rig = new FanoutRig(meter: _meter);
    }

    private HistogramReading Ages => _reader.Read(_meter.FrameAge);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        _reader.Dispose();
        _meter.Dispose();
    }

    [TestMethod]
    public async Task Publish_ManyViewers_SamplesOnePerPass()
    {
        (ScriptedSocket[] sockets, _) = await JoinAsync(5);
        long before = Ages.Count;
        for (int tick = 1; tick <= 10; tick++)
        {
            _rig.PublishMove();
            int frames = tick;
            await Eventually.TrueAsync(() => Ages.Count == before + frames, $"pass {frames} is sampled");
        }

        Assert.HasCount(5, sockets);
    }

    [TestMethod]
    public async Task Snapshot_SendIsStuck_HasItsDurationAndTheAgeIsRecordedWhenItEnds()
    {
        (ScriptedSocket[] sockets, ClientSession[] sessions) = await JoinAsync(1);
        sockets[0].Stick();
        _rig.PublishMove();
        await Eventually.TrueAsync(() => sockets[0].IsPending, "a send is under way");
        long before = Ages.Count;
        _rig.Time.Advance(TimeSpan.FromSeconds(3));
        SessionSnapshot look = sessions[0].Snapshot(tick: 100, _rig.Time.GetTimestamp());
        Assert.AreEqual(TimeSpan.FromSeconds(3), look.Stuck);
        Assert.IsGreaterThan(90, look.TicksBehind);
        Assert.IsNull(look.Silent);

        sockets[0].Unstick();
        await Eventually.TrueAsync(() => Ages.Count == before + 1, "the age is taken");
        Assert.IsGreaterThan(2.5, Ages.Sum);
        Assert.AreEqual(TimeSpan.Zero, sessions[0].Snapshot(100, _rig.Time.GetTimestamp()).Stuck);
    }

    [TestMethod]
    public async Task TryOffer_ViewerIsStuck_IsRefusedAndLeavesTheQueueToOtherMessages()
    {
        (ScriptedSocket[] sockets, ClientSession[] sessions) = await JoinAsync(1);
        sockets[0].Stick();
        _rig.PublishMove();
        await Eventually.TrueAsync(() => sockets[0].IsPending, "a send is under way");
        for (int i = 0; i < 2 * SendQueue.MaxFrames; i++)
        {
            Assert.IsFalse(sessions[0].TryOffer(EventEncoder.Error("left out")));
        }

        Assert.AreEqual(EnqueueResult.Queued, sessions[0].TryEnqueue(EventEncoder.Error("arrives")));
        sockets[0].Unstick();
        await Eventually.TrueAsync(
            () => sockets[0].Texts.Any(t => t.Contains("arrives", StringComparison.Ordinal)), "it arrives");
        Assert.IsFalse(sockets[0].Texts.Any(t => t.Contains("left out", StringComparison.Ordinal)));
    }

    private async Task<(ScriptedSocket[] Sockets, ClientSession[] Sessions)> JoinAsync(int viewers)
    {
        // At time 0 a sample could not be distinguished from none.
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        var sockets = new List<ScriptedSocket>();
        var sessions = new List<ClientSession>();
        for (int i = 0; i < viewers; i++)
        {
            (ScriptedSocket socket, ClientSession session) = await _rig.JoinLiveAsync();
            sockets.Add(socket);
            sessions.Add(session);
        }

        return ([.. sockets], [.. sessions]);
    }
}
