using Elysia.Channels;
using Elysia.Diff;
using Elysia.Fanout;
using Elysia.Motion;
using Elysia.Protocol;
using Elysia.Protocol.V1;
using Elysia.Protocol.V2;
using Elysia.Protocol.Wire;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Fanout;

/// <summary>Viewers of motions are skipped while nothing moves, and still miss nothing.</summary>
[TestClass]
internal sealed class QuietTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(33);

    private readonly ManualTimeProvider _time = new();
    private readonly Sender _sender;
    private readonly PublishedState _samples = new(new DeltaThreshold(0.01));
    private readonly PublishedMotion _motions;
    private readonly ProtocolV2 _protocol = new(MotionForm.Binary, "e", TimeSpan.FromSeconds(12), 0.01);
    private AvatarState _state = AvatarState.Initial;
    private EncodedTick? _frames;
    private int _sessions;

    public QuietTests()
    {
        _sender = new Sender(FanoutRig.Deadlines, _time, _ => { }, () => { });
        var face = new FaceTrajectory((state, elapsed) => AvatarSimulation.Step(state, default, elapsed));
        _motions = new PublishedMotion(new DeltaThreshold(0.01), face, new MotionClock(_time), TimeSpan.FromSeconds(12));
    }

    [TestMethod]
    public void Turn_NothingMoves_SkipsTheViewerAndCountsTheTicksAsEmpty()
    {
        (ClientSession session, ScriptedSocket socket) = Join();
        Ticks(300);
        int sent = socket.Sent.Count;
        Assert.IsLessThan(6, sent, "More than a hello, a keyframe and two digests were sent.");
        Assert.IsLessThan(290, session.Progress.BaseTick, "The session was visited at most ticks.");
        Assert.AreEqual(0, session.Snapshot(_frames!.Published.Tick, _time.GetTimestamp()).TicksBehind);
        Feel(0.6);
        Ticks(1);
        Assert.HasCount(sent + 1, socket.Sent);
        Assert.AreEqual(_frames!.Published.Tick, session.Progress.BaseTick);
        Assert.AreEqual(0, session.Progress.Tally.Merged);
        Assert.AreEqual(_frames.Published.Tick, session.Progress.Tally.All);
        Assert.AreEqual(session.Progress.Tally.Empty, _sender.Counters.EmptyTicks);
    }

    [TestMethod]
    public void Turn_ResumeWhileNothingMoves_SendsWhatTheViewerMissed()
    {
        Join();
        Ticks(40);
        long had = _frames!.Published.Tick;
        Feel(-0.4);
        Ticks(60);
        (ClientSession back, ScriptedSocket socket) = Join(new ResumePoint("e", had));
        _sender.Turn();
        Ticks(1);
        Assert.HasCount(2, socket.Sent, "Not exactly a hello and one delta were sent.");
        MotionMessage delta = BinaryMotionDecoder.Decode(socket.Sent[1].Span)!;
        Assert.IsTrue(delta.Motions.ContainsKey(FieldId.MouthCurve));
        Assert.IsGreaterThan(had, back.Progress.BaseTick);
    }

    [TestMethod]
    public void Turn_APausedViewer_DoesNotPreventSkippingAndLaterGetsEverything()
    {
        (ClientSession stays, _) = Join();
        (ClientSession paused, ScriptedSocket socket) = Join();
        Ticks(5);
        paused.Requests.Rate(0);
        paused.Wake();
        int before = socket.Sent.Count;
        Feel(0.5);
        Ticks(200);
        Assert.HasCount(before, socket.Sent);
        Assert.IsLessThan(190, stays.Progress.BaseTick);
        paused.Requests.Rate(60);
        paused.Wake();
        _sender.Turn();
        Assert.HasCount(before + 1, socket.Sent);
    }

    [TestMethod]
    public void Turn_APausedViewerWhileTheFaceMoves_GetsAKeyframeEach15SecondsAndNothingElse()
    {
        (ClientSession paused, ScriptedSocket socket) = Join();
        Ticks(5);
        paused.Requests.Rate(0);
        int before = socket.Sent.Count;
        for (int minute = 0; minute < 60; minute++)
        {
            Feel(minute % 2);
            Ticks(30);
        }

        FrameKind[] state = [.. socket.Sent.Skip(before).Select(bytes => BinaryMotionDecoder.Decode(bytes.Span)!.Kind)];
        Assert.IsTrue(state.All(kind => kind == FrameKind.Full), "A paused viewer was sent something other than a full state.");
        Assert.HasCount(3, state, "One keyframe each 15 s of a minute is due; the fourth is not due yet.");
    }

    [TestMethod]
    public void Turn_AKeyframeRequestedWhileNothingMoves_IsSentAtOnce()
    {
        (ClientSession session, ScriptedSocket socket) = Join();
        Ticks(30);
        int before = socket.Sent.Count;
        session.Requests.AskKeyframe();
        session.Wake();
        _sender.Turn();
        Ticks(1);
        Assert.HasCount(before + 1, socket.Sent);
        Assert.AreEqual(FrameKind.Full, BinaryMotionDecoder.Decode(socket.Sent[^1].Span)!.Kind);
    }

    private (ClientSession Session, ScriptedSocket Socket) Join(ResumePoint? point = null)
    {
        var socket = new ScriptedSocket();
        var session = new ClientSession(new ClientId(++_sessions), socket, new SessionOptions(_protocol, null, point), _sender);
        _sender.Wake(session);
        return (session, socket);
    }

    private void Feel(double valence) =>
        _state = AvatarSimulation.Step(_state, new AvatarChanges(new Mood(valence, 0.3, 0), null), TimeSpan.Zero);

    private void Ticks(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _time.Advance(Step);
            _state = AvatarSimulation.Step(_state, default, Step);
            PublishedTick tick = _samples.Advance(_state, Step, _time.GetTimestamp());
            _frames = new EncodedTick(tick, new EncodedMotions(_motions.Advance(_state, Step, tick.Tick, _time.GetTimestamp())));
            _sender.Offer(_frames);
            _sender.Turn();
        }
    }
}
