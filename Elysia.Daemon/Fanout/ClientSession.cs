using Elysia.Channels;
using Elysia.Protocol;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;

namespace Elysia.Fanout;

/// <summary>One viewer: what it was sent last, what must still reach it, and the one send that is under way.</summary>
/// <remarks>
/// <see cref="Service"/> and all it touches belong to the session's <see cref="Sender"/> thread. <see cref="TryEnqueue"/>
/// and <see cref="Close"/> come from any thread: they leave a note and wake the sender. At most one send is ever
/// under way; while it is, state is merged rather than queued, so the next frame is always the present.
/// </remarks>
internal sealed partial class ClientSession
{
    private readonly IClientSocket _socket;
    private readonly Sender _sender;
    private readonly PendingSend _send;
    private readonly SendQueue _mustDeliver = new();
    private readonly TaskCompletionSource<CloseReason> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Sender thread only.
    private SessionPhase _phase;
    private long _baseTick;
    private SlowConsumerPolicy _policy;
    private DeliveryCounts _tally;

    // Notes from other threads.
    private int _woken;

    internal ClientSession(ClientId id, IClientSocket socket, SessionOptions wish, Sender sender)
    {
        (Id, _socket, Options, _sender, Requests) = (id, socket, wish, sender, new SessionRequests(wish.Fps));
        _send = new PendingSend(socket, Wake);
    }

    /// <summary>The client's name.</summary>
    public ClientId Id { get; }

    /// <summary>Where it stands on the ladder of slow viewers. Sender thread only.</summary>
    internal DeliveryLevel Level => _policy.Level;

    /// <summary>What became of the ticks since it was greeted. Sender thread only.</summary>
    internal DeliveryCounts Tally => _tally;

    /// <summary>The tick that its picture is at. Sender thread only.</summary>
    internal long BaseTick => _baseTick;

    /// <summary>What waits to be delivered, in bytes.</summary>
    internal int QueuedBytes => _mustDeliver.Bytes;

    /// <summary>What it asked for.</summary>
    public SessionOptions Options { get; }

    /// <summary>What it wants changed meanwhile.</summary>
    public SessionRequests Requests { get; }

    /// <summary>Completes with the reason when the session is over and its socket disposed.</summary>
    public Task<CloseReason> Ended => _ended.Task;

    /// <summary>Adds a message that must arrive. Any thread.</summary>
    public EnqueueResult TryEnqueue(Frame frame)
    {
        if (Volatile.Read(ref _closeRequest) != 0 || _ended.Task.IsCompleted)
        {
            return EnqueueResult.Closed;
        }

        if (!_mustDeliver.TryAdd(frame))
        {
            Close(CloseReason.TooManyUnread);
            return EnqueueResult.Full;
        }

        Wake();
        return EnqueueResult.Queued;
    }

    /// <summary>Does all that can be done for this viewer now, without ever waiting for it. Sender thread only.</summary>
    /// <param name="frames">The newest picture; null before the first tick.</param>
    /// <param name="now">Now, on the monotonic clock.</param>
    /// <returns>False when the session is over.</returns>
    internal bool Service(EncodedTick? frames, long now)
    {
        if (_send.IsUnderWay)
        {
            if (!_send.HasCompleted)
            {
                return ServiceStuck(now);
            }

            if (_send.TakeFault() is { } fault)
            {
                End(SocketFaults.ReasonOf(fault));
            }
            else
            {
                Sent(_sender.Time.GetElapsedTime(_send.Since, now));
            }
        }

        while (!_send.IsUnderWay && _phase < SessionPhase.Closing && Next(frames, now) is { } frame)
        {
            Send(Sampled(frame, frames!), now);
        }

        return _send.IsUnderWay || (_phase != SessionPhase.Ended && ServiceClose(now));
    }

    /// <summary>Clears the mark that the session waits in the sender's queue. Sender thread only.</summary>
    internal void TakeWake() => Volatile.Write(ref _woken, 0);

    private Frame? Next(EncodedTick? frames, long now)
    {
        if (_phase == SessionPhase.Joining)
        {
            return frames is null ? null : Greet(Options.Dialect.Greet(frames, Id.ToString(), Options.Resume));
        }

        if (_mustDeliver.TryDequeue() is { } event_)
        {
            return event_;
        }

        long tick = frames!.Published.Tick;
        TimeSpan since = _sender.Time.GetElapsedTime(_send.Since, now);
        if (tick == _baseTick || Volatile.Read(ref _closeRequest) != 0 || !_policy.Allows(tick - _baseTick, since)
            || (since < Requests.Pace && _phase == SessionPhase.Live))
        {
            return null;
        }

        // After the greeting the first state is whole in any case, and while it is paused each is.
        bool whole = _phase == SessionPhase.Greeted || Requests.TakeKeyframe() || Requests.IsPaused;
        Frame? frame = whole
            ? Options.Dialect.Full(frames)
            : Options.Dialect.Since(frames, _baseTick, whole: _policy.Level == DeliveryLevel.KeyframesOnly);
        _sender.Counters.Ticked(_tally.Advance(tick - _baseTick, frame is null));
        _baseTick = tick;
        _phase = SessionPhase.Live;
        return frame;
    }

    private Frame Greet(Greeting greeting)
    {
        if (Options.Resume is not null)
        {
            _sender.Counters.Resumed(greeting.HasPicture ? ResumeOutcome.Resumed : ResumeOutcome.AnotherEpoch);
        }

        _phase = greeting.HasPicture ? SessionPhase.Live : SessionPhase.Greeted;
        _baseTick = greeting.BaseTick;
        return greeting.Frame;
    }

    /// <summary>A send is or was stuck: the viewer may go down the ladder.</summary>
    private void Stuck(TimeSpan staleness)
    {
        if (_policy.Stuck(staleness))
        {
            _sender.Counters.Stepped(_policy.Level);
        }
    }

    /// <summary>A send has completed: in time the viewer may go up the ladder, else down.</summary>
    private void Sent(TimeSpan took)
    {
        EndSample();
        if (took > SlowConsumerPolicy.InTimeWithin)
        {
            Stuck(took);
        }
        else if (_policy.InTime())
        {
            _sender.Counters.Stepped(_policy.Level);
        }
    }

    private void Send(Frame frame, long now)
    {
        if (_send.Start(frame, CloseReason.PeerGone, now) is { } fault)
        {
            End(SocketFaults.ReasonOf(fault));
            return;
        }

        if (!_send.IsUnderWay)
        {
            Sent(TimeSpan.Zero);
        }

        _sender.Counters.Sent(frame);
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref _woken, 1) == 0)
        {
            _sender.Wake(this);
        }
    }
}

/// <summary>Where a session stands between its first and its last frame.</summary>
internal enum SessionPhase
{
    /// <summary>Accepted; waits for a picture to be greeted with.</summary>
    Joining,

    /// <summary>Has the untyped state; the next tick brings the full one.</summary>
    Greeted,

    /// <summary>Follows by deltas.</summary>
    Live,

    /// <summary>The close frame is on its way or out; waits for the peer's.</summary>
    Closing,

    /// <summary>Over; the socket is disposed.</summary>
    Ended,
}
