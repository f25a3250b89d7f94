using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Elysia.Http;
using Elysia.Transport.WebSockets;

namespace Elysia.Transport.HttpListening;

/// <summary>Takes the socket out of HttpListener, answers the handshake itself and opens the WebSocket on the bare
/// socket.</summary>
/// <remarks>See docs/decisions/0004: fresh frames, 3 KB a viewer, dead peers found, glued frames kept, a safe close.</remarks>
/// <param name="slowClose">How long a viewer may read nothing.</param>
/// <param name="inbound">Sees to what clients send; null for nobody.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class DetachingUpgrader(TimeSpan slowClose, TimeProvider time, InboundTimeoutMonitor? inbound = null) : IUpgrader
{
    // So much longer than we waits the kernel for an acknowledgement: the reason of the end is ours to name.
    private const double KernelPatience = 1.25;

    // A viewer of protocol 2 says by itself what it was told, sooner than it would be asked.
    private readonly KeepAlivePolicy _patience = new(time, slowClose / 3, slowClose);
    private readonly KeepAlivePolicy _patience2 = new(time, slowClose * 0.75, slowClose);

    // RFC 6455 section 1.3: what a server appends to the key to prove that it understood.
    private const string HandshakeGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <inheritdoc/>
    public Task<WebSocketClientSocket> UpgradeAsync(HttpListener listener, HttpListenerContext context, string? subprotocol)
    {
        string accept = Accept(context.Request.Headers["Sec-WebSocket-Key"]!.Trim());
        (Socket socket, ReadOnlyMemory<byte> glued) = HttpListenerInternals.Detach(listener, context);
        try
        {
            SocketTuning.Apply(socket, slowClose * KernelPatience);
            string protocol = subprotocol is null ? "" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n";
            byte[] answer = Encoding.ASCII.GetBytes(
                $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
                    + $"Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n{protocol}\r\n");

            // Into a new socket's empty buffer, so it never waits. An asynchronous send would leave 300 bytes with every viewer.
            socket.Send(answer);
            InboundLimiter? limiter = inbound is null ? null : new InboundLimiter(inbound);
            bool saysByItself = subprotocol is UpgradeRequest.Protocol2 or UpgradeRequest.Protocol2Binary;
            var stream = new ClientStream(socket, glued, new FlowControlWindow(saysByItself ? _patience2 : _patience), limiter);

            // ClientStream asks for signs of life itself: ManagedWebSocket would cut a viewer off without a word.
            WebSocket webSocket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions
            {
                IsServer = true, SubProtocol = subprotocol, KeepAliveInterval = Timeout.InfiniteTimeSpan,
            });
            return Task.FromResult(new WebSocketClientSocket(webSocket, stream) { Limiter = limiter });
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The Sec-WebSocket-Accept for a key.</summary>
    internal static string Accept(string key) =>
        Convert.ToBase64String(Sha1.HashData(Encoding.ASCII.GetBytes(key + HandshakeGuid)));
}
