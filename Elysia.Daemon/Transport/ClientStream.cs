using System.Net.Sockets;

namespace Elysia.Transport;

/// <summary>The stream under a detached WebSocket: writes go straight to the kernel while it has room, nothing goes out behind
/// a close frame, and reads first give back what the client had sent together with its handshake.</summary>
/// <remarks>One reader, one writer at a time; the WebSocket sees to both.</remarks>
internal sealed class ClientStream : NetworkStream
{
    // RFC 6455 section 5.2: the first byte of a close frame, which is never fragmented.
    private const byte CloseFrame = 0x88;

    private readonly Socket _socket;
    private ReadOnlyMemory<byte> _glued;
    private bool _isClosed;

    /// <summary>A stream that owns its socket.</summary>
    /// <param name="socket">The socket; disposed with the stream.</param>
    /// <param name="glued">Bytes that were read from the socket already.</param>
    public ClientStream(Socket socket, ReadOnlyMemory<byte> glued)
        : base(socket, ownsSocket: true)
    {
        _socket = socket;
        _glued = glued;

        // From here on a full kernel buffer answers "would block" instead of blocking. NetworkStream wants to be made before.
        socket.Blocking = false;
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_glued.IsEmpty)
        {
            return base.ReadAsync(buffer, cancellationToken);
        }

        int bytes = Math.Min(buffer.Length, _glued.Length);
        _glued[..bytes].CopyTo(buffer);
        _glued = _glued[bytes..];
        return ValueTask.FromResult(bytes);
    }

    /// <inheritdoc/>
    /// <remarks>An asynchronous send tries the kernel first as well, but only after it has rented an operation, taken the
    /// socket's queue lock and captured the context: a microsecond a frame that nearly no frame needs.
    /// <para>Each write is a whole frame. When ManagedWebSocket closes of itself, because the client broke the protocol, a
    /// picture of the sender's may wait for its lock and would follow the close frame (RFC 6455 section 5.5.1).</para></remarks>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isClosed)
        {
            return ValueTask.CompletedTask;
        }

        _isClosed = !buffer.IsEmpty && buffer.Span[0] == CloseFrame;
        int sent = _socket.Send(buffer.Span, SocketFlags.None, out SocketError error);
        return error switch
        {
            SocketError.Success when sent == buffer.Length => ValueTask.CompletedTask,

            // A kernel with little room takes a part and calls that a success; the rest of the frame waits for room.
            SocketError.Success or SocketError.WouldBlock => base.WriteAsync(buffer[sent..], cancellationToken),
            _ => ValueTask.FromException(new IOException("The connection broke.", new SocketException((int)error))),
        };
    }
}
