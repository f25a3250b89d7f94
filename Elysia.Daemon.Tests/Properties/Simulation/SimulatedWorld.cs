using Elysia.Channels;
using Elysia.Diff;
using Elysia.Fanout;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;

namespace Elysia.Tests.Properties.Simulation;

/// <summary>The daemon's pipeline from the true state to the sockets, with a clock of its own and on one thread: the
/// same script always runs in the same way.</summary>
/// <remarks>Nothing of the daemon is replaced except the clock, the sender thread and the kernel.</remarks>
internal sealed class SimulatedWorld
{
    /// <summary>The threshold of the published state.</summary>
    public const double Threshold = 0.01;

    private readonly string _history;
    private readonly PublishedState _published = new(new DeltaThreshold(Threshold));
    private readonly Dictionary<long, SimulatedTick> _ticks = [];
    private readonly List<ClientSession> _sessions = [];
    private readonly Dictionary<ClientSession, long> _greetedAt = [];
    private readonly ManualTimeProvider _time = new();
    private readonly Sender _sender;
    private bool _isSignalled;

    /// <summary>Creates a simulation without viewers.</summary>
    /// <param name="history">A description for failure messages, from which the run can be repeated.</param>
    public SimulatedWorld(string history)
    {
        _history = history;
        _sender = new Sender(FanoutRig.Deadlines, _time, _ => { }, () => _isSignalled = true);
    }

    /// <summary>The number of ticks so far.</summary>
    public int Ticks => _ticks.Count;

    /// <summary>The newest published state.</summary>
    public EncodedTick Last { get; private set; } = null!;

    /// <summary>The counters of the sender.</summary>
    public FanoutCounters Counters => _sender.Counters;

    /// <summary>All viewers that ever joined.</summary>
    public IReadOnlyList<ClientSession> Sessions => _sessions;

    /// <summary>Returns the tick with a timestamp. Fails when there is none.</summary>
    public SimulatedTick TickAt(long t) => _ticks[t];

    /// <summary>Adds a viewer.</summary>
    public ClientSession Join(IClientSocket socket)
    {
        var session = new ClientSession(
            new ClientId(_sessions.Count + 1), socket, new SessionOptions(ProtocolV1.Stamped), _sender);
        _sessions.Add(session);
        _sender.Wake(session);
        return session;
    }

    /// <summary>Advances the time and the face: one tick.</summary>
    public void Tick(in AvatarState truth, TimeSpan elapsed)
    {
        _time.Advance(elapsed);
        Last = new EncodedTick(_published.Advance(truth, elapsed, _time.GetTimestamp()));
        _ticks[Last.Published.Timestamp] = new SimulatedTick(truth, Last);
        _sender.Offer(Last);
        TakeTurns();
        foreach (ClientSession session in _sessions.Where(s => s.Progress.BaseTick > 0 && !_greetedAt.ContainsKey(s)))
        {
            // Greeted in this tick, so nothing has been counted for it yet.
            _greetedAt[session] = session.Progress.BaseTick - session.Progress.Tally.All;
        }
    }

    /// <summary>Lets the sender take turns until there is nothing left to do.</summary>
    public void TakeTurns()
    {
        while (_isSignalled)
        {
            _isSignalled = false;
            _sender.Turn();
        }
    }

    /// <summary>Checks that every tick since a viewer's greeting was delivered, merged into a later one, or empty, and
    /// that the counters are the sums.</summary>
    public void AssertConserved()
    {
        foreach ((ClientSession session, long greeted) in _greetedAt)
        {
            DeliveryProgress progress = session.Progress;
            Assert.AreEqual(progress.BaseTick - greeted, progress.Tally.All, $"Ticks of {session.Id}: {_history}");
        }

        Assert.AreEqual(_sessions.Sum(s => s.Progress.Tally.Delivered), Counters.DeliveredTicks, _history);
        Assert.AreEqual(_sessions.Sum(s => s.Progress.Tally.Merged), Counters.MergedTicks, _history);
        Assert.AreEqual(_sessions.Sum(s => s.Progress.Tally.Empty), Counters.EmptyTicks, _history);
        Assert.AreEqual(Counters.Frames(FrameKind.Full) + Counters.Frames(FrameKind.Delta), Counters.DeliveredTicks, _history);
    }

    /// <inheritdoc/>
    public override string ToString() => _history;
}
