using Elysia.Protocol.Wire;

namespace Elysia.Fanout;

/// <summary>The messages to one viewer that must not be dropped (speech, errors), in order. State is never queued: it
/// is encoded anew once it can be sent.</summary>
/// <remarks>Any thread adds, only the session's sender takes. The queue is empty most of the time, so the list is
/// created on first use and an idle viewer costs one reference.</remarks>
internal sealed class SendQueue
{
    /// <summary>The maximum number of queued messages.</summary>
    /// <remarks>Unit: messages. 64: a minute's worth of everything a client may ask for (60 a minute).</remarks>
    public const int MaxFrames = 64;

    /// <summary>The maximum number of queued bytes.</summary>
    /// <remarks>Unit: bytes. 512 KiB: several of the longest speeches with their lip-sync.</remarks>
    public const int MaxBytes = 512 * 1024;

    private readonly Lock _lock = new();
    private Queue<Frame>? _frames;
    private volatile int _bytes;
    private volatile int _count;

    /// <summary>The number of queued bytes. At most <see cref="MaxBytes"/>.</summary>
    public int Bytes => _bytes;

    /// <summary>Whether the queue is empty.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Adds a frame.</summary>
    /// <returns>False when the frame does not fit; then nothing was added.</returns>
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

/// <summary>The outcome of queueing a message that must not be dropped.</summary>
internal enum EnqueueResult
{
    /// <summary>The message will be sent, in order, unless the viewer leaves first.</summary>
    Queued,

    /// <summary>The viewer has left too much unread; it is being closed with
    /// <see cref="Elysia.Protocol.Messages.CloseReason.TooManyUnread"/>.</summary>
    Full,

    /// <summary>The viewer has left or is being closed.</summary>
    Closed,
}
