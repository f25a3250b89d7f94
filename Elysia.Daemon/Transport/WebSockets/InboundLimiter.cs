using Elysia.Admission.Limiting;
using Elysia.Fanout;
using Elysia.Protocol;

namespace Elysia.Transport.WebSockets;

/// <summary>Sees to it that one client sends no more than it may, whatever it is, and ends what it begins. ManagedWebSocket
/// answers pings, takes pongs and waits for the rest of a frame without a word, so the limits of messages never see
/// those.</summary>
/// <remarks>The receive loop tells it what comes. Every viewer has one: 64 bytes.</remarks>
/// <param name="watch">Knows the limits, and looks at the clock for those that have not ended what they began.</param>
public sealed class InboundLimiter(InboundTimeoutMonitor watch)
{
    private const byte Continuation = 0;

    private TokenBucket _frames;
    private TokenBucket _bytes;
    private long _since;
    private bool _isOpen;
    private bool _hasEnded;
    private ClientSession? _session;
    private volatile bool _isOver;

    /// <summary>The daemon's clock.</summary>
    internal TimeProvider Time => watch.Time;

    /// <summary>Whether a limit was met: nothing more of what the client sends is taken.</summary>
    public bool IsOver => _isOver;

    /// <summary>Whether somebody says goodbye to the client at a limit.</summary>
    public bool HasSession => Volatile.Read(ref _session) is not null;

    /// <summary>Names the session that is closed at a limit. Without one the client is cut off.</summary>
    public void Join(ClientSession session) => Volatile.Write(ref _session, session);

    /// <summary>The head of a frame came.</summary>
    internal void Saw(ScannedFrame frame)
    {
        if (!frame.IsControl)
        {
            _isOpen = !frame.IsFinal;
            _hasEnded |= frame.IsFinal || frame.Opcode != Continuation;
        }
    }

    /// <summary>A read is over.</summary>
    /// <param name="frames">Frames of which the head came with it.</param>
    /// <param name="bytes">Bytes of it.</param>
    /// <param name="isInFrame">Whether it ended in the middle of a frame.</param>
    internal void Took(int frames, int bytes, bool isInFrame)
    {
        if (_isOver)
        {
            return;
        }

        long now = watch.Time.GetTimestamp();
        long second = watch.Time.TimestampFrequency;
        if (!_frames.TryTake(frames, watch.Limits.FramesPerSecond, StreamLimits.BurstSeconds, now, second))
        {
            Exceed(CloseReason.TooManyFrames);
        }

        if (!_bytes.TryTake(bytes, watch.Limits.BytesPerSecond, StreamLimits.BurstSeconds, now, second))
        {
            Exceed(CloseReason.TooManyBytes);
        }

        Remember(_isOpen || isInFrame, now);
    }

    /// <summary>The connection is over.</summary>
    internal void Leave() => watch.Remove(this);

    /// <summary>Closes the client when what it began is overdue. The watch's thread.</summary>
    internal void Look(long now)
    {
        long since = Volatile.Read(ref _since);
        if (since != 0 && watch.Time.GetElapsedTime(since, now) > watch.Limits.MessageTimeout)
        {
            Exceed(CloseReason.MessageTooSlow);
        }
    }

    /// <summary>Nearly every read ends with a message, and costs nothing here.</summary>
    private void Remember(bool isUnfinished, long now)
    {
        if (_since != 0 && (_hasEnded || !isUnfinished))
        {
            Volatile.Write(ref _since, 0);
            watch.Remove(this);
        }

        _hasEnded = false;
        if (_since == 0 && isUnfinished)
        {
            Volatile.Write(ref _since, now);
            watch.Add(this);
        }
    }

    private void Exceed(CloseReason reason)
    {
        _isOver = true;
        Volatile.Read(ref _session)?.Close(reason);
    }
}
