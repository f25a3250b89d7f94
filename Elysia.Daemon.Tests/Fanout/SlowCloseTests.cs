using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Fanout;

/// <summary>Closing a viewer that does not read: a close frame is sent whenever the kernel has buffer space for
/// one.</summary>
[TestClass]
internal sealed class SlowCloseTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromTicks(1);

    [TestMethod]
    public async Task Publish_HeldUntilTheDeadline_SendsTheCloseFrameAndAbortsAtTheCloseDeadline()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await HeldAsync(rig);
        rig.Time.Advance(FanoutRig.Deadlines.Send + Instant);
        await rig.PublishUntilAsync(() => socket.CloseSent is not null, "the close frame is sent");
        Assert.AreEqual(CloseReason.SlowConsumer, socket.CloseSent);
        rig.Time.Advance(FanoutRig.Deadlines.Close);
        await PassAsync(rig);
        Assert.IsFalse(session.Ended.IsCompleted, "The session ended before the close deadline.");

        rig.Time.Advance(Instant);
        await rig.PublishUntilAsync(() => session.Ended.IsCompleted, "the deadline is past");
        Assert.AreEqual(CloseReason.SlowConsumer, await session.Ended);
        Assert.AreEqual(0, socket.Overlaps);
    }

    [TestMethod]
    public async Task Publish_HeldAndThenFull_IsCutOnlyAtTheDeadlineOfTheCloseFrame()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await HeldAsync(rig);
        socket.IsFullOnceReleased = true;
        rig.Time.Advance(FanoutRig.Deadlines.Send + Instant);
        await rig.PublishUntilAsync(() => socket.CloseSent is not null && socket.IsPending, "the close frame is stuck");
        rig.Time.Advance(FanoutRig.Deadlines.Close);
        await PassAsync(rig);
        Assert.IsFalse(session.Ended.IsCompleted, "The session ended before the deadline of its close frame.");

        rig.Time.Advance(Instant);
        await rig.PublishUntilAsync(() => session.Ended.IsCompleted, "the deadline is past");
        Assert.AreEqual(CloseReason.SlowConsumer, await session.Ended);
    }

    [TestMethod]
    public async Task Publish_HeldAndTheViewerAnswersTheClose_EndsAsSlowConsumer()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await HeldAsync(rig);
        rig.Time.Advance(FanoutRig.Deadlines.Send + Instant);
        await rig.PublishUntilAsync(() => socket.CloseSent is not null, "the close frame is sent");
        session.Close(CloseReason.PeerClosed);
        Assert.AreEqual(CloseReason.SlowConsumer, await Eventually.CompletesAsync(session.Ended, "the answer ends the session"));
        Assert.AreEqual(1, rig.Counters.Closes(CloseReason.SlowConsumer));
    }

    [TestMethod]
    public async Task Close_NoAnswer_HangsUpOnceSoThatTheViewerCanReadTheRest()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        socket.HangUps = 0;
        session.Close(CloseReason.TooManyBytes);
        await Eventually.TrueAsync(() => socket.CloseSent is not null, "the close frame is sent");
        rig.Time.Advance(FanoutRig.Deadlines.Close + Instant);
        await rig.PublishUntilAsync(() => socket.HangUps > 0, "the connection is shut down");
        Assert.IsFalse(session.Ended.IsCompleted, "The connection was aborted.");
        session.Close(CloseReason.PeerGone);
        Assert.AreEqual(CloseReason.TooManyBytes, await Eventually.CompletesAsync(session.Ended, "the receive loop ends"));
        Assert.AreEqual(1, socket.HangUps);
    }

    [TestMethod]
    public async Task Close_Held_SendsTheCloseFrameOfTheReason()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await HeldAsync(rig);
        rig.Time.Advance(FanoutRig.Deadlines.Close * 2);
        session.Close(CloseReason.GoingAway);
        await Eventually.TrueAsync(() => socket.CloseSent is not null, "the close frame is sent");
        Assert.AreEqual(CloseReason.GoingAway, socket.CloseSent);
    }

    [TestMethod]
    public async Task StillReads_False_SendsTheCloseFrame()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        (ScriptedSocket other, _) = await rig.JoinLiveAsync();
        socket.IsReading = false;
        await rig.PublishUntilAsync(() => socket.CloseSent is not null, "the close frame is sent");
        Assert.AreEqual(CloseReason.SlowConsumer, socket.CloseSent);
        session.Close(CloseReason.PeerClosed);
        Assert.AreEqual(CloseReason.SlowConsumer, await Eventually.CompletesAsync(session.Ended, "the answer ends the session"));
        Assert.IsNull(other.CloseSent);
    }

    [TestMethod]
    public async Task StillReads_FalseAndTheKernelHasNoBufferSpace_AbortsAtOnce()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        socket.Stick();
        await rig.PublishUntilAsync(() => socket.IsPending, "a send is stuck");
        rig.Time.Advance(Instant);
        socket.IsReading = false;
        await rig.PublishUntilAsync(() => session.Ended.IsCompleted, "the connection is aborted");
        Assert.AreEqual(CloseReason.SlowConsumer, await session.Ended);
        Assert.IsNull(socket.CloseSent);
    }

    [TestMethod]
    public async Task Acked_AnyTick_CountsAsReading()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        session.Acked(7);
        Assert.AreEqual(1, socket.Reads);
        Assert.AreEqual(7, session.Requests.AckedTick);
    }

    /// <summary>Publishes a tick, and completes when the sender has visited every session for it.</summary>
    private static async Task PassAsync(FanoutRig rig)
    {
        (ScriptedSocket witness, _) = await rig.JoinLiveAsync();
        int seen = witness.Sent.Count;
        rig.PublishMove();
        await Eventually.TrueAsync(() => witness.Sent.Count > seen, "the sender has visited all sessions");
    }

    private static async Task<(ScriptedSocket Socket, ClientSession Session)> HeldAsync(FanoutRig rig)
    {
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        socket.Hold();
        await rig.PublishUntilAsync(() => socket.IsPending, "a send is held");
        return (socket, session);
    }
}
