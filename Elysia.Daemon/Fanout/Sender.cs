using System.Collections.Concurrent;
using Elysia.Diagnostics;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;

namespace Elysia.Fanout;

/// <summary>Owns a share of the viewers and sends to them inline, never waiting for any.</summary>
/// <remarks>
/// The tick leaves the newest picture in <see cref="Offer"/> and goes on; a sender that is still busy with an older one
/// takes the newest next and skips what lies between. So overload lowers the rate evenly and builds no backlog.
/// <para>Viewers of motions are passed over while nothing moves for any of them: at rest a tick costs the same for ten thousand
/// of them as for one.</para>
/// <para>It has no thread and no clock of its own: whoever is told by the signal calls <see cref="Turn"/>, one thread and
/// always the same. In the daemon that is a <see cref="SenderThread"/>, in the simulator of the tests the test.</para>
/// </remarks>
/// <param name="deadlines">How long viewers may keep it waiting.</param>
/// <param name="time">The daemon's clock.</param>
/// <param name="onEnded">Told of every session that is over.</param>
/// <param name="signal">Called from any thread when there is something to do.</param>
/// <param name="meter">Where the ages of frames are recorded; null for nowhere.</param>
internal sealed class Sender(
    SessionDeadlines deadlines, TimeProvider time, Action<ClientSession> onEnded, Action signal, DaemonMeter? meter = null)
{
    // 64 viewers are half a millisecond of sending.
    private const int LookEvery = 64;

    // What a session is made of is a dozen places in memory, which the kernel's work has driven out of the cache since the last
    // picture. Fetched one by one they cost a microsecond a frame; for so many sessions at a time they come all at once.
    private const int FetchAtOnce = 16;

    // Each viewer is looked at once in so many pictures, whether it still reads: once to four times a second.
    private const int KeepAliveEvery = 16;

    // How long who woke may keep a picture waiting that is there, unless the last picture took longer: then as long as that, so
    // that a crowd still gets in where all are busy with pictures. To end a viewer takes 0.1 ms, most of it the kernel's.
    private static readonly TimeSpan WokenWhenLate = TimeSpan.FromMilliseconds(0.3);

    // Bounded by the number of sessions: each stands in it at most once (ClientSession marks itself as woken).
    private readonly ConcurrentQueue<ClientSession> _woken = new();
    private readonly List<ClientSession> _sessions = [];
    private readonly List<ClientSession> _quiet = [];
    private readonly HashSet<ClientSession> _joined = [];
    private EncodedTick? _offered;
    private EncodedTick? _current;
    private EncodedTick? _served;
    private uint _sampled;
    private int _keptAlive;
    private TimeSpan _passTook;

    // Written so that nobody may leave the reading out.
    private long _fetched;

    // Set once no further turn is taken.
    private volatile bool _isOver;

    // Of _quiet: the tick that all were brought to, the last tick without news after it, and whether nobody is behind.
    private long _broughtTo;
    private long _quietUntil;
    private bool _isSettled;

    /// <summary>What this sender did.</summary>
    public FanoutCounters Counters { get; } = new();

    internal SessionDeadlines Deadlines => deadlines;

    internal TimeProvider Time => time;

    /// <summary>Hands over the newest picture. Returns at once; an older one that was not taken yet is forgotten.</summary>
    internal void Offer(EncodedTick frames)
    {
        Volatile.Write(ref _offered, frames);
        signal();
    }

    /// <summary>Asks for a session to be looked at: it joined, has something to send, or a send of it completed. Any
    /// thread.</summary>
    internal void Wake(ClientSession session)
    {
        _woken.Enqueue(session);
        signal();
        if (_isOver)
        {
            // A viewer that joined while the hub closed: the sender's thread will not look at it any more.
            EndWoken();
        }
    }

    /// <summary>The tick that a viewer of motions is at, counting those at which it was passed over. Any thread.</summary>
    internal long UpTo(long tick) =>
        tick >= Volatile.Read(ref _broughtTo) ? Math.Max(tick, Volatile.Read(ref _quietUntil)) : tick;

    /// <summary>A sampled frame is with the kernel. Own thread.</summary>
    internal void Aged(TimeSpan age) => meter?.FrameAge.Record(age.TotalSeconds);

    /// <summary>Ends whatever sessions are left. After the last turn, on its thread.</summary>
    internal void End()
    {
        foreach (List<ClientSession> sessions in (List<ClientSession>[])[_sessions, _quiet])
        {
            foreach (ClientSession session in sessions)
            {
                session.End(CloseReason.GoingAway);
                Leave(session);
            }

            sessions.Clear();
        }

        // What is woken from here on is ended by the thread that wakes it. The barrier is the other half of the one in the
        // signal: either this thread finds the session in the queue, or that thread sees the end.
        _isOver = true;
        Interlocked.MemoryBarrier();
        EndWoken();
    }

    // Any thread, after the end: each session is taken out of the queue once, and those in the lists have ended.
    private void EndWoken()
    {
        while (_woken.TryDequeue(out ClientSession? session))
        {
            if (!session.Ended.IsCompleted)
            {
                session.End(CloseReason.GoingAway);
                onEnded(session);
            }
        }
    }

    /// <summary>Does all that can be done now: hands the newest picture to everybody, and looks at who woke.</summary>
    internal void Turn()
    {
        _current = Volatile.Read(ref _offered);
        if (_current != _served)
        {
            ServiceAll();
        }

        ServiceWoken();

        // A picture came meanwhile, or sessions woke: another turn, without waiting.
        if (Volatile.Read(ref _offered) != _served || !_woken.IsEmpty)
        {
            signal();
        }
    }

    private void ServiceWoken()
    {
        // Bounded to what waits now, so that sessions which wake each other cannot keep the next picture from the rest; and when
        // that has come, to a moment, so that it does not wait behind many who come and go.
        long begin = time.GetTimestamp();
        TimeSpan most = _passTook > WokenWhenLate ? _passTook : WokenWhenLate;
        for (int waiting = _woken.Count; waiting > 0 && _woken.TryDequeue(out ClientSession? session); waiting--)
        {
            session.TakeWake();
            if (!session.Ended.IsCompleted && _joined.Add(session))
            {
                (session.Options.Dialect.IsMostlyQuiet ? _quiet : _sessions).Add(session);
            }

            // A session that ends here leaves the list in the next full pass.
            long now = time.GetTimestamp();
            session.PassQuiet(_broughtTo, _quietUntil);
            session.Service(_current, now);
            _isSettled &= session.IsSettled(_broughtTo) || !session.Options.Dialect.IsMostlyQuiet;
            if (Volatile.Read(ref _offered) != _served && time.GetElapsedTime(begin, now) > most)
            {
                break;
            }
        }
    }

    private void ServiceAll()
    {
        _served = _current;
        long begin = time.GetTimestamp();
        Pass(_sessions);
        if (_quiet.Count > 0 && _current is { } frames)
        {
            ServiceQuiet(frames, frames.Published.Tick);
        }

        long now = time.GetTimestamp();
        KeepAlive(now);
        _passTook = time.GetElapsedTime(begin, now);
    }

    /// <summary>Looks whether the next few viewers still read.</summary>
    private void KeepAlive(long now)
    {
        int all = _sessions.Count + _quiet.Count;
        for (int left = (all + KeepAliveEvery - 1) / KeepAliveEvery; left > 0; left--)
        {
            _keptAlive = _keptAlive + 1 < all ? _keptAlive + 1 : 0;
            int quiet = _keptAlive - _sessions.Count;
            (quiet < 0 ? _sessions[_keptAlive] : _quiet[quiet]).KeepAlive(now);
        }
    }

    private void ServiceQuiet(EncodedTick frames, long tick)
    {
        if (_isSettled && frames.IsQuietSince(_broughtTo))
        {
            _quietUntil = tick;
            return;
        }

        foreach (ClientSession session in _quiet)
        {
            session.PassQuiet(_broughtTo, _quietUntil);
        }

        Pass(_quiet);
        (_broughtTo, _quietUntil, _isSettled) = (tick, tick, true);
        foreach (ClientSession session in _quiet)
        {
            _isSettled &= session.IsSettled(tick);
        }
    }

    private void Pass(List<ClientSession> sessions)
    {
        long now = time.GetTimestamp();
        if (sessions.Count > 0)
        {
            // One viewer a pass, each in its turn: a fair sample of the ages for one look at the clock.
            sessions[(int)(_sampled++ % (uint)sessions.Count)].Sample();
        }

        // Who came first is served first: a flood of newcomers does not stand between a viewer and its picture.
        int kept = 0;
        for (int i = 0; i < sessions.Count; i++)
        {
            if (i % LookEvery == 0)
            {
                // A pass over thousands of viewers takes longer than a tick: who comes late in it gets the newer picture.
                _current = Volatile.Read(ref _offered);
                now = time.GetTimestamp();
            }

            if (i % FetchAtOnce == 0)
            {
                Fetch(sessions, i);
            }

            ClientSession session = sessions[i];
            if (session.Service(_current, now))
            {
                sessions[kept++] = session;
            }
            else
            {
                Leave(session);
            }
        }

        sessions.RemoveRange(kept, sessions.Count - kept);
    }

    private void Fetch(List<ClientSession> sessions, int from)
    {
        long sum = 0;
        for (int i = from; i < sessions.Count && i < from + FetchAtOnce; i++)
        {
            sum += sessions[i].Fetch();
        }

        _fetched = sum;
    }

    private void Leave(ClientSession session)
    {
        _joined.Remove(session);
        onEnded(session);
    }
}

/// <summary>How long a viewer may keep the server waiting.</summary>
/// <param name="Send">Longest time one send may be stuck; then the viewer is closed as
/// <see cref="Elysia.Protocol.Messages.CloseReason.SlowConsumer"/>.</param>
/// <param name="Close">Longest wait for the viewer's answer to a close frame; then the connection is cut.</param>
internal sealed record SessionDeadlines(TimeSpan Send, TimeSpan Close);
