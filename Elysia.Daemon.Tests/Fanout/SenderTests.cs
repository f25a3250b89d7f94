using Elysia.Channels;
using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Fanout;

/// <summary>The order in which a sender works when much arrives at once.</summary>
[TestClass]
internal sealed class SenderTests
{
    private readonly Publisher _publisher = new();
    private readonly BusyTime _time = new();
    private readonly Sender _sender;
    private readonly List<ClientSession> _sessions = [];
    private readonly List<ClientSession> _over = [];
    private readonly List<long> _sentTo = [];
    private int _signals;

    public SenderTests() => _sender = new Sender(FanoutRig.Deadlines, _time, _over.Add, () => _signals++);

    [TestMethod]
    public void Turn_TickArrivesWhileManyViewersLeave_IsSentBeforeTheRestAreRemoved()
    {
        ClientSession healthy = Join();
        ClientSession[] leaving = [.. Enumerable.Range(0, 40).Select(_ => Join())];
        _sender.Offer(_publisher.Tick(AvatarStates.Uniform(0.1)));
        _sender.Turn();
        Array.ForEach(leaving, session => session.Close(CloseReason.PeerGone));

        // Each reading of the clock advances it by a tenth of a millisecond here, and the third one brings the next
        // tick.
        _time.After(3, () => _sender.Offer(_publisher.Tick(AvatarStates.Uniform(0.9))));
        _signals = 0;
        _sender.Turn();
        int gone = leaving.Count(session => session.Ended.IsCompleted);
        Assert.IsInRange(1, 20, gone);
        Assert.IsGreaterThan(0, _signals, "The sender did not signal itself to continue.");
        _sender.Turn();
        Assert.AreEqual(_publisher.Last.Published.Tick, healthy.Progress.BaseTick);
        for (int turns = 0; turns < 40 && leaving.Any(session => !session.Ended.IsCompleted); turns++)
        {
            _sender.Turn();
        }

        Assert.IsTrue(leaving.All(session => session.Ended.IsCompleted));
    }

    [TestMethod]
    public void Turn_NewTick_IsSentInTheOrderOfJoining()
    {
        ClientSession[] all = [.. Enumerable.Range(0, 200).Select(_ => Join())];
        _sender.Offer(_publisher.Tick(AvatarStates.Uniform(0.1)));
        _sender.Turn();
        foreach (ClientSession leaving in all.Where((_, i) => i % 7 == 3))
        {
            leaving.Close(CloseReason.PeerGone);
        }

        Join();
        _sender.Turn();
        for (int tick = 1; tick <= 3; tick++)
        {
            _sentTo.Clear();
            _sender.Offer(_publisher.Tick(AvatarStates.Uniform(tick / 4.0)));
            _sender.Turn();
            long[] expected = [.. _sessions.Where(s => !s.Ended.IsCompleted).Select(s => s.Id.Value)];
            CollectionAssert.AreEqual(expected, _sentTo.ToArray(), $"tick {tick}");
        }
    }

    [TestMethod]
    public void End_SessionsNotVisitedYet_EndToo()
    {
        ClientSession known = Join();
        _sender.Offer(_publisher.Tick(AvatarStates.Uniform(0.1)));
        _sender.Turn();
        ClientSession woken = Join();
        known.Wake();
        _sender.End();
        ClientSession late = Join();

        foreach (ClientSession session in (ClientSession[])[known, woken, late])
        {
            Assert.IsTrue(session.Ended.IsCompleted, $"viewer {session.Id}");
            Assert.AreEqual(CloseReason.GoingAway, session.Ended.Result);
        }

        CollectionAssert.AreEquivalent(new[] { known, woken, late }, _over.Distinct().ToArray());
        Assert.AreEqual(3, _sender.Counters.Closes(CloseReason.GoingAway));
    }

    private ClientSession Join()
    {
        long id = _sessions.Count + 1;
        var session = new ClientSession(
            new ClientId(id), new ScriptedSocket { OnSend = () => _sentTo.Add(id) }, new SessionOptions(ProtocolV1.Plain),
            _sender);
        _sessions.Add(session);
        _sender.Wake(session);
        return session;
    }

    private sealed class BusyTime : TimeProvider
    {
        private long _now;
        private int _left;
        private Action? _act;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void After(int looks, Action act) => (_left, _act) = (looks, act);

        public override long GetTimestamp()
        {
            if (_act is { } act && --_left <= 0)
            {
                _act = null;
                act();
            }

            return _now += TimeSpan.TicksPerMillisecond / 10;
        }
    }
}
