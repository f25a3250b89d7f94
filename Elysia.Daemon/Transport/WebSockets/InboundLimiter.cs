using System.Collections.Concurrent;
using Elysia.Admission.Limiting;
using Elysia.Configuration;
using Elysia.Fanout;
using Elysia.Protocol.Messages;

namespace Elysia.Transport.WebSockets;

/// <summary>Limits the frames and bytes that one client sends, and the time that a message may take. ManagedWebSocket
/// answers pings, consumes pongs and waits for the rest of a frame without reporting them, so the message limits never
/// see those.</summary>
/// <remarks>Called by the receive loop. Every viewer has one: 64 bytes.</remarks>
/// <param name="monitor">Holds the limits, and closes clients that do not finish a message in time.</param>
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

    /// <summary>Whether a limit was exceeded: nothing more from the client is processed.</summary>
    public bool IsOver => _isOver;

    /// <summary>Whether a session will send the client a close frame when a limit is exceeded.</summary>
    public bool HasSession => Volatile.Read(ref _session) is not null;

    /// <summary>Sets the session to close when a limit is exceeded. Without one the connection is cut.</summary>
    public void Join(ClientSession session) => Volatile.Write(ref _session, session);

    /// <summary>Records a frame header.</summary>
    internal void RecordFrame(ScannedFrame frame)
    {
        if (!frame.IsControl)
        {
            _isOpen = !frame.IsFinal;
            _hasEnded |= frame.IsFinal || frame.Opcode != Continuation;
        }
    }

    /// <summary>Records the end of a read and checks the limits.</summary>
    /// <param name="frames">The number of frame headers that the read completed.</param>
    /// <param name="bytes">The number of bytes read.</param>
    /// <param name="isInFrame">Whether the read ended in the middle of a frame.</param>
    internal void RecordRead(int frames, int bytes, bool isInFrame)
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

        UpdateDeadline(_isOpen || isInFrame, now);
    }

    /// <summary>Removes the client when its connection has ended.</summary>
    internal void Leave() => monitor.Remove(this);

    /// <summary>Closes the client when an unfinished message or frame is overdue. The monitor's thread.</summary>
    internal void CheckDeadlines(long now)
    {
        long since = Volatile.Read(ref _since);
        if (since != 0 && monitor.Time.GetElapsedTime(since, now) > monitor.Limits.MessageTimeout)
        {
            Exceed(CloseReason.MessageTooSlow);
        }
    }

    /// <summary>Starts or stops the deadline. Nearly every read ends with a whole message, and costs nothing
    /// here.</summary>
    private void UpdateDeadline(bool isUnfinished, long now)
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

/// <summary>The state that all <see cref="InboundLimiter"/>s share: the limits, and the clients that have an
/// unfinished message or frame, which are checked once a second.</summary>
/// <remarks>Any thread. Bounded by the number of clients; a message that arrives whole is never listed.</remarks>
/// <param name="limits">The limits for one client.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class InboundTimeoutMonitor(StreamLimits limits, TimeProvider time)
{
    private readonly ConcurrentDictionary<InboundLimiter, bool> _unfinished = new();

    /// <summary>The limits for one client.</summary>
    public StreamLimits Limits => limits;

    /// <summary>The daemon's clock.</summary>
    public TimeProvider Time => time;

    /// <summary>The number of clients with an unfinished message or frame.</summary>
    public int Count => _unfinished.Count;

    /// <summary>Closes the clients whose message or frame is overdue.</summary>
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

/// <summary>The limits for the frames and bytes of one client, whatever they contain.</summary>
/// <param name="FramesPerSecond">Frames per second, including pings, pongs and fragments.</param>
/// <param name="BytesPerSecond">Bytes per second, including headers, refused messages and unfinished ones.</param>
/// <param name="MessageTimeout">The time in which a message or a frame must arrive.</param>
internal sealed record StreamLimits(int FramesPerSecond, int BytesPerSecond, TimeSpan MessageTimeout)
{
    /// <summary>The burst: frames and bytes are allowed up to this many seconds' worth at once.</summary>
    /// <remarks>4: enough after a network has held everything back for that long. It is short because a flood that
    /// reconnects gets another burst with each connection.</remarks>
    public const int BurstSeconds = 4;

    /// <summary>Creates the limits from the settings.</summary>
    public static StreamLimits From(AdmissionSettings settings) =>
        new(settings.FrameRate, settings.RawByteRate, settings.MessageTimeout);
}
