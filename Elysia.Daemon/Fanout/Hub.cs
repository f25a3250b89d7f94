using System.Collections.Concurrent;
using Elysia.Channels;
using Elysia.Diagnostics;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Fanout;

/// <summary>Holds all viewers: accepts them, hands every tick to their senders, delivers messages to single viewers and
/// closes all of them at shutdown.</summary>
/// <remarks>Safe on any thread. Deals only in frames and sessions: it knows nothing of moods or of the kind of
/// socket.</remarks>
internal sealed class Hub : ITickSink
{
    private readonly ConcurrentDictionary<ClientId, ClientSession> _sessions = new();
    private readonly SenderThread[] _senders;
    private readonly int _maxViewers;
    private readonly TimeProvider _time;
    private long _lastId;
    private int _viewers;
    private volatile bool _closed;

    /// <summary>Creates a hub and starts its sender threads.</summary>
    /// <param name="senders">The number of sender threads, at least 1.</param>
    /// <param name="maxViewers">The maximum number of concurrent viewers.</param>
    /// <param name="deadlines">The time limits for a viewer that does not read or answer.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="meter">Records the ages of frames; null records nothing.</param>
    public Hub(int senders, int maxViewers, SessionDeadlines deadlines, TimeProvider time, DaemonMeter? meter = null)
    {
        (_maxViewers, _time) = (maxViewers, time);
        _senders = [.. Enumerable.Range(0, senders).Select(n => new SenderThread(n, deadlines, time, OnEnded, meter))];
    }

    /// <inheritdoc/>
    public int Viewers => Volatile.Read(ref _viewers);

    /// <summary>The number of joins and departures since the start; every viewer counts once for each.</summary>
    public long JoinsAndDepartures => (2 * Interlocked.Read(ref _lastId)) - Viewers;

    /// <summary>Whether one more viewer may join.</summary>
    public bool HasRoom => !_closed && Viewers < _maxViewers;

    /// <summary>The reason for refusing a viewer at present: the hub is closing, or it is full.</summary>
    public CloseReason ReasonToTurnAway => _closed ? CloseReason.GoingAway : CloseReason.Full;

    /// <summary>The maximum number of concurrent viewers.</summary>
    public int MaxViewers => _maxViewers;

    /// <summary>The number of viewers that have joined since the start.</summary>
    public long Joined => Interlocked.Read(ref _lastId);

    /// <summary>The counters of each sender.</summary>
    public IEnumerable<FanoutCounters> Counters => _senders.Select(s => s.Sender.Counters);

    /// <summary>Completes when all senders have ended; faults when one ended by a bug.</summary>
    public Task Completion => Task.WhenAll(_senders.Select(s => s.Completion));

    /// <summary>Adds a viewer; its first frame is sent at once, or with the first tick.</summary>
    /// <param name="socket">The viewer's socket, owned by the session from now on.</param>
    /// <param name="options">The options that the viewer asked for.</param>
    /// <returns>The session; null when the hub is full or closing, and the caller still owns the socket.</returns>
    public ClientSession? TryJoin(IClientSocket socket, SessionOptions options)
    {
        if (Interlocked.Increment(ref _viewers) > _maxViewers || _closed)
        {
            Interlocked.Decrement(ref _viewers);
            return null;
        }

        var id = new ClientId(Interlocked.Increment(ref _lastId));
        Sender sender = _senders[id.Value % _senders.Length].Sender;
        var session = new ClientSession(id, socket, options, sender);
        _sessions[id] = session;
        sender.Wake(session);
        if (_closed)
        {
            // The hub closed while this viewer joined, so nothing else will close its session.
            session.Close(CloseReason.GoingAway);
        }

        return session;
    }

    /// <summary>Returns the state of all viewers.</summary>
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

    /// <summary>Queues a message that must not be dropped for one client.</summary>
    public EnqueueResult Deliver(ClientId to, Frame frame) =>
        _sessions.TryGetValue(to, out ClientSession? session) ? session.TryEnqueue(frame) : EnqueueResult.Closed;

    /// <summary>Queues her words for one client, in its protocol.</summary>
    public EnqueueResult Deliver(ClientId to, SpeechMessage speech) => _sessions.TryGetValue(to, out ClientSession? session)
        ? session.TryEnqueue(session.Options.Protocol.Speech(speech))
        : EnqueueResult.Closed;

    /// <summary>Closes all viewers, aborts those that have not answered the close frame in time, and stops the
    /// senders.</summary>
    /// <param name="deadline">Cancelled when the time for the closing handshakes is over.</param>
    public async Task DrainAsync(CancellationToken deadline)
    {
        _closed = true;
        int index = 0;
        foreach (ClientSession session in _sessions.Values)
        {
            if (session.Options.Protocol.GoingAway(ReconnectDelay.After(index++, Viewers)) is { } notice)
            {
                session.TryEnqueue(notice);
            }

            session.Close(CloseReason.GoingAway);
        }

        try
        {
            await Task.WhenAll(_sessions.Values.Select(s => s.Ended)).WaitAsync(deadline).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            // A viewer that has not answered the close frame by now is aborted when its sender stops.
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
