using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;

namespace Elysia.Fanout;

/// <content>What others see of a session, and what its frames' ages are measured with.</content>
internal sealed partial class ClientSession
{
    // The tick whose picture is sampled on its way out; sender thread only.
    private long _sampledTick;
    private bool _isSampled;

    // When a client that drives her last said something; 0 for everybody else. Written by its receive loop.
    private long _heardAt;

    /// <summary>The client said something. Its receive loop.</summary>
    /// <param name="now">Now, on the monotonic clock.</param>
    /// <param name="drives">Whether it was a mood: from now on the client counts as one that drives her.</param>
    public void Heard(long now, bool drives)
    {
        if (drives || _heardAt != 0)
        {
            Volatile.Write(ref _heardAt, now);
        }
    }

    /// <summary>The viewer said which tick it was told last: it reads. Its receive loop.</summary>
    public void Acked(long tick)
    {
        Requests.Acked(tick);
        _socket.HasRead();
    }

    /// <summary>Adds a message that may be left out: it is dropped unless the viewer has taken everything before. Any
    /// thread.</summary>
    /// <returns>Whether it will be sent.</returns>
    public bool TryOffer(Frame frame) =>
        _mustDeliver.IsEmpty && !_send.IsUnderWay && TryEnqueue(frame) == EnqueueResult.Queued;

    /// <summary>Asks for it to be looked at: what it wants has changed. Any thread.</summary>
    public void Nudge() => Wake();

    /// <summary>Whether nothing can become due for it but by a newer picture or by a wake. Sender thread only.</summary>
    /// <param name="tick">The tick that all were brought to.</param>
    internal bool IsSettled(long tick) =>
        _phase == SessionPhase.Live && !_send.IsUnderWay && Volatile.Read(ref _closeRequest) == 0 && !Requests.WantsKeyframe
        && (_baseTick >= tick || Requests.IsPaused);

    /// <summary>Takes note that ticks had nothing for it. Sender thread only.</summary>
    /// <param name="from">Nothing moved after this tick.</param>
    /// <param name="to">Up to this one.</param>
    internal void PassQuiet(long from, long to)
    {
        if (_phase == SessionPhase.Live && _baseTick >= from && _baseTick < to)
        {
            _sender.Counters.Ticked(_tally.Pass(to - _baseTick));
            _baseTick = to;
        }
    }

    /// <summary>How the viewer is doing. Any thread.</summary>
    /// <param name="tick">The newest tick.</param>
    /// <param name="now">Now, on the monotonic clock.</param>
    public SessionSnapshot Snapshot(long tick, long now)
    {
        ViewerState state = Volatile.Read(ref _closeRequest) != 0 ? ViewerState.Closing : (ViewerState)_policy.Level;
        long since = _send.Since;
        long heard = Volatile.Read(ref _heardAt);

        // Before the first picture a viewer is not behind, it is new.
        long shown = Volatile.Read(ref _baseTick);
        shown = shown > 0 && Options.Dialect.IsMostlyQuiet ? _sender.UpTo(shown) : shown;
        return new SessionSnapshot(
            Id, state,
            _send.IsUnderWay && now > since ? _sender.Time.GetElapsedTime(since, now) : TimeSpan.Zero,
            shown == 0 ? 0 : Math.Max(0, tick - shown),
            heard == 0 ? null : _sender.Time.GetElapsedTime(heard, Math.Max(heard, now)));
    }

    /// <summary>Reads once what a send will read, and does nothing. Sender thread only.</summary>
    /// <returns>Of no meaning.</returns>
    internal long Fetch() =>
        _baseTick + _send.Since + _mustDeliver.Bytes + Requests.AckedTick + (Options.Fps ?? 0) + _socket.Fetch();

    /// <summary>Asks for the age of the next state frame to be measured. Sender thread only.</summary>
    internal void Sample() => _isSampled = true;

    private Frame Sampled(Frame frame, EncodedTick frames)
    {
        if (_isSampled && frame.Kind is (FrameKind.Full or FrameKind.Delta))
        {
            (_isSampled, _sampledTick) = (false, frames.Published.Timestamp);
        }

        return frame;
    }

    private void EndSample()
    {
        if (_sampledTick != 0)
        {
            _sender.Aged(_sender.Time.GetElapsedTime(_sampledTick));
            _sampledTick = 0;
        }
    }
}
