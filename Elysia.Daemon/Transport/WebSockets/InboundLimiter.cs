using System.Collections.Concurrent;
using Elysia.Admission.Limiting;
using Elysia.Configuration;
using Elysia.Fanout;
using Elysia.Protocol.Messages;

namespace Elysia.Transport.WebSockets;

/// <summary>Sees to it that one client sends no more than it may, whatever it is, and ends what it begins. ManagedWebSocket
/// answers pings, takes pongs and waits for the rest of a frame without a word, so the limits of messages never see
/// those.</summary>
/// <remarks>The receive loop tells it what comes. Every viewer has one: 64 bytes.</remarks>
/// <param name="monitor">Knows the limits, and looks at the clock for those that have not ended what they began.</param>
internal sealed class InboundLimiter(InboundTimeoutMonitor monitor)
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
    internal TimeProvider Time => monitor.Time;

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

        long now = monitor.Time.GetTimestamp();
        long second = monitor.Time.TimestampFrequency;
        if (!_frames.TryTake(frames, monitor.Limits.FramesPerSecond, StreamLimits.BurstSeconds, now, second))
        {
            Exceed(CloseReason.TooManyFrames);
        }

        if (!_bytes.TryTake(bytes, monitor.Limits.BytesPerSecond, StreamLimits.BurstSeconds, now, second))
        {
            Exceed(CloseReason.TooManyBytes);
        }

        Remember(_isOpen || isInFrame, now);
    }

    /// <summary>The connection is over.</summary>
    internal void Leave() => monitor.Remove(this);

    /// <summary>Closes the client when what it began is overdue. The monitor's thread.</summary>
    internal void CheckDeadlines(long now)
    {
        long since = Volatile.Read(ref _since);
        if (since != 0 && monitor.Time.GetElapsedTime(since, now) > monitor.Limits.MessageTimeout)
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
            monitor.Remove(this);
        }

        _hasEnded = false;
        if (_since == 0 && isUnfinished)
        {
            Volatile.Write(ref _since, now);
            monitor.Add(this);
        }
    }

    private void Exceed(CloseReason reason)
    {
        _isOver = true;
        Volatile.Read(ref _session)?.Close(reason);
    }
}

/// <summary>What the <see cref="InboundLimiter"/> of every client shares: the limits, and a list of the clients that have begun a
/// message or a frame and not ended it yet, which is looked at once a second.</summary>
/// <remarks>Any thread. Bounded by the clients there are; what comes whole never gets here.</remarks>
/// <param name="limits">How much one client may send.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class InboundTimeoutMonitor(StreamLimits limits, TimeProvider time)
{
    private readonly ConcurrentDictionary<InboundLimiter, bool> _unfinished = new();

    /// <summary>How much one client may send.</summary>
    public StreamLimits Limits => limits;

    /// <summary>The daemon's clock.</summary>
    public TimeProvider Time => time;

    /// <summary>How many have begun something.</summary>
    public int Count => _unfinished.Count;

    /// <summary>Closes those of them that are overdue.</summary>
    public void Sweep()
    {
        long now = time.GetTimestamp();
        foreach ((InboundLimiter limiter, _) in _unfinished)
        {
            limiter.CheckDeadlines(now);
        }
    }

    internal void Add(InboundLimiter limiter) => _unfinished[limiter] = true;

    internal void Remove(InboundLimiter limiter) => _unfinished.TryRemove(limiter, out _);
}

/// <summary>How much one client may send, whatever it is.</summary>
/// <param name="FramesPerSecond">Frames a second: pings, pongs and pieces of messages as well.</param>
/// <param name="BytesPerSecond">Bytes a second: heads, refused messages and those without an end as well.</param>
/// <param name="MessageTimeout">How long a message or a frame may take to arrive.</param>
internal sealed record StreamLimits(int FramesPerSecond, int BytesPerSecond, TimeSpan MessageTimeout)
{
    /// <summary>Seconds' worth of frames and bytes that may come at once.</summary>
    /// <remarks>4: a network that held everything back for that long is forgiven. A flood that connects anew brings as much
    /// again with each connection, so it is short.</remarks>
    public const int BurstSeconds = 4;

    /// <summary>The limits as configured.</summary>
    public static StreamLimits From(AdmissionSettings settings) =>
        new(settings.FrameRate, settings.RawByteRate, settings.MessageTimeout);
}
