using System.Net.Sockets;
using Elysia.Configuration;

namespace Elysia.Transport.WebSockets;

/// <summary>The stream under a detached WebSocket: writes frames straight to the kernel while it has room, sends
/// nothing after a close frame, and first returns the bytes that the client had sent together with its
/// handshake.</summary>
/// <remarks>The WebSocket is the only reader. The viewer's sender sends frames, complete and framed once for all
/// viewers; the WebSocket writes only its own frames: pongs and close frames (docs/decisions/0015). Between the frames,
/// pings ask the viewer how far it has read, and this stream sees the answers (<see
/// cref="FlowControlWindow"/>).</remarks>
internal sealed class ClientStream : NetworkStream
{
    private const byte CloseOpcode = FrameWriter.CloseFrame & 0x0F;

    private readonly InboundLimiter? _limiter;
    private ReadOnlyMemory<byte> _glued;
    private FrameScanner _scanner;

    /// <summary>Creates a stream that owns its socket.</summary>
    /// <param name="socket">The socket; disposed with the stream.</param>
    /// <param name="glued">Bytes that were already read from the socket.</param>
    /// <param name="window">Tracks what the viewer has read; null for no flow control.</param>
    /// <param name="limiter">Limits what the client sends; null for no limits.</param>
    internal ClientStream(Socket socket, ReadOnlyMemory<byte> glued, FlowControlWindow? window, InboundLimiter? limiter = null)
        : base(socket, ownsSocket: true)
    {
        _glued = glued;
        Writer = new FrameWriter(this, socket.SafeHandle, window);
        _limiter = limiter;

        // From here on a full kernel buffer returns "would block" instead of blocking. The NetworkStream constructor
        // requires a blocking socket.
        socket.Blocking = false;
    }

    /// <summary>Writes frames to the socket.</summary>
    internal FrameWriter Writer { get; }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask<int> read = _glued.IsEmpty ? base.ReadAsync(buffer, cancellationToken)
            : ValueTask.FromResult(TakeGlued(buffer));

        // Nearly all waiting happens in zero-byte reads, so an idle viewer costs nothing extra.
        return buffer.IsEmpty ? read
            : read.IsCompletedSuccessfully ? Scanned(buffer, read.Result)
            : ScannedAsync(read, buffer);
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Writer.WriteControlAsync(buffer);

    /// <summary>Writes to the socket; waits while the kernel has no room.</summary>
    internal ValueTask WriteToSocketAsync(ReadOnlyMemory<byte> bytes) => base.WriteAsync(bytes);

    private int TakeGlued(Memory<byte> buffer)
    {
        int bytes = Math.Min(buffer.Length, _glued.Length);
        _glued[..bytes].CopyTo(buffer);
        _glued = _glued[bytes..];
        return bytes;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _limiter?.Leave();
        base.Dispose(disposing);
    }

    private async ValueTask<int> ScannedAsync(ValueTask<int> read, Memory<byte> buffer) =>
        await Scanned(buffer, await read.ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>Scans what was read and returns its length; for a client that exceeded a limit returns 0, after a
    /// delay.</summary>
    private ValueTask<int> Scanned(Memory<byte> buffer, int read)
    {
        bool isLast = Scan(buffer.Span[..read]);
        return _limiter?.IsOver == true ? DrainAsync(_limiter, buffer, isLast || read == 0) : ValueTask.FromResult(read);
    }

    /// <returns>Whether the client has sent a close frame.</returns>
    private bool Scan(ReadOnlySpan<byte> bytes)
    {
        int all = bytes.Length;
        int frames = 0;
        bool isLast = false;
        while (_scanner.TryNext(ref bytes, out ScannedFrame frame))
        {
            frames++;
            isLast |= frame.Opcode == CloseOpcode;
            _limiter?.RecordFrame(frame);
            if (frame.Echo is { } echo)
            {
                Writer.Window?.Answered(echo);
            }
        }

        _limiter?.RecordRead(frames, all, _scanner.IsInFrame);
        return isLast;
    }

    /// <summary>Reads slowly and discards until the client closes, so that no reset destroys the daemon's close frame.
    /// Ends at once if there is no session to send one.</summary>
    /// <remarks>Bounded by the session's close deadline, which disposes the socket.</remarks>
    /// <returns>0: the end of the stream.</returns>
    private async ValueTask<int> DrainAsync(InboundLimiter limiter, Memory<byte> buffer, bool isLast)
    {
        while (!isLast && limiter.HasSession)
        {
            await Task.Delay(Limits.FloodPause, limiter.Time).ConfigureAwait(false);
            int read = await base.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false);
            isLast = read == 0 || Scan(buffer.Span[..read]);
        }

        return 0;
    }
}
