using Elysia.Protocol.Wire;

namespace Elysia.Fanout;

/// <summary>The messages that must reach one viewer (speech, errors), in order. State never waits here: it is made anew when it
/// can be sent.</summary>
/// <remarks>Any thread adds, the session's sender takes. Empty most of the time, so it costs an idle viewer one
/// reference.</remarks>
internal sealed class SendQueue
{
    /// <summary>Most messages that may wait.</summary>
    /// <remarks>Unit: messages. 64: a minute's worth of everything a client may ask for (60 a minute).</remarks>
    public const int MaxFrames = 64;

    /// <summary>Most bytes that may wait.</summary>
    /// <remarks>Unit: bytes. 512 KiB: several of the longest speeches with their lip-sync.</remarks>
    public const int MaxBytes = 512 * 1024;

    private readonly Lock _lock = new();
    private Queue<Frame>? _frames;
    private volatile int _bytes;
    private volatile int _count;

    /// <summary>Bytes that wait. At most <see cref="MaxBytes"/>.</summary>
    public int Bytes => _bytes;

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Adds a frame.</summary>
    /// <returns>False when it does not fit; nothing was added then.</returns>
    public bool TryAdd(Frame frame)
    {
        lock (_lock)
        {
            if (_count >= MaxFrames || _bytes + frame.Payload.Length > MaxBytes)
            {
                return false;
            }

            (_frames ??= new Queue<Frame>()).Enqueue(frame);
            _bytes += frame.Payload.Length;
            _count++;
            return true;
        }
    }

    /// <summary>Takes the oldest frame, if any. No lock is taken while the queue is empty.</summary>
    public Frame? TryDequeue()
    {
        if (_count == 0)
        {
            return null;
        }

        lock (_lock)
        {
            Frame frame = _frames!.Dequeue();
            _bytes -= frame.Payload.Length;
            _count--;
            return frame;
        }
    }
}

/// <summary>What became of a message that must arrive.</summary>
internal enum EnqueueResult
{
    /// <summary>It will be sent, in order, unless the viewer goes first.</summary>
    Queued,

    /// <summary>The viewer leaves too much unread; it is being closed with
    /// <see cref="Elysia.Protocol.Messages.CloseReason.TooManyUnread"/>.</summary>
    Full,

    /// <summary>The viewer is gone or going.</summary>
    Closed,
}
