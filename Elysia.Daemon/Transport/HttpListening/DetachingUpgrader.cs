using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Elysia.Http;
using Elysia.Transport.WebSockets;

namespace Elysia.Transport.HttpListening;

/// <summary>Detaches the socket from HttpListener, answers the handshake itself and opens the WebSocket on the bare
/// socket.</summary>
/// <remarks>See docs/decisions/0004: fresh frames, 3 KB per viewer, dead peers are detected, frames sent with the
/// handshake are kept, and the close is safe.</remarks>
/// <param name="slowClose">The time for which a viewer may read nothing.</param>
/// <param name="inbound">Limits what clients send; null for no limits.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class DetachingUpgrader(TimeSpan slowClose, TimeProvider time, InboundTimeoutMonitor? inbound = null) : IUpgrader
{
    // The kernel's timeout for an acknowledgement, relative to the daemon's own. It is longer, so that the daemon
    // decides the close reason.
    private const double KernelTimeoutFactor = 1.25;

    // A viewer of protocol 2 acknowledges by itself, usually before a ping would be due.
    private readonly KeepAlivePolicy _keepAlive = new(time, slowClose / 3, slowClose);
    private readonly KeepAlivePolicy _keepAliveV2 = new(time, slowClose * 0.75, slowClose);

    // RFC 6455 section 1.3: the server appends this to the key to prove that it understood the handshake.
    private const string HandshakeGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <inheritdoc/>
    public Task<WebSocketClientSocket> UpgradeAsync(HttpListener listener, HttpListenerContext context, string? subprotocol)
    {
        string accept = Accept(context.Request.Headers["Sec-WebSocket-Key"]!.Trim());
        (Socket socket, ReadOnlyMemory<byte> glued) = HttpListenerInternals.Detach(listener, context);
        try
        {
            SocketTuning.Apply(socket, slowClose * KernelTimeoutFactor);
            string protocol = subprotocol is null ? "" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n";
            byte[] answer = Encoding.ASCII.GetBytes(
                $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
                    + $"Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n{protocol}\r\n");

            // A new socket's send buffer is empty, so this never blocks. An asynchronous send would leave 300 bytes
            // with every viewer.
            socket.Send(answer);
            InboundLimiter? limiter = inbound is null ? null : new InboundLimiter(inbound);
            bool acknowledges = subprotocol is UpgradeRequest.Protocol2 or UpgradeRequest.Protocol2Binary;
            var window = new FlowControlWindow(acknowledges ? _keepAliveV2 : _keepAlive);
            var stream = new ClientStream(socket, glued, window, limiter);

            // ClientStream sends keep-alive pings itself: ManagedWebSocket would drop a silent viewer without a close
            // frame.
            WebSocket webSocket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions
            {
                IsServer = true,
                SubProtocol = subprotocol,
                KeepAliveInterval = Timeout.InfiniteTimeSpan,
            });
            return Task.FromResult(new WebSocketClientSocket(webSocket, stream) { Limiter = limiter });
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Returns the Sec-WebSocket-Accept for a key.</summary>
    internal static string Accept(string key) =>
        Convert.ToBase64String(Sha1.HashData(Encoding.ASCII.GetBytes(key + HandshakeGuid)));
}
