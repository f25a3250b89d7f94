using System.Collections.Concurrent;
using Elysia.Protocol;

namespace Elysia.Fanout;

/// <summary>A thread that owns a share of the viewers and sends to them inline, never waiting for any.</summary>
/// <remarks>
/// The tick leaves the newest picture in <see cref="Offer"/> and goes on; a sender that is still busy with an older one
/// takes the newest next and skips what lies between. So overload lowers the rate evenly and builds no backlog.
/// </remarks>
public sealed class Sender
{
    // 64 viewers are half a millisecond of sending.
    private const int LookEvery = 64;

    // Bounded by the number of sessions: each stands in it at most once (ClientSession marks itself as woken).
    private readonly ConcurrentQueue<ClientSession> _woken = new();
    private readonly object _gate = new();
    private readonly List<ClientSession> _sessions = [];
    private readonly HashSet<ClientSession> _joined = [];
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<ClientSession> _onEnded;
    private TickFrames? _offered;
    private TickFrames? _current;
    private TickFrames? _served;
    private bool _signalled;
    private volatile bool _stopping;

    internal Sender(int number, SessionDeadlines deadlines, TimeProvider time, Action<ClientSession> onEnded)
    {
        (Deadlines, Time, _onEnded) = (deadlines, time, onEnded);
        new Thread(Run) { Name = $"elysia-send-{number}", IsBackground = true }.Start();
    }

    /// <summary>What this sender did.</summary>
    public FanoutCounters Counters { get; } = new();

    /// <summary>Completes when the thread has ended; faulted when it ended by a bug.</summary>
    public Task Completion => _completion.Task;

    internal SessionDeadlines Deadlines { get; }

    internal TimeProvider Time { get; }

    /// <summary>Hands over the newest picture. Returns at once; an older one that was not taken yet is forgotten.</summary>
    internal void Offer(TickFrames frames)
    {
        Volatile.Write(ref _offered, frames);
        Signal();
    }

    /// <summary>Asks for a session to be looked at: it joined, has something to send, or a send of it completed. Any
    /// thread.</summary>
    internal void Wake(ClientSession session)
    {
        _woken.Enqueue(session);
        Signal();
    }

    /// <summary>Ends the thread and with it whatever sessions are left.</summary>
    internal void Stop()
    {
        _stopping = true;
        Signal();
    }

    private void Run()
    {
        try
        {
            while (!_stopping)
            {
                WaitForSignal();
                Turn();
            }

            for (int i = _sessions.Count - 1; i >= 0; i--)
            {
                _sessions[i].End(CloseReason.GoingAway);
                Remove(i);
            }

            _completion.TrySetResult();
        }
        catch (Exception e)
        {
            _completion.TrySetException(e);
        }
    }

    private void Signal()
    {
        lock (_gate)
        {
            _signalled = true;
            Monitor.Pulse(_gate);
        }
    }

    private void WaitForSignal()
    {
        lock (_gate)
        {
            while (!_signalled)
            {
                Monitor.Wait(_gate);
            }

            _signalled = false;
        }
    }

    private void Turn()
    {
        _current = Volatile.Read(ref _offered);

        // Bounded to what waits now, so that sessions which wake each other cannot keep the next picture from the rest.
        for (int waiting = _woken.Count; waiting > 0 && _woken.TryDequeue(out ClientSession? session); waiting--)
        {
            session.TakeWake();
            if (!session.Ended.IsCompleted && _joined.Add(session))
            {
                _sessions.Add(session);
            }

            // A session that ends here leaves the list in the next full pass.
            session.Service(_current, Time.GetTimestamp());
        }

        if (_current != _served)
        {
            ServiceAll();
        }

        // A picture came during the pass, or sessions woke: another turn, without waiting.
        if (_current != _served || !_woken.IsEmpty)
        {
            Signal();
        }
    }

    private void ServiceAll()
    {
        _served = _current;
        long now = Time.GetTimestamp();
        for (int i = _sessions.Count - 1; i >= 0; i--)
        {
            if (i % LookEvery == 0)
            {
                // A pass over thousands of viewers takes longer than a tick: who comes late in it gets the newer picture.
                _current = Volatile.Read(ref _offered);
                now = Time.GetTimestamp();
            }

            if (!_sessions[i].Service(_current, now))
            {
                Remove(i);
            }
        }
    }

    private void Remove(int index)
    {
        ClientSession session = _sessions[index];
        _sessions[index] = _sessions[^1];
        _sessions.RemoveAt(_sessions.Count - 1);
        _joined.Remove(session);
        _onEnded(session);
    }
}
