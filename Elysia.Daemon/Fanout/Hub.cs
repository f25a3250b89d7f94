using System.Collections.Concurrent;
using Elysia.Channels;
using Elysia.Diagnostics;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Fanout;

/// <summary>All viewers: takes them in, hands every tick to their senders, delivers to one by name, sees them off.</summary>
/// <remarks>Any thread. It knows frames and sessions, never a mood and never a socket's kind.</remarks>
internal sealed class Hub : ITickSink
{
    private readonly ConcurrentDictionary<ClientId, ClientSession> _sessions = new();
    private readonly SenderThread[] _senders;
    private readonly int _maxViewers;
    private readonly TimeProvider _time;
    private long _lastId;
    private int _viewers;
    private volatile bool _closed;

    /// <summary>A hub with its sender threads running.</summary>
    /// <param name="senders">Sender threads, at least 1.</param>
    /// <param name="maxViewers">Most viewers at a time.</param>
    /// <param name="deadlines">How long viewers may keep it waiting.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="meter">Where the ages of frames are recorded; null for nowhere.</param>
    public Hub(int senders, int maxViewers, SessionDeadlines deadlines, TimeProvider time, DaemonMeter? meter = null)
    {
        (_maxViewers, _time) = (maxViewers, time);
        _senders = [.. Enumerable.Range(0, senders).Select(n => new SenderThread(n, deadlines, time, OnEnded, meter))];
    }

    /// <inheritdoc/>
    public int Viewers => Volatile.Read(ref _viewers);

    /// <summary>How many viewers have come and gone since the start: each counts when it joins and again when it
    /// leaves.</summary>
    public long Comings => (2 * Interlocked.Read(ref _lastId)) - Viewers;

    /// <summary>Whether one more viewer may join.</summary>
    public bool HasRoom => !_closed && Viewers < _maxViewers;

    /// <summary>Why nobody is let in at present: the hub is closing, or it is full.</summary>
    public CloseReason ReasonToTurnAway => _closed ? CloseReason.GoingAway : CloseReason.Full;

    /// <summary>Most viewers at a time.</summary>
    public int MaxViewers => _maxViewers;

    /// <summary>Viewers that ever joined.</summary>
    public long Joined => Interlocked.Read(ref _lastId);

    /// <summary>What each sender did.</summary>
    public IEnumerable<FanoutCounters> Counters => _senders.Select(s => s.Sender.Counters);

    /// <summary>Faults when a sender ended by a bug; completes when all have ended.</summary>
    public Task Completion => Task.WhenAll(_senders.Select(s => s.Completion));

    /// <summary>Takes a viewer in; its first frame goes out at once, or with the first tick.</summary>
    /// <param name="socket">Its socket, owned by the session from now on.</param>
    /// <param name="wish">What it asked for.</param>
    /// <returns>Its session, or null when there is no room or the hub is closing; the socket is the caller's still.</returns>
    public ClientSession? TryJoin(IClientSocket socket, SessionOptions wish)
    {
        if (Interlocked.Increment(ref _viewers) > _maxViewers || _closed)
        {
            Interlocked.Decrement(ref _viewers);
            return null;
        }

        var id = new ClientId(Interlocked.Increment(ref _lastId));
        Sender sender = _senders[id.Value % _senders.Length].Sender;
        var session = new ClientSession(id, socket, wish, sender);
        _sessions[id] = session;
        sender.Wake(session);
        if (_closed)
        {
            // The hub closed while this viewer came in; nobody else will tell it.
            session.Close(CloseReason.GoingAway);
        }

        return session;
    }

    /// <summary>How the viewers are doing.</summary>
    /// <param name="tick">The newest tick.</param>
    public ViewerCensus Census(long tick) => new(_sessions.Select(s => s.Value.Snapshot(tick, _time.GetTimestamp())));

    /// <inheritdoc/>
    public void Publish(EncodedTick frames)
    {
        foreach (SenderThread thread in _senders)
        {
            thread.Sender.Offer(frames);
        }
    }

    /// <summary>Sends a message that must arrive to one client.</summary>
    public EnqueueResult Deliver(ClientId to, Frame frame) =>
        _sessions.TryGetValue(to, out ClientSession? session) ? session.TryEnqueue(frame) : EnqueueResult.Closed;

    /// <summary>Sends her words to one client, in its protocol.</summary>
    public EnqueueResult Deliver(ClientId to, SpeechMessage speech) => _sessions.TryGetValue(to, out ClientSession? session)
        ? session.TryEnqueue(session.Options.Dialect.Speech(speech))
        : EnqueueResult.Closed;

    /// <summary>Says goodbye to everybody, then cuts who has not answered in time and ends the senders.</summary>
    /// <param name="deadline">Cancelled when the time for goodbyes is over.</param>
    public async Task DrainAsync(CancellationToken deadline)
    {
        _closed = true;
        int told = 0;
        foreach (ClientSession session in _sessions.Values)
        {
            if (session.Options.Dialect.GoingAway(ReconnectDelay.After(told++, Viewers)) is { } word)
            {
                session.TryEnqueue(word);
            }

            session.Close(CloseReason.GoingAway);
        }

        try
        {
            await Task.WhenAll(_sessions.Values.Select(s => s.Ended)).WaitAsync(deadline).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            // Who has not said goodbye by now is cut by its sender's end.
        }

        foreach (SenderThread thread in _senders)
        {
            thread.Stop();
        }

        await Completion.ConfigureAwait(false);
    }

    private void OnEnded(ClientSession session)
    {
        if (_sessions.TryRemove(session.Id, out _))
        {
            Interlocked.Decrement(ref _viewers);
        }
    }
}
