using System.Buffers.Binary;

namespace Elysia.Transport.WebSockets;

/// <summary>The number of bytes that a viewer was sent but has not read, measured with WebSocket pings: a ping follows
/// the bytes, and its pong says that everything before it was read.</summary>
/// <remarks>TCP acknowledges what a kernel received, and a proxy may buffer megabytes. Only the WebSocket at the other
/// end answers a ping, and it does so in order, so the pong tells about the viewer itself, through any kernel and proxy
/// between (docs/decisions/0014). Each ping carries the position in the stream that it asks about. A viewer that
/// answers before it has read has more old frames queued; no other viewer is affected.
/// <para>The sender's thread writes; the receive loop processes pongs.</para></remarks>
/// <param name="policy">The time for which the viewer may show no sign that it reads.</param>
internal sealed class FlowControlWindow(KeepAlivePolicy policy)
{
    /// <summary>The maximum number of unread bytes, beyond which sending pauses. The frame that exceeds it is still
    /// sent.</summary>
    /// <remarks>Unit: bytes. 64 KiB: about 4 s with everything moving, 256 KB/s at a round trip of 250 ms, twenty times
    /// what a viewer receives.</remarks>
    public const int MaxUnread = 64 * 1024;

    /// <summary>The number of bytes between two pings.</summary>
    /// <remarks>Unit: bytes. 32 KiB: a ping every two seconds when everything moves. Half of the maximum unread, so
    /// that a viewer that reads in time never delays sending.</remarks>
    public const int AskEvery = 32 * 1024;

    /// <summary>The size of a ping in bytes: four bytes of payload, unmasked because a server sends it.</summary>
    public const int PingBytes = 2 + sizeof(uint);

    private const byte PingFrame = 0x89;

    private long _sent;
    private long _asked;
    private long _known;
    private volatile bool _isOpen;

    // When the viewer last showed that it reads.
    private long _readAt = policy.Time.GetTimestamp();

    // Created only when a sender must wait, which is rare: an idle viewer has only the numbers above.
    private TaskCompletionSource? _awaited;

    /// <summary>Whether so much is unread that nothing more should be sent.</summary>
    public bool IsFull => !_isOpen && Volatile.Read(ref _sent) - Volatile.Read(ref _known) > MaxUnread;

    /// <summary>The number of bytes sent. The sender's thread.</summary>
    public long SentBytes => _sent;

    private bool IsAnswered => _asked <= Volatile.Read(ref _known);

    /// <summary>Records bytes that were sent, in whole frames.</summary>
    /// <returns>Whether a ping is due after them.</returns>
    public bool Sent(int bytes)
    {
        Volatile.Write(ref _sent, _sent + bytes);
        if (_sent - _asked < AskEvery)
        {
            return false;
        }

        Asked(policy.Time.GetTimestamp());
        return true;
    }

    /// <summary>Whether the viewer should be pinged although little is unread, because it has shown no sign for a
    /// while.</summary>
    /// <param name="now">Now, on the monotonic clock.</param>
    public bool IsPingDue(long now) =>
        IsAnswered && policy.Time.GetElapsedTime(Volatile.Read(ref _readAt), now) >= policy.AskAfter;

    /// <summary>Records a ping that is sent by itself. It counts as sent bytes, so that each ping has another
    /// position.</summary>
    /// <param name="now">Now, on the monotonic clock.</param>
    public void SentPing(long now)
    {
        Volatile.Write(ref _sent, _sent + PingBytes);
        Asked(now);
    }

    /// <summary>Whether the viewer was pinged and has shown no sign that it reads for longer than allowed.</summary>
    /// <param name="now">Now, on the monotonic clock.</param>
    public bool IsSilent(long now) =>
        !IsAnswered && policy.Time.GetElapsedTime(Volatile.Read(ref _readAt), now) > policy.Limit;

    /// <summary>Records another sign that the viewer reads. Any thread.</summary>
    public void HasRead() => Volatile.Write(ref _readAt, policy.Time.GetTimestamp());

    /// <summary>Writes the ping that asks whether everything sent has been read.</summary>
    /// <param name="frame">The destination, <see cref="PingBytes"/> long.</param>
    public void Ask(Span<byte> frame)
    {
        frame[0] = PingFrame;
        frame[1] = sizeof(uint);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[2..], (uint)_asked);
    }

    /// <summary>Handles a pong.</summary>
    /// <param name="echo">The payload of the pong; ignored unless it is the position of a ping.</param>
    public void Answered(uint echo)
    {
        long sent = Volatile.Read(ref _sent);
        long known = sent - ((uint)sent - echo);
        if (known <= _known)
        {
            return;
        }

        Volatile.Write(ref _known, known);
        HasRead();
        if (!IsFull)
        {
            Interlocked.Exchange(ref _awaited, null)?.SetResult();
        }
    }

    /// <summary>Opens the window for good: nothing waits any more, because only the close frame remains to be
    /// sent.</summary>
    /// <returns>Whether a sender was waiting.</returns>
    public bool Open()
    {
        _isOpen = true;
        TaskCompletionSource? awaited = Interlocked.Exchange(ref _awaited, null);
        awaited?.SetResult();
        return awaited is not null;
    }

    /// <summary>Completes when more may be sent, at once unless <see cref="IsFull"/>. One call at a time.</summary>
    public Task WhenReadAsync()
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _awaited, read);

        // The pong may have arrived before the waiter was set.
        return !IsFull && Interlocked.Exchange(ref _awaited, null) is not null ? Task.CompletedTask : read.Task;
    }

    /// <summary>Records that a ping is sent. If the viewer has not been pinged recently, its reply deadline is
    /// restarted.</summary>
    private void Asked(long now)
    {
        if (IsAnswered && policy.Time.GetElapsedTime(Volatile.Read(ref _readAt), now) > policy.AskAfter)
        {
            Volatile.Write(ref _readAt, now - (long)(policy.AskAfter.TotalSeconds * policy.Time.TimestampFrequency));
        }

        _asked = _sent;
    }
}

/// <summary>The time for which a viewer may show no sign that it reads.</summary>
/// <param name="Time">The daemon's clock.</param>
/// <param name="AskAfter">The time since the last sign after which the viewer is pinged.</param>
/// <param name="Limit">The time since the last sign after which the viewer counts as not reading; longer than <paramref
/// name="AskAfter"/>, so that it has time to answer.</param>
internal sealed record KeepAlivePolicy(TimeProvider Time, TimeSpan AskAfter, TimeSpan Limit);
