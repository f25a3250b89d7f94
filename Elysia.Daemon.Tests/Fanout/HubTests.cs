using System.Runtime.InteropServices;
using Elysia.Channels;
using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Fanout;

/// <summary>The hub: joining, shared encodings, delivery to single viewers, and closing.</summary>
[TestClass]
internal sealed class HubTests
{
    [TestMethod]
    public async Task TryJoin_BeforeTheFirstTick_SendsGreetingThenFullThenDelta()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, _) = await rig.JoinLiveAsync();
        rig.PublishMove();
        await Eventually.TrueAsync(() => socket.Sent.Count == 3, "the third tick arrives");

        StringAssert.StartsWith(socket.Texts[0], "{\"expression\":{", StringComparison.Ordinal);
        StringAssert.StartsWith(socket.Texts[1], "{\"type\":\"full\",", StringComparison.Ordinal);
        StringAssert.StartsWith(socket.Texts[2], "{\"type\":\"delta\",", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task TryJoin_AfterATick_GreetsAtOnce()
    {
        await using var rig = new FanoutRig();
        await rig.JoinLiveAsync();
        var socket = new ScriptedSocket();
        rig.Hub.TryJoin(socket, new SessionOptions(ProtocolV1.Plain));
        await Eventually.TrueAsync(() => socket.Sent.Count == 1, "the greeting comes without another tick");
    }

    [TestMethod]
    public async Task TryJoin_Full_IsRefusedAndNotCounted()
    {
        await using var rig = new FanoutRig(maxViewers: 1);
        Assert.IsNotNull(rig.Hub.TryJoin(new ScriptedSocket(), new SessionOptions(ProtocolV1.Plain)));
        Assert.IsFalse(rig.Hub.HasRoom);
        Assert.IsNull(rig.Hub.TryJoin(new ScriptedSocket(), new SessionOptions(ProtocolV1.Plain)));
        Assert.AreEqual(1, rig.Hub.Viewers);
    }

    [TestMethod]
    public async Task TryJoin_AfterOneLeft_Succeeds()
    {
        await using var rig = new FanoutRig(maxViewers: 1);
        (_, ClientSession session) = await rig.JoinLiveAsync();
        session.Close(CloseReason.PeerGone);
        await rig.PublishUntilAsync(() => rig.Hub.Viewers == 0, "the viewer is no longer counted");
        Assert.IsNotNull(rig.Hub.TryJoin(new ScriptedSocket(), new SessionOptions(ProtocolV1.Plain)));
    }

    [TestMethod]
    public async Task Publish_ManyViewersAtOneTick_ShareTheSameBytes()
    {
        await using var rig = new FanoutRig();
        var sockets = new List<ScriptedSocket>();
        for (int i = 0; i < 20; i++)
        {
            sockets.Add((await rig.JoinLiveAsync()).Socket);
        }

        int[] before = [.. sockets.Select(s => s.Sent.Count)];
        rig.PublishMove();
        await Eventually.TrueAsync(
            () => sockets.Zip(before).All(p => p.First.Sent.Count > p.Second), "all have the next tick");
        Assert.IsTrue(sockets.All(s => ReferenceEquals(ArrayOf(s), ArrayOf(sockets[0]))), "A tick was encoded more than once.");
    }

    [TestMethod]
    public async Task Publish_OneViewerStuck_AllOthersGetEveryTick()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket stuck, _) = await rig.JoinLiveAsync();
        (ScriptedSocket healthy, _) = await rig.JoinLiveAsync();
        stuck.Stick();
        for (int tick = 0; tick < 100; tick++)
        {
            int before = healthy.Sent.Count;
            rig.PublishMove();
            await Eventually.TrueAsync(() => healthy.Sent.Count == before + 1, $"tick {tick} reaches the healthy viewer");
        }

        Assert.AreEqual(0, stuck.Overlaps);
    }

    [TestMethod]
    public async Task Deliver_ToOne_ReachesNoOther()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket client, ClientSession session) = await rig.JoinLiveAsync();
        (ScriptedSocket other, _) = await rig.JoinLiveAsync();
        Assert.AreEqual(EnqueueResult.Queued, rig.Hub.Deliver(session.Id, EventEncoder.Error("for you")));
        await Eventually.TrueAsync(() => client.Viewer().Received.ContainsKey("error"), "the client that asked gets it");
        Assert.IsFalse(other.Viewer().Received.ContainsKey("error"));
    }

    [TestMethod]
    public async Task Deliver_ToAnUnknownClient_IsClosed()
    {
        await using var rig = new FanoutRig();
        Assert.AreEqual(EnqueueResult.Closed, rig.Hub.Deliver(new ClientId(99), EventEncoder.Error("?")));
    }

    [TestMethod]
    public async Task Drain_AllViewersAnswer_EndsWithoutWaitingForTheDeadline()
    {
        var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        Task drained = rig.Hub.DrainAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => socket.CloseSent == CloseReason.GoingAway, "the close frame is sent");
        session.Close(CloseReason.PeerClosed);
        await drained.WaitAsync(Eventually.Deadline);
        Assert.AreEqual(1, socket.Aborts);
        Assert.AreEqual(CloseReason.GoingAway, await session.Ended);
        Assert.IsNull(
            rig.Hub.TryJoin(new ScriptedSocket(), new SessionOptions(ProtocolV1.Plain)), "A hub that drains accepted a viewer.");
    }

    [TestMethod]
    public async Task Drain_StuckAndSilentViewers_AreAbortedAtTheDeadline()
    {
        var rig = new FanoutRig();
        (ScriptedSocket stuck, ClientSession stuckSession) = await rig.JoinLiveAsync();
        (ScriptedSocket silent, ClientSession silentSession) = await rig.JoinLiveAsync();
        stuck.Stick();
        rig.PublishMove();
        await Eventually.TrueAsync(() => stuck.IsPending, "a send is stuck");
        using var deadline = new CancellationTokenSource();
        Task drained = rig.Hub.DrainAsync(deadline.Token);
        await Eventually.TrueAsync(() => silent.CloseSent == CloseReason.GoingAway, "the silent viewer is sent the close frame");
        Assert.IsFalse(drained.IsCompleted, "The drain ended before an answer and before the deadline.");

        await deadline.CancelAsync();
        await drained.WaitAsync(Eventually.Deadline);
        Assert.AreEqual(1, stuck.Aborts);
        Assert.AreEqual(1, silent.Aborts);
        Assert.AreEqual(CloseReason.GoingAway, await stuckSession.Ended);
        Assert.AreEqual(CloseReason.GoingAway, await silentSession.Ended);
        Assert.AreEqual(0, rig.Hub.Viewers);
    }

    private static byte[] ArrayOf(ScriptedSocket socket) =>
        MemoryMarshal.TryGetArray(socket.Sent[^1], out ArraySegment<byte> segment) ? segment.Array! : [];

    [TestMethod]
    public async Task TryJoin_AfterTheDrainBegan_IsRefusedAsGoingAwayAndNotAsFull()
    {
        await using var rig = new FanoutRig();
        Assert.AreEqual(CloseReason.Full, rig.Hub.ReasonToTurnAway);
        await rig.Hub.DrainAsync(new CancellationToken(canceled: true));
        Assert.IsNull(rig.Hub.TryJoin(new ScriptedSocket(), new SessionOptions(ProtocolV1.Plain)));
        Assert.AreEqual(CloseReason.GoingAway, rig.Hub.ReasonToTurnAway);
    }
}
