using Elysia.Channels;
using Elysia.Protocol;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;

namespace Elysia.Fanout;

/// <summary>The stream of one viewer: the tick it was sent last, the messages that must still reach it, and the one send that
/// is under way.</summary>
/// <remarks>
/// <see cref="Service"/> and all it touches belong to the session's <see cref="Sender"/> thread. <see cref="TryEnqueue"/>
/// and <see cref="Close"/> may be called from any thread: they record the request and wake the sender. At most one send is
/// ever under way; meanwhile state is merged rather than queued, so the next frame always shows the newest tick.
/// </remarks>
internal sealed class ClientSession
{
    private readonly IClientSocket _socket;
    private readonly Sender _sender;
    private readonly PendingSend _send;
    private readonly SendQueue _mustDeliver = new();
    private readonly TaskCompletionSource<CloseReason> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Sender thread only.
    private SessionPhase _phase;
    private DeliveryProgress _progress;
    private FrameAgeSample _age;

    // Written by other threads.
    private SessionClosing _closing;
    private int _woken;

    internal ClientSession(ClientId id, IClientSocket socket, SessionOptions options, Sender sender)
    {
        (Id, _socket, Options, _sender, Requests) = (id, socket, options, sender, new SessionRequests(options.Fps));
        _send = new PendingSend(socket, Wake);
    }

    /// <summary>The client's name.</summary>
    public ClientId Id { get; }

    /// <summary>The progress of the viewer through the ticks. Sender thread only.</summary>
    internal ref readonly DeliveryProgress Progress => ref _progress;

    /// <summary>The bytes of the messages that must be delivered and were not sent yet.</summary>
    internal int QueuedBytes => _mustDeliver.Bytes;

    /// <summary>The options that the viewer gave when it connected.</summary>
    public SessionOptions Options { get; }

    /// <summary>The changes that the viewer has asked for since.</summary>
    public SessionRequests Requests { get; }

    /// <summary>Completes with the reason when the session is over and its socket disposed.</summary>
    public Task<CloseReason> Ended => _ended.Task;

    /// <summary>Queues a message that must arrive; a viewer whose queue is full is closed. Any thread.</summary>
    public EnqueueResult TryEnqueue(Frame frame)
    {
        if (_closing.IsRequested || _ended.Task.IsCompleted)
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

    /// <summary>Queues a message that may be left out: it is dropped unless the viewer has taken everything before it. Any
    /// thread.</summary>
    /// <returns>Whether it will be sent.</returns>
    public bool TryOffer(Frame frame) =>
        _mustDeliver.IsEmpty && !_send.IsUnderWay && TryEnqueue(frame) == EnqueueResult.Queued;

    /// <summary>Requests the end of the session; the first reason counts. Any thread. Await <see cref="Ended"/> for the
    /// end.</summary>
    public void Close(CloseReason reason)
    {
        _closing.Request(reason);
        Wake();
    }

    /// <summary>Records the last tick that the viewer says it received, which proves that it reads. Called by its receive
    /// loop.</summary>
    public void Acked(long tick)
    {
        Requests.Acked(tick);
        _socket.HasRead();
    }

    /// <summary>Has the sender look at the session: a request has changed, or there is something to send. Any thread.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _woken, 1) == 0)
        {
            _sender.Wake(this);
        }
    }

    /// <summary>Returns how the viewer is doing. Any thread.</summary>
    /// <param name="tick">The newest tick.</param>
    /// <param name="now">Now, on the monotonic clock.</param>
    public SessionSnapshot Snapshot(long tick, long now)
    {
        ViewerState state = _closing.IsRequested ? ViewerState.Closing : (ViewerState)_progress.Level;
        long since = _send.Since;

        // A viewer that has no state yet is new rather than behind.
        long shown = _progress.BaseTick;
        shown = shown > 0 && Options.Protocol.IsMostlyQuiet ? _sender.UpTo(shown) : shown;
        return new SessionSnapshot(
            Id, state,
            _send.IsUnderWay && now > since ? _sender.Time.GetElapsedTime(since, now) : TimeSpan.Zero,
            shown == 0 ? 0 : Math.Max(0, tick - shown),
            Requests.Silent(_sender.Time, now));
    }

    /// <summary>Does everything that can be done for this viewer now without waiting for it. Sender thread only.</summary>
    /// <param name="frames">The newest tick; null before the first.</param>
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
            _age.Begin(frame, frames);
            Send(frame, now);
        }

        return _send.IsUnderWay || (_phase != SessionPhase.Ended && ServiceClose(now));
    }

    /// <summary>Clears the mark that the session waits in the sender's queue. Sender thread only.</summary>
    internal void TakeWake() => Volatile.Write(ref _woken, 0);

    /// <summary>Closes a viewer that has stopped reading. Sender thread only.</summary>
    internal void KeepAlive(long now)
    {
        if (_phase < SessionPhase.Closing && !_closing.IsRequested && !_socket.StillReads(now))
        {
            Close(CloseReason.SlowConsumer);
        }
    }

    /// <summary>Ends the session at once, whatever is under way. Sender thread only.</summary>
    internal void End(CloseReason reason)
    {
        if (_phase == SessionPhase.Ended)
        {
            return;
        }

        _phase = SessionPhase.Ended;
        _socket.Abort();
        _sender.Counters.Closed(reason);
        _ended.TrySetResult(reason);
    }

    /// <summary>Whether only a newer tick or a wake can bring the session something to do. Sender thread only.</summary>
    /// <param name="tick">The tick that all sessions were brought to.</param>
    internal bool IsSettled(long tick) =>
        _phase == SessionPhase.Live && !_send.IsUnderWay && !_closing.IsRequested && !Requests.WantsKeyframe
        && (_progress.BaseTick >= tick || Requests.IsPaused);

    /// <summary>Records that a range of ticks had nothing for the viewer. Sender thread only.</summary>
    /// <param name="from">Nothing moved after this tick.</param>
    /// <param name="to">The last tick of the range.</param>
    internal void PassQuiet(long from, long to)
    {
        if (_phase == SessionPhase.Live)
        {
            _progress.PassQuiet(from, to, _sender.Counters);
        }
    }

    /// <summary>Brings what a send will read into the CPU cache, and does nothing else. Sender thread only.</summary>
    /// <returns>A number without meaning, so that the reads are not optimised away.</returns>
    internal long Prefetch() =>
        _progress.BaseTick + _send.Since + _mustDeliver.Bytes + Requests.AckedTick + (Options.Fps ?? 0) + _socket.Prefetch();

    /// <summary>Requests that the age of the next state frame is measured. Sender thread only.</summary>
    internal void Sample() => _age.Request();

    private Frame? Next(EncodedTick? frames, long now)
    {
        if (_phase == SessionPhase.Joining)
        {
            return frames is null ? null : Greet(Options.Protocol.Greet(frames, Id.ToString(), Options.Resume));
        }

        if (_mustDeliver.TryDequeue() is { } event_)
        {
            return event_;
        }

        long tick = frames!.Published.Tick;
        TimeSpan since = _sender.Time.GetElapsedTime(_send.Since, now);
        if (_closing.IsRequested || !_progress.IsDue(tick, since) || (since < Requests.Pace && _phase == SessionPhase.Live))
        {
            return null;
        }

        // The first state after the greeting is a full one in any case, and every one while the viewer is paused.
        bool isFull = _phase == SessionPhase.Greeted || Requests.TakeKeyframe() || Requests.IsPaused;
        _phase = SessionPhase.Live;
        return _progress.Advance(frames, Options.Protocol, isFull, _sender.Counters);
    }

    private Frame Greet(Greeting greeting)
    {
        _phase = greeting.HasPicture ? SessionPhase.Live : SessionPhase.Greeted;
        _progress.Begin(greeting, isResume: Options.Resume is not null, _sender.Counters);
        return greeting.Frame;
    }

    private void Sent(TimeSpan took)
    {
        _age.End(_sender);
        _progress.Sent(took, _sender.Counters);
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

    private bool ServiceStuck(long now)
    {
        if (!_closing.IsRequested)
        {
            TimeSpan stuck = _sender.Time.GetElapsedTime(_send.Since, now);
            _progress.Stuck(stuck, _sender.Counters);
            if (stuck <= _sender.Deadlines.Send)
            {
                return true;
            }

            Close(CloseReason.SlowConsumer);
        }

        if (_closing.AdvanceStuck(_socket, _send, _sender, now))
        {
            End(_closing.Reason);
        }

        return _phase != SessionPhase.Ended;
    }

    private bool ServiceClose(long now)
    {
        if (!_closing.IsRequested)
        {
            return true;
        }

        bool begins = _phase != SessionPhase.Closing;
        _phase = SessionPhase.Closing;
        if (_closing.Advance(begins, _socket, _send, _sender, now))
        {
            End(_closing.Reason);
        }

        return _phase != SessionPhase.Ended;
    }
}
