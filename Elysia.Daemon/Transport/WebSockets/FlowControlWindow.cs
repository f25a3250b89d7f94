using System.Buffers.Binary;

namespace Elysia.Transport.WebSockets;

/// <summary>How much a viewer was sent that it has not read, by asking it: a WebSocket ping goes behind what it is to read,
/// and its answer says that all before was read.</summary>
/// <remarks>TCP acknowledges what a kernel took, and a proxy takes megabytes. Only the WebSocket at the other end answers a
/// ping, and it does so in order, so the answer tells of the viewer itself, through any kernel and proxy between
/// (docs/decisions/0014). Each ping carries the position in the stream that it asks about. A viewer that answers what it did
/// not read has more old frames before it; nobody else notices.
/// <para>The sender's thread writes, the receive loop hears answers.</para></remarks>
/// <param name="patience">How long the viewer may give no sign that it reads.</param>
internal sealed class FlowControlWindow(KeepAlivePolicy patience)
{
    /// <summary>Most bytes that may be unread, beyond the frame that goes over it, before nothing more is sent.</summary>
    /// <remarks>Unit: bytes. 64 KiB: some 4 s of everything moving, 256 KB a second at a round trip of 250 ms, twenty times
    /// what a viewer gets.</remarks>
    public const int MaxUnread = 64 * 1024;

    /// <summary>Bytes from one ping to the next.</summary>
    /// <remarks>Unit: bytes. 32 KiB: a ping each two seconds when everything moves. Half of what may be unread, so that who
    /// reads in time is never waited for.</remarks>
    public const int AskEvery = 32 * 1024;

    /// <summary>Bytes of a ping: four bytes of payload, unmasked as a server's are.</summary>
    public const int PingBytes = 2 + sizeof(uint);

    private const byte PingFrame = 0x89;

    private long _sent;
    private long _asked;
    private long _known;
    private volatile bool _isOpen;

    // The last sign that the viewer reads.
    private long _readAt = patience.Time.GetTimestamp();

    // Made when somebody must wait, which is rare: an idle viewer has the numbers above and no more.
    private TaskCompletionSource? _awaited;

    /// <summary>Whether so much may be unread that nothing more should be sent.</summary>
    public bool IsFull => !_isOpen && Volatile.Read(ref _sent) - Volatile.Read(ref _known) > MaxUnread;

    /// <summary>Bytes that were sent. The sender's thread.</summary>
    public long SentBytes => _sent;

    private bool IsAnswered => _asked <= Volatile.Read(ref _known);

    /// <summary>Bytes went out, whole frames.</summary>
    /// <returns>Whether a ping is due behind them.</returns>
    public bool Sent(int bytes)
    {
        Volatile.Write(ref _sent, _sent + bytes);
        if (_sent - _asked < AskEvery)
        {
            return false;
        }

        Asked(patience.Time.GetTimestamp());
        return true;
    }

    /// <summary>Whether the viewer is to be asked though there is little to read: it has shown no sign for a while.</summary>
    /// <param name="now">Now, on the monotonic clock.</param>
    public bool IsPingDue(long now) =>
        IsAnswered && patience.Time.GetElapsedTime(Volatile.Read(ref _readAt), now) >= patience.AskAfter;

    /// <summary>A ping goes out by itself. It counts as sent, so that each is another.</summary>
    /// <param name="now">Now, on the monotonic clock.</param>
    public void SentPing(long now)
    {
        Volatile.Write(ref _sent, _sent + PingBytes);
        Asked(now);
    }

    /// <summary>Whether the viewer was asked and has shown no sign that it reads for longer than it may.</summary>
    /// <param name="now">Now, on the monotonic clock.</param>
    public bool IsSilent(long now) =>
        !IsAnswered && patience.Time.GetElapsedTime(Volatile.Read(ref _readAt), now) > patience.Limit;

    /// <summary>The viewer showed otherwise that it reads. Any thread.</summary>
    public void HasRead() => Volatile.Write(ref _readAt, patience.Time.GetTimestamp());

    /// <summary>Writes the ping that asks whether all that was sent has been read.</summary>
    /// <param name="frame">Where to, <see cref="PingBytes"/>.</param>
    public void Ask(Span<byte> frame)
    {
        frame[0] = PingFrame;
        frame[1] = sizeof(uint);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[2..], (uint)_asked);
    }

    /// <summary>The viewer answered.</summary>
    /// <param name="echo">What its answer carries; anything but the position of a ping is forgotten.</param>
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

    /// <summary>From now on nothing waits any more: the last that is to go out is the close frame.</summary>
    /// <returns>Whether somebody waited.</returns>
    public bool Open()
    {
        _isOpen = true;
        TaskCompletionSource? awaited = Interlocked.Exchange(ref _awaited, null);
        awaited?.SetResult();
        return awaited is not null;
    }

    /// <summary>Completes when more may be sent; at once unless <see cref="IsFull"/>. One call at a time.</summary>
    public Task WhenReadAsync()
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _awaited, read);

        // The answer may have come before there was anybody to tell.
        return !IsFull && Interlocked.Exchange(ref _awaited, null) is not null ? Task.CompletedTask : read.Task;
    }

    /// <summary>A ping goes out. If the viewer has not been pinged recently, its reply deadline starts anew.</summary>
    private void Asked(long now)
    {
        if (IsAnswered && patience.Time.GetElapsedTime(Volatile.Read(ref _readAt), now) > patience.AskAfter)
        {
            Volatile.Write(ref _readAt, now - (long)(patience.AskAfter.TotalSeconds * patience.Time.TimestampFrequency));
        }

        _asked = _sent;
    }
}

/// <summary>How long a viewer may give no sign that it reads.</summary>
/// <param name="Time">The daemon's clock.</param>
/// <param name="AskAfter">Time since the last sign after which it is asked for one.</param>
/// <param name="Limit">Time since the last sign after which it counts as one that does not read; longer than
/// <paramref name="AskAfter"/>, so that it has time to answer.</param>
internal sealed record KeepAlivePolicy(TimeProvider Time, TimeSpan AskAfter, TimeSpan Limit);
