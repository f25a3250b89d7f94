using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Fanout;

/// <summary>One session on a socket that gets stuck and breaks by script, with a clock that the test
/// advances.</summary>
[TestClass]
internal sealed class ClientSessionTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromTicks(1);

    [TestMethod]
    public async Task Publish_SendPending_StartsNoSecondSend()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, _) = await rig.JoinLiveAsync();
        (ScriptedSocket witness, _) = await rig.JoinLiveAsync();
        await StickAsync(rig, socket);
        int sent = socket.Sent.Count;
        await PublishSeenByAsync(rig, witness, 50);
        Assert.AreEqual(sent, socket.Sent.Count);
        Assert.AreEqual(0, socket.Overlaps);
    }

    [TestMethod]
    public async Task Publish_WritableAgain_NextFrameIsTheNewestTickAndTheRestIsMerged()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, _) = await rig.JoinLiveAsync();
        (ScriptedSocket witness, _) = await rig.JoinLiveAsync();
        await StickAsync(rig, socket);
        int sent = socket.Sent.Count;
        long merged = rig.Counters.MergedTicks;
        await PublishSeenByAsync(rig, witness, 50);
        socket.Unstick();
        await Eventually.TrueAsync(() => socket.Sent.Count == sent + 1, "one frame brings it up to date");

        ViewerModel viewer = socket.Viewer();
        foreach (FieldId field in AvatarStates.Fields)
        {
            Assert.AreEqual(rig.Last.Published.Value(field), viewer[field], $"{field} is not the current value.");
        }

        Assert.AreEqual(merged + 49, rig.Counters.MergedTicks);
    }

    [TestMethod]
    public async Task Enqueue_BeforeTheGreeting_ComesAfterIt()
    {
        await using var rig = new FanoutRig();
        var socket = new ScriptedSocket();
        ClientSession session = rig.Hub.TryJoin(socket, new SessionOptions(ProtocolV1.Plain))!;
        Assert.AreEqual(EnqueueResult.Queued, session.TryEnqueue(EventEncoder.Error("early")));
        rig.PublishMove();
        await Eventually.TrueAsync(() => socket.Sent.Count == 2, "greeting and error are sent");
        StringAssert.StartsWith(socket.Texts[0], "{\"expression\":", StringComparison.Ordinal);
        StringAssert.Contains(socket.Texts[1], "early", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Enqueue_SendPending_ArrivesInOrderBeforeTheNextState()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        await StickAsync(rig, socket);
        int sent = socket.Sent.Count;
        for (int i = 0; i < 10; i++)
        {
            session.TryEnqueue(EventEncoder.Error($"n{i}"));
        }

        rig.PublishMove();
        socket.Unstick();
        await Eventually.TrueAsync(() => socket.Sent.Count == sent + 11, "ten errors and the state are sent");
        for (int i = 0; i < 10; i++)
        {
            StringAssert.Contains(socket.Texts[sent + i], $"\"n{i}\"", StringComparison.Ordinal);
        }

        StringAssert.StartsWith(socket.Texts[^1], "{\"type\":\"delta\"", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Enqueue_TooManyUnread_DeliversWhatWasQueuedAndClosesWith1008()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        await StickAsync(rig, socket);
        for (int i = 0; i < SendQueue.MaxFrames; i++)
        {
            Assert.AreEqual(EnqueueResult.Queued, session.TryEnqueue(EventEncoder.Error($"n{i}")));
        }

        Assert.AreEqual(EnqueueResult.Full, session.TryEnqueue(EventEncoder.Error("one more")));
        Assert.AreEqual(EnqueueResult.Closed, session.TryEnqueue(EventEncoder.Error("after")));
        socket.Unstick();
        await Eventually.TrueAsync(() => socket.CloseSent is not null, "the close frame is sent");
        Assert.AreEqual(CloseReason.TooManyUnread, socket.CloseSent);
        Assert.AreEqual(SendQueue.MaxFrames, socket.Viewer().Received["error"]);
    }

    [TestMethod]
    public async Task Enqueue_TooManyUnreadAndStuck_IsAbortedAtTheCloseDeadline()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        await StickAsync(rig, socket);
        while (session.TryEnqueue(EventEncoder.Error("more")) == EnqueueResult.Queued)
        {
        }

        rig.Time.Advance(FanoutRig.Deadlines.Close + Instant);
        await rig.PublishUntilAsync(() => session.Ended.IsCompleted, "the session is cut");
        Assert.AreEqual(CloseReason.TooManyUnread, await session.Ended);
        Assert.AreEqual(1, socket.Aborts);
    }

    [TestMethod]
    public async Task Publish_StuckForTheDeadline_EndsAsSlowConsumerAndNotBefore()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        (ScriptedSocket witness, _) = await rig.JoinLiveAsync();
        await StickAsync(rig, socket);

        rig.Time.Advance(FanoutRig.Deadlines.Send);
        await PublishSeenByAsync(rig, witness, 3);
        Assert.IsFalse(session.Ended.IsCompleted, "The session was closed before the deadline.");

        rig.Time.Advance(Instant);
        await rig.PublishUntilAsync(() => session.Ended.IsCompleted, "the deadline is past");
        Assert.AreEqual(CloseReason.SlowConsumer, await session.Ended);
        Assert.AreEqual(1, socket.Aborts);
        Assert.AreEqual(1, rig.Counters.Closes(CloseReason.SlowConsumer));
    }

    [TestMethod]
    public Task Publish_SendBreaks_EndsAsPeerGone() => BreakAsync(new IOException("reset"), CloseReason.PeerGone);

    [TestMethod]
    public Task Publish_SendCancelledByAnUnansweredPing_EndsAsSlowConsumer() =>
        BreakAsync(new OperationCanceledException("Aborted"), CloseReason.SlowConsumer);

    [TestMethod]
    public async Task Publish_SendThrowsAtOnce_EndsAsPeerGoneAndOthersContinue()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        (ScriptedSocket witness, _) = await rig.JoinLiveAsync();
        socket.Throws = new System.Net.Sockets.SocketException();
        await PublishSeenByAsync(rig, witness, 1);
        Assert.AreEqual(CloseReason.PeerGone, await Eventually.CompletesAsync(session.Ended, "the fault is noticed"));
        await PublishSeenByAsync(rig, witness, 3);
        Assert.IsFalse(rig.Hub.Completion.IsCompleted, "The fault of one viewer ended the sender.");
    }

    [TestMethod]
    public async Task Close_PeerNeverAnswers_IsAbortedAtTheCloseDeadlineAndNotBefore()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        (ScriptedSocket witness, _) = await rig.JoinLiveAsync();
        session.Close(CloseReason.MessageTooBig);
        await Eventually.TrueAsync(() => socket.CloseSent == CloseReason.MessageTooBig, "the close frame is sent");
        int sent = socket.Sent.Count;

        rig.Time.Advance(FanoutRig.Deadlines.Close);
        await PublishSeenByAsync(rig, witness, 3);
        Assert.IsFalse(session.Ended.IsCompleted, "The connection was aborted before the deadline.");

        rig.Time.Advance(Instant);
        await rig.PublishUntilAsync(() => session.Ended.IsCompleted, "the deadline is past");
        Assert.AreEqual(CloseReason.MessageTooBig, await session.Ended);
        Assert.AreEqual(sent, socket.Sent.Count, "A frame was sent after the close frame.");
        Assert.AreEqual(0, socket.Overlaps);
    }

    [TestMethod]
    public async Task Close_PeerAnswers_EndsAtOnceWithTheFirstReason()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        session.Close(CloseReason.UnsupportedData);
        await Eventually.TrueAsync(() => socket.CloseSent is not null, "the close frame is sent");
        session.Close(CloseReason.PeerClosed);
        Assert.AreEqual(
            CloseReason.UnsupportedData, await Eventually.CompletesAsync(session.Ended, "the answer ends the session"));
        Assert.AreEqual(1, rig.Counters.Closes(CloseReason.UnsupportedData));
    }

    [TestMethod]
    public async Task Close_PeerSentACloseFrame_EchoesAndEnds()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        session.Close(CloseReason.PeerClosed);
        Assert.AreEqual(CloseReason.PeerClosed, await Eventually.CompletesAsync(session.Ended, "the session ends"));
        Assert.AreEqual(CloseReason.PeerClosed, socket.CloseSent);
    }

    private static async Task BreakAsync(Exception fault, CloseReason expected)
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, ClientSession session) = await rig.JoinLiveAsync();
        await StickAsync(rig, socket);
        socket.Break(fault);
        Assert.AreEqual(expected, await Eventually.CompletesAsync(session.Ended, "the break is noticed"));
        Assert.AreEqual(1, socket.Aborts);
    }

    private static async Task StickAsync(FanoutRig rig, ScriptedSocket socket)
    {
        socket.Stick();
        rig.PublishMove();
        await Eventually.TrueAsync(() => socket.IsPending, "a send is stuck");
    }

    /// <summary>Publishes ticks one by one, each received by another, healthy viewer, which shows that the sender has
    /// visited all sessions.</summary>
    private static async Task PublishSeenByAsync(FanoutRig rig, ScriptedSocket witness, int ticks)
    {
        for (int i = 0; i < ticks; i++)
        {
            int before = witness.Sent.Count;
            rig.PublishMove();
            await Eventually.TrueAsync(() => witness.Sent.Count > before, "the witness sees the tick");
        }
    }
}
