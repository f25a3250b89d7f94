using System.Net.Sockets;
using Elysia.Fanout;

namespace Elysia.Transport.WebSockets;

/// <summary>Writes whole frames to one viewer's socket: those of its sender, pings, and what the WebSocket itself sends, pongs
/// and the close frame. Frames go straight to the kernel while it has room, and none goes out behind a close frame.</summary>
/// <remarks>The sender and the WebSocket write at the same time; a state of one integer keeps their frames apart.</remarks>
/// <param name="stream">Where the rest of a frame goes that the kernel has no room for.</param>
/// <param name="handle">The socket of the stream.</param>
/// <param name="window">What the viewer has read; null where nobody asks.</param>
internal sealed class FrameWriter(ClientStream stream, SafeSocketHandle handle, FlowControlWindow? window)
{
    /// <summary>The first byte of a close frame, which is never fragmented (RFC 6455 section 5.2).</summary>
    public const byte CloseFrame = 0x88;

    private const int Nobody = 0;
    private const int InKernel = 1;
    private const int WaitingForRoom = 2;

    private volatile bool _isClosed;

    // Write state: nobody, in a system call, or waiting until the kernel has room.
    private int _writing;

    // A frame that waits for another writer to end.
    private TaskCompletionSource? _free;

    // The rest of a ping or a pong that the kernel had no room for: goes out before anything else. Belongs to whoever writes.
    private byte[] _rest = [];

    // What the WebSocket wrote while a frame waited for room: a pong, of which only the last counts (RFC 6455 section 5.5.3),
    // or the close frame. Any thread leaves it here; the writer that ends takes it.
    private byte[]? _said;

    /// <summary>Sends a whole frame, framing included. The viewer's sender, one call at a time.</summary>
    /// <remarks>Completes at once while the kernel takes it. Behind a close frame nothing is sent. Faults with
    /// <see cref="IOException"/> when the connection is gone.</remarks>
    public ValueTask SendAsync(ReadOnlyMemory<byte> frame) =>
        _isClosed ? ValueTask.CompletedTask : TryBegin() ? SendBegun(frame) : SendLaterAsync(frame);

    /// <summary>What the viewer has read; null where nobody asks.</summary>
    public FlowControlWindow? Window => window;

    /// <summary>Prefetches what a send will read into the CPU cache.</summary>
    /// <returns>Of no meaning.</returns>
    public long Fetch() => _writing + (window?.SentBytes ?? 0) + (handle.IsClosed ? 1 : 0);

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

        Volatile.Write(ref _said, buffer.ToArray());
        FlushSaid();
        return ValueTask.CompletedTask;
    }

    /// <summary>Looks whether the viewer still reads what it is sent, and asks it where it has not shown so for a while. The
    /// viewer's sender.</summary>
    /// <param name="now">Now, on the monotonic clock.</param>
    /// <returns>False when it was asked and has not answered for longer than it may.</returns>
    public bool StillReads(long now)
    {
        if (window is null || _isClosed)
        {
            return true;
        }

        bool isDue = window.IsPingDue(now);

        // While somebody writes there is another time.
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

    /// <summary>Sends when the WebSocket is done. The sender never waits for that: whoever answers a ping may have been put off
    /// the core in the middle of it.</summary>
    private async ValueTask SendLaterAsync(ReadOnlyMemory<byte> frame)
    {
        while (!TryBegin())
        {
            var free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Interlocked.Exchange(ref _free, free);

            // It may have ended before there was anybody to tell.
            if (Volatile.Read(ref _writing) != Nobody)
            {
                await free.Task.ConfigureAwait(false);
            }
        }

        await SendBegun(frame).ConfigureAwait(false);
    }

    private bool TryBegin() => Interlocked.CompareExchange(ref _writing, InKernel, Nobody) == Nobody;

    /// <summary>Begins when others are done, which they are soon.</summary>
    /// <returns>False when a frame waits for room.</returns>
    private bool BeginUnlessWaiting()
    {
        // Who holds it may have been put off the core in the middle: give it the core, and never sleep.
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
        Interlocked.Exchange(ref _writing, Nobody);
        if (Volatile.Read(ref _free) is not null)
        {
            Interlocked.Exchange(ref _free, null)?.TrySetResult();
        }

        FlushSaid();
    }

    /// <summary>Writes what was left meanwhile, unless somebody writes: then that one will.</summary>
    private void FlushSaid()
    {
        if (Volatile.Read(ref _said) is not null && TryBegin())
        {
            _ = TryAsync(WriteAsync(default, waits: false));
        }
    }

    /// <summary>Writes, after what is left from before; whoever calls it has begun, and it ends.</summary>
    /// <param name="bytes">Whole frames.</param>
    /// <param name="waits">Whether what the kernel has no room for is waited for; else it is left for later.
    /// Nothing is left behind a close frame: nobody would come for it.</param>
    private ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, bool waits)
    {
        if (_rest.Length > 0 || Volatile.Read(ref _said) is not null)
        {
            bytes = TakeLeft(bytes);
        }

        int sent = Put(bytes.Span, out SocketError error);
        bool isFull = sent < bytes.Length && error is SocketError.Success or SocketError.WouldBlock;
        if (isFull && (waits || _isClosed))
        {
            // A kernel with little room takes a part and calls that a success; the rest of the frame waits for room.
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
            // Who reads or sends finds the connection broken.
        }
    }

    private byte[] TakeLeft(ReadOnlyMemory<byte> then)
    {
        byte[] all = [.. _rest, .. Interlocked.Exchange(ref _said, null) ?? [], .. then.Span];
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
                rest = TakeLeft(ReadOnlyMemory<byte>.Empty);
            }
        }
        finally
        {
            End();
        }
    }

    /// <summary>An asynchronous send tries the kernel first as well, but only after it has rented an operation, taken the
    /// socket's queue lock and captured the context: a microsecond a frame that nearly no frame needs.</summary>
    private int Put(ReadOnlySpan<byte> bytes, out SocketError error)
    {
        try
        {
            return KernelSend.Send(handle, bytes, out error);
        }
        catch (ObjectDisposedException)
        {
            // The WebSocket ends itself when a receive finds the connection broken.
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

    /// <summary>A frame and the ping behind it in one piece, so that a kernel with little room cannot part them.</summary>
    private byte[] WithPing(ReadOnlySpan<byte> frame)
    {
        var both = new byte[frame.Length + FlowControlWindow.PingBytes];
        frame.CopyTo(both);
        window!.Ask(both.AsSpan(frame.Length));
        return both;
    }
}
