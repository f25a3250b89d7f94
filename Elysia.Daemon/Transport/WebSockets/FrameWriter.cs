using System.Net.Sockets;
using Elysia.Fanout;

namespace Elysia.Transport.WebSockets;

/// <summary>Writes whole frames to one viewer's socket: the sender's frames, pings, and the WebSocket's own pongs and
/// close frame. Frames go straight to the kernel while it has room, and none is sent after a close frame.</summary>
/// <remarks>The sender and the WebSocket write concurrently; an atomic integer state keeps their frames
/// apart.</remarks>
/// <param name="stream">Sends the rest of a frame for which the kernel has no room.</param>
/// <param name="handle">The socket of the stream.</param>
/// <param name="window">Tracks what the viewer has read; null for no flow control.</param>
internal sealed class FrameWriter(ClientStream stream, SafeSocketHandle handle, FlowControlWindow? window)
{
    /// <summary>The first byte of a close frame, which is never fragmented (RFC 6455 section 5.2).</summary>
    public const byte CloseFrame = 0x88;

    private const int Idle = 0;
    private const int InSystemCall = 1;
    private const int WaitingForRoom = 2;

    private volatile bool _isClosed;

    // Write state: idle, in a system call, or waiting until the kernel has room.
    private int _writing;

    // Completes when the current writer ends, for a frame that waits for it.
    private TaskCompletionSource? _free;

    // The rest of a ping or a pong for which the kernel had no room: sent before anything else. Owned by the current
    // writer.
    private byte[] _rest = [];

    // The frame that the WebSocket wrote while another waited for room: a pong, of which only the last counts (RFC 6455 section
    // 5.5.3), or the close frame. Any thread stores it here; the writer that ends sends it.
    private byte[]? _control;

    /// <summary>Sends a whole frame, framing included. Called by the viewer's sender, one call at a time.</summary>
    /// <remarks>Completes synchronously while the kernel has room. After a close frame nothing is sent. Faults with
    /// <see cref="IOException"/> when the connection is broken.</remarks>
    public ValueTask SendAsync(ReadOnlyMemory<byte> frame) =>
        _isClosed ? ValueTask.CompletedTask : TryBegin() ? SendBegun(frame) : SendLaterAsync(frame);

    /// <summary>Tracks what the viewer has read; null for no flow control.</summary>
    public FlowControlWindow? Window => window;

    /// <summary>Prefetches what a send will read into the CPU cache.</summary>
    /// <returns>A meaningless number.</returns>
    public long Prefetch() => _writing + (window?.SentBytes ?? 0) + (handle.IsClosed ? 1 : 0);

    /// <summary>Writes a frame of the WebSocket itself: a pong or the close frame.</summary>
    /// <remarks>It never waits behind a frame that waits for the viewer.</remarks>
    public ValueTask WriteControlAsync(ReadOnlyMemory<byte> buffer)
    {
        if (_isClosed || buffer.IsEmpty)
        {
            return ValueTask.CompletedTask;
        }

        _isClosed = buffer.Span[0] == CloseFrame;
        if (BeginUnlessWaiting())
        {
            return WriteAsync(buffer, waits: false);
        }

        Volatile.Write(ref _control, buffer.ToArray());
        FlushControl();
        return ValueTask.CompletedTask;
    }

    /// <summary>Checks whether the viewer still reads, and pings it if it has shown no sign for a while. Called by the
    /// viewer's sender.</summary>
    /// <param name="now">Now, on the monotonic clock.</param>
    /// <returns>False when the viewer was pinged and has not answered for longer than allowed.</returns>
    public bool StillReads(long now)
    {
        if (window is null || _isClosed)
        {
            return true;
        }

        bool isDue = window.IsPingDue(now);

        // If another writer is active, the next check will send the ping.
        if ((isDue || Volatile.Read(ref _rest).Length > 0) && TryBegin())
        {
            _ = TryAsync(WriteAsync(isDue && !_isClosed ? Ping(now) : default, waits: false));
        }

        return !window.IsSilent(now);
    }

    private ValueTask SendBegun(ReadOnlyMemory<byte> frame)
    {
        if (_isClosed)
        {
            End();
            return ValueTask.CompletedTask;
        }

        return WriteAsync(window?.Sent(frame.Length) == true ? WithPing(frame.Span) : frame, waits: true);
    }

    /// <summary>Sends when the WebSocket's write has ended. The sender never spins for that, because the thread that
    /// answers a ping may have been preempted in the middle of its write.</summary>
    private async ValueTask SendLaterAsync(ReadOnlyMemory<byte> frame)
    {
        while (!TryBegin())
        {
            var free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Interlocked.Exchange(ref _free, free);

            // The other write may have ended before the waiter was set.
            if (Volatile.Read(ref _writing) != Idle)
            {
                await free.Task.ConfigureAwait(false);
            }
        }

        await SendBegun(frame).ConfigureAwait(false);
    }

    private bool TryBegin() => Interlocked.CompareExchange(ref _writing, InSystemCall, Idle) == Idle;

    /// <summary>Begins when other writers have ended, which takes only a moment.</summary>
    /// <returns>False when a frame waits for room.</returns>
    private bool BeginUnlessWaiting()
    {
        // The current writer may have been preempted in the middle: yield the core to it, and never sleep.
        for (var spin = default(SpinWait); !TryBegin(); spin.SpinOnce(sleep1Threshold: -1))
        {
            if (Volatile.Read(ref _writing) == WaitingForRoom)
            {
                return false;
            }
        }

        return true;
    }

    private void End()
    {
        Interlocked.Exchange(ref _writing, Idle);
        if (Volatile.Read(ref _free) is not null)
        {
            Interlocked.Exchange(ref _free, null)?.TrySetResult();
        }

        FlushControl();
    }

    /// <summary>Writes what was stored meanwhile, unless another writer is active, which will then write it.</summary>
    private void FlushControl()
    {
        if (Volatile.Read(ref _control) is not null && TryBegin())
        {
            _ = TryAsync(WriteAsync(default, waits: false));
        }
    }

    /// <summary>Writes, after what is left from before. The caller has begun the write; this method ends it.</summary>
    /// <param name="bytes">Whole frames.</param>
    /// <param name="waits">Whether to wait for room in the kernel; otherwise the rest is left for the next write. After
    /// a close frame nothing is left, because no write would follow.</param>
    private ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, bool waits)
    {
        if (_rest.Length > 0 || Volatile.Read(ref _control) is not null)
        {
            bytes = TakePending(bytes);
        }

        int sent = Put(bytes.Span, out SocketError error);
        bool isFull = sent < bytes.Length && error is SocketError.Success or SocketError.WouldBlock;
        if (isFull && (waits || _isClosed))
        {
            // A kernel with little room accepts a part and reports success; the rest of the frame waits for room.
            Volatile.Write(ref _writing, WaitingForRoom);
            return WriteRestAsync(bytes[sent..]);
        }

        if (isFull)
        {
            _rest = bytes[sent..].ToArray();
        }

        End();
        return isFull || error == SocketError.Success ? ValueTask.CompletedTask : ValueTask.FromException(
            new IOException("The connection broke.", new SocketException((int)error)));
    }

    private static async Task TryAsync(ValueTask write)
    {
        try
        {
            await write.ConfigureAwait(false);
        }
        catch (Exception e) when (SocketFaults.IsExpected(e))
        {
            // The next read or send reports the broken connection.
        }
    }

    private byte[] TakePending(ReadOnlyMemory<byte> then)
    {
        byte[] all = [.. _rest, .. Interlocked.Exchange(ref _control, null) ?? [], .. then.Span];
        _rest = [];
        return all;
    }

    private async ValueTask WriteRestAsync(ReadOnlyMemory<byte> rest)
    {
        try
        {
            while (!rest.IsEmpty)
            {
                await stream.WriteToSocketAsync(rest).ConfigureAwait(false);
                rest = TakePending(ReadOnlyMemory<byte>.Empty);
            }
        }
        finally
        {
            End();
        }
    }

    /// <summary>Passes bytes to the kernel. An asynchronous send also tries the kernel first, but only after it has
    /// rented an operation, taken the socket's queue lock and captured the context: a microsecond per frame that almost
    /// no frame needs.</summary>
    private int Put(ReadOnlySpan<byte> bytes, out SocketError error)
    {
        try
        {
            return KernelSend.Send(handle, bytes, out error);
        }
        catch (ObjectDisposedException)
        {
            // The WebSocket disposes itself when a receive finds the connection broken.
            error = SocketError.OperationAborted;
            return 0;
        }
    }

    private byte[] Ping(long now)
    {
        var ping = new byte[FlowControlWindow.PingBytes];
        window!.SentPing(now);
        window.Ask(ping);
        return ping;
    }

    /// <summary>Joins a frame and the ping after it, so that a kernel with little room cannot separate them.</summary>
    private byte[] WithPing(ReadOnlySpan<byte> frame)
    {
        var both = new byte[frame.Length + FlowControlWindow.PingBytes];
        frame.CopyTo(both);
        window!.Ask(both.AsSpan(frame.Length));
        return both;
    }
}
