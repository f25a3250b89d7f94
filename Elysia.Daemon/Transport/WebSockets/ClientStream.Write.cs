using System.Net.Sockets;
using Elysia.Fanout;

namespace Elysia.Transport.WebSockets;

/// <content>Writing: frames of the sender, pings, and what the WebSocket says itself, each whole.</content>
public sealed partial class ClientStream
{
    // RFC 6455 section 5.2: the first byte of a close frame, which is never fragmented.
    private const byte CloseFrame = 0x88;

    private const int Nobody = 0;
    private const int InKernel = 1;
    private const int WaitingForRoom = 2;

    private volatile bool _isClosed;

    // Whether somebody writes: for a call of the kernel, or until the viewer has read enough.
    private int _writing;

    // A frame that waits for another writer to end.
    private TaskCompletionSource? _free;

    // What is left of a ping or a pong that the kernel had no room for: before anything else. Whoever writes.
    private byte[] _rest = [];

    // What the WebSocket said while a frame waited for room: a pong, of which only the last counts (RFC 6455 section 5.5.3), or
    // the close frame. Any thread leaves it, who writes takes it.
    private byte[]? _said;

    /// <summary>Sends a whole frame, framing included. The viewer's sender, one call at a time.</summary>
    /// <remarks>Completes at once while the kernel takes it. Behind a close frame nothing is sent. Faults with
    /// <see cref="IOException"/> when the connection is gone.</remarks>
    public ValueTask SendAsync(ReadOnlyMemory<byte> frame) =>
        _isClosed ? ValueTask.CompletedTask : TryBegin() ? SendBegun(frame) : SendLaterAsync(frame);

    /// <summary>Reads once what a send will read, and does nothing.</summary>
    /// <returns>Of no meaning.</returns>
    public long Fetch() => _writing + (Window?.SentBytes ?? 0) + (_handle.IsClosed ? 1 : 0);

    /// <inheritdoc/>
    /// <remarks>The WebSocket's: pongs and the close frame. It never waits behind a frame that waits for the viewer.</remarks>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
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
        if (Window is null || _isClosed)
        {
            return true;
        }

        bool isDue = Window.IsPingDue(now);

        // While somebody writes there is another time.
        if ((isDue || Volatile.Read(ref _rest).Length > 0) && TryBegin())
        {
            _ = TryAsync(WriteAsync(isDue && !_isClosed ? Ping(Window, now) : default, waits: false));
        }

        return !Window.IsSilent(now);
    }

    private ValueTask SendBegun(ReadOnlyMemory<byte> frame)
    {
        if (_isClosed)
        {
            End();
            return ValueTask.CompletedTask;
        }

        return WriteAsync(Window?.Sent(frame.Length) == true ? WithPing(Window, frame.Span) : frame, waits: true);
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
                await base.WriteAsync(rest).ConfigureAwait(false);
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
            return KernelSend.Send(_handle, bytes, out error);
        }
        catch (ObjectDisposedException)
        {
            // The WebSocket ends itself when a receive finds the connection broken.
            error = SocketError.OperationAborted;
            return 0;
        }
    }

    private static byte[] Ping(FlowControlWindow window, long now)
    {
        var ping = new byte[FlowControlWindow.PingBytes];
        window.SentPing(now);
        window.Ask(ping);
        return ping;
    }

    /// <summary>A frame and the ping behind it in one piece, so that a kernel with little room cannot part them.</summary>
    private static byte[] WithPing(FlowControlWindow window, ReadOnlySpan<byte> frame)
    {
        var both = new byte[frame.Length + FlowControlWindow.PingBytes];
        frame.CopyTo(both);
        window.Ask(both.AsSpan(frame.Length));
        return both;
    }
}
