using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Elysia.Transport;

/// <summary>Takes the socket out of HttpListener, answers the handshake itself and opens the WebSocket on the bare
/// socket.</summary>
/// <remarks>See docs/decisions/0004: fresh frames, 3 KB a viewer, dead peers found, glued frames kept, a safe close.</remarks>
/// <param name="slowClose">How long a viewer may read nothing: it must answer a ping within this time.</param>
/// <param name="watch">Sees to what clients send; null for nobody.</param>
internal sealed class DetachingUpgrader(TimeSpan slowClose, StreamWatch? watch = null) : IUpgrader
{
    // RFC 6455 section 1.3: what a server appends to the key to prove that it understood.
    private const string HandshakeGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <inheritdoc/>
    public Task<WebSocketClientSocket> UpgradeAsync(HttpListener listener, HttpListenerContext context, string? subprotocol)
    {
        string accept = Accept(context.Request.Headers["Sec-WebSocket-Key"]!.Trim());
        (Socket socket, ReadOnlyMemory<byte> glued) = HttpListenerInternals.Detach(listener, context);
        try
        {
            SocketTuning.Apply(socket, slowClose);
            string protocol = subprotocol is null ? "" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n";
            byte[] answer = Encoding.ASCII.GetBytes(
                $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
                    + $"Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n{protocol}\r\n");

            // Into a new socket's empty buffer, so it never waits. An asynchronous send would leave 300 bytes with every viewer.
            socket.Send(answer);
            var window = new ReadWindow();
            StreamGuard? guard = watch is null ? null : new StreamGuard(watch);
            var stream = new ClientStream(socket, glued, window, guard);
            WebSocket webSocket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions
            {
                IsServer = true,
                SubProtocol = subprotocol,

                // A ping after a third of the time, and two thirds to answer it: together the promised limit. A viewer of
                // protocol 2 answers the heartbeat sooner than that, so it is hardly ever pinged.
                KeepAliveInterval = subprotocol == UpgradeRequest.Protocol2 ? slowClose / 2 : slowClose / 3,
                KeepAliveTimeout = subprotocol == UpgradeRequest.Protocol2 ? slowClose / 2 : slowClose * 2 / 3,
            });
            return Task.FromResult(new WebSocketClientSocket(webSocket, socket, window) { Guard = guard });
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
