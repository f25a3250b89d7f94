using System.Net.Sockets;

namespace Elysia.Transport;

/// <summary>A socket's stream that first gives back what the client had sent together with its handshake.</summary>
/// <param name="socket">The socket; disposed with the stream.</param>
/// <param name="rest">Bytes that were read from the socket already.</param>
internal sealed class GluedStream(Socket socket, ReadOnlyMemory<byte> rest) : NetworkStream(socket, ownsSocket: true)
{
    private ReadOnlyMemory<byte> _rest = rest;

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty)
        {
            return base.ReadAsync(buffer, cancellationToken);
        }

        int bytes = Math.Min(buffer.Length, _rest.Length);
        _rest[..bytes].CopyTo(buffer);
        _rest = _rest[bytes..];
        return ValueTask.FromResult(bytes);
    }
}
