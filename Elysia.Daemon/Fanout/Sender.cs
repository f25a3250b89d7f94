using System.Collections.Concurrent;
using Elysia.Diagnostics;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;

namespace Elysia.Fanout;

/// <summary>Owns a share of the viewers and sends to them inline, never waiting for any of them.</summary>
/// <remarks>
/// The tick thread stores the newest state in <see cref="Offer"/> and goes on; a sender that is still busy with an
/// older one takes the newest next and skips those in between. So overload lowers the rate for all viewers alike and
/// builds no backlog.
/// <para>Viewers of protocol 2 are skipped while none of them needs anything: at rest a tick costs the same for ten
/// thousand of them as for one.</para>
/// <para>It has no thread and no clock of its own: after each signal <see cref="Turn"/> must be called, always on the
/// same thread. In the daemon a <see cref="SenderThread"/> does so, in the simulator the test itself.</para>
/// </remarks>
/// <param name="deadlines">The time limits for a viewer that does not read or answer.</param>
/// <param name="time">The daemon's clock.</param>
/// <param name="onEnded">Called for every session that has ended.</param>
/// <param name="signal">Called on any thread when there is work to do.</param>
/// <param name="meter">Records the ages of frames; null records nothing.</param>
internal sealed class Sender(
    SessionDeadlines deadlines, TimeProvider time, Action<ClientSession> onEnded, Action signal, DaemonMeter? meter = null)
{
    // Sending to 64 viewers takes half a millisecond.
    private const int VisitsPerClockReading = 64;

    // A session consists of a dozen places in memory, which the work of the kernel has evicted from the cache since the
    // last tick. Fetched one by one they cost a microsecond per frame; prefetched for this many sessions at a time, the
    // cache misses overlap.
    private const int FetchAtOnce = 16;

    // Each viewer is checked for still reading once in this many ticks: one to four times a second.
    private const int KeepAliveEvery = 16;

    // Time budget for woken sessions while a newer tick waits: 0.3 ms, or the duration of the last pass if that is
    // longer, so that many new viewers can still join when all senders are busy. Ending a session takes 0.1 ms, most of
    // it in the kernel.
    private static readonly TimeSpan WokenWhenLate = TimeSpan.FromMilliseconds(0.3);

    // Bounded by the number of sessions: each is in the queue at most once (ClientSession marks itself as woken).
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

    // Stored so that the compiler cannot remove the reads.
    private long _fetched;

    // Set once no further turn will be taken.
    private volatile bool _isOver;

    // For _quiet: the tick that all of them have reached, the last tick after it that brought them nothing, and whether
    // all of them have reached it.
    private long _broughtTo;
    private long _quietUntil;
    private bool _isSettled;

    /// <summary>The counters of this sender.</summary>
    public FanoutCounters Counters { get; } = new();

    internal SessionDeadlines Deadlines => deadlines;

    internal TimeProvider Time => time;

    /// <summary>Hands over the newest state. Returns at once; an older one that has not been taken yet is
    /// discarded.</summary>
    internal void Offer(EncodedTick frames)
    {
        Volatile.Write(ref _offered, frames);
        signal();
    }

    /// <summary>Requests a visit to a session: it has joined, has something to send, or its send has completed. Any
    /// thread.</summary>
    internal void Wake(ClientSession session)
    {
        _woken.Enqueue(session);
        signal();
        if (_isOver)
        {
            // A viewer that joined while the hub closed: the sender thread will not visit it any more.
            EndWoken();
        }
    }

    /// <summary>Returns the tick that a viewer of motions has reached, including those at which it was skipped. Any
    /// thread.</summary>
    internal long UpTo(long tick) =>
        tick >= Volatile.Read(ref _broughtTo) ? Math.Max(tick, Volatile.Read(ref _quietUntil)) : tick;

    /// <summary>Records the age of a sampled frame that the kernel has accepted. Sender thread only.</summary>
    internal void Aged(TimeSpan age) => meter?.FrameAge.Record(age.TotalSeconds);

    /// <summary>Ends the remaining sessions. After the last turn, on the thread of the sender.</summary>
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

        // A session that is woken from here on is ended by the thread that wakes it. The barrier pairs with the one in
        // the signal: either this thread finds the session in the queue, or that thread sees that the sender is over.
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

    /// <summary>Does all that can be done now: hands the newest state to all viewers, and visits the sessions that were
    /// woken.</summary>
    internal void Turn()
    {
        _current = Volatile.Read(ref _offered);
        if (_current != _served)
        {
            ServiceAll();
        }

        ServiceWoken();

        // A newer state arrived meanwhile, or sessions were woken: take another turn without waiting.
        if (Volatile.Read(ref _offered) != _served || !_woken.IsEmpty)
        {
            signal();
        }
    }

    private void ServiceWoken()
    {
        // Limited to the sessions that wait now, so that sessions that wake each other cannot delay the next tick for
        // the others; and once that tick is here, limited in time, so that it does not wait for many viewers that join
        // and leave.
        long begin = time.GetTimestamp();
        TimeSpan limit = _passTook > WokenWhenLate ? _passTook : WokenWhenLate;
        for (int waiting = _woken.Count; waiting > 0 && _woken.TryDequeue(out ClientSession? session); waiting--)
        {
            session.TakeWake();
            if (!session.Ended.IsCompleted && _joined.Add(session))
            {
                (session.Options.Protocol.IsMostlyQuiet ? _quiet : _sessions).Add(session);
            }

            // A session that ends here is removed from its list by the next full pass.
            long now = time.GetTimestamp();
            session.PassQuiet(_broughtTo, _quietUntil);
            session.Service(_current, now);
            _isSettled &= session.IsSettled(_broughtTo) || !session.Options.Protocol.IsMostlyQuiet;
            if (Volatile.Read(ref _offered) != _served && time.GetElapsedTime(begin, now) > limit)
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

    /// <summary>Checks whether the next few viewers still read.</summary>
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
            // One viewer per pass, each in turn: a fair sample of the ages for one reading of the clock.
            sessions[(int)(_sampled++ % (uint)sessions.Count)].Sample();
        }

        // Viewers are served in the order in which they joined, so a flood of new viewers does not delay the others.
        int kept = 0;
        for (int i = 0; i < sessions.Count; i++)
        {
            if (i % VisitsPerClockReading == 0)
            {
                // A pass over thousands of viewers takes longer than a tick, so the later viewers get the newer state.
                _current = Volatile.Read(ref _offered);
                now = time.GetTimestamp();
            }

            if (i % FetchAtOnce == 0)
            {
                Prefetch(sessions, i);
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

    private void Prefetch(List<ClientSession> sessions, int from)
    {
        long sum = 0;
        for (int i = from; i < sessions.Count && i < from + FetchAtOnce; i++)
        {
            sum += sessions[i].Prefetch();
        }

        _fetched = sum;
    }

    private void Leave(ClientSession session)
    {
        _joined.Remove(session);
        onEnded(session);
    }
}

/// <summary>The time limits for a viewer that does not read or answer.</summary>
/// <param name="Send">The maximum time for which one send may be stuck; then the viewer is closed as
/// <see cref="Elysia.Protocol.Messages.CloseReason.SlowConsumer"/>.</param>
/// <param name="Close">The maximum time to wait for the viewer's answer to a close frame; then the connection is
/// aborted.</param>
internal sealed record SessionDeadlines(TimeSpan Send, TimeSpan Close);
