using System.Net.Sockets;
using Elysia.Configuration;

namespace Elysia.Transport.WebSockets;

/// <summary>The stream under a detached WebSocket: frames go straight to the kernel while it has room, nothing goes out behind
/// a close frame, and reads first give back what the client had sent together with its handshake.</summary>
/// <remarks>One reader: the WebSocket. Frames are sent by the viewer's sender, whole and framed once for all viewers; the
/// WebSocket writes only what it says itself, pongs and close frames (docs/decisions/0015). Between the frames it asks the
/// viewer how far it has read, and hears the answers (<see cref="FlowControlWindow"/>).</remarks>
internal sealed class ClientStream : NetworkStream
{
    private const byte CloseOpcode = FrameWriter.CloseFrame & 0x0F;

    private readonly InboundLimiter? _limiter;
    private ReadOnlyMemory<byte> _glued;
    private FrameScanner _scanner;

    /// <summary>A stream that owns its socket.</summary>
    /// <param name="socket">The socket; disposed with the stream.</param>
    /// <param name="glued">Bytes that were read from the socket already.</param>
    /// <param name="window">What the viewer has read; null where nobody asks.</param>
    /// <param name="limiter">What the client may send; null for anything.</param>
    internal ClientStream(Socket socket, ReadOnlyMemory<byte> glued, FlowControlWindow? window, InboundLimiter? limiter = null)
        : base(socket, ownsSocket: true)
    {
        _glued = glued;
        Writer = new FrameWriter(this, socket.SafeHandle, window);
        _limiter = limiter;

        // From here on a full kernel buffer answers "would block" instead of blocking. NetworkStream wants to be made before.
        socket.Blocking = false;
    }

    /// <summary>Writes frames to the socket.</summary>
    internal FrameWriter Writer { get; }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask<int> read = _glued.IsEmpty ? base.ReadAsync(buffer, cancellationToken)
            : ValueTask.FromResult(TakeGlued(buffer));

        // Nearly all waiting is done by reads of no bytes, so that an idle viewer costs no more than before.
        return buffer.IsEmpty ? read
            : read.IsCompletedSuccessfully ? Scanned(buffer, read.Result)
            : ScannedAsync(read, buffer);
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Writer.WriteControlAsync(buffer);

    /// <summary>Writes to the socket, and waits while the kernel has no room.</summary>
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

    /// <summary>What was read, once it was looked at; nothing, and that late, from a client that met a limit.</summary>
    private ValueTask<int> Scanned(Memory<byte> buffer, int read)
    {
        bool isLast = Scan(buffer.Span[..read]);
        return _limiter?.IsOver == true ? DrainAsync(_limiter, buffer, isLast || read == 0) : ValueTask.FromResult(read);
    }

    /// <returns>Whether the client has said goodbye.</returns>
    private bool Scan(ReadOnlySpan<byte> bytes)
    {
        int all = bytes.Length;
        int frames = 0;
        bool isLast = false;
        while (_scanner.TryNext(ref bytes, out ScannedFrame frame))
        {
            frames++;
            isLast |= frame.Opcode == CloseOpcode;
            _limiter?.Saw(frame);
            if (frame.Echo is { } echo)
            {
                Writer.Window?.Answered(echo);
            }
        }

        _limiter?.Took(frames, all, _scanner.IsInFrame);
        return isLast;
    }

    /// <summary>Reads and forgets, slowly, until the client goes, so that no reset takes our close frame from its hands; without
    /// anybody who sends one it ends at once.</summary>
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
