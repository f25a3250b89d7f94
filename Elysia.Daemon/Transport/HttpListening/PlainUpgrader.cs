using System.Net;
using System.Net.WebSockets;
using Elysia.Transport.WebSockets;

namespace Elysia.Transport.HttpListening;

/// <summary>Upgrades with HttpListener's own method: supported, but with Nagle's delay, 16 KB per viewer and no
/// detection of dead peers.</summary>
/// <param name="slowClose">The time for which a viewer may read nothing.</param>
internal sealed class PlainUpgrader(TimeSpan slowClose) : IUpgrader
{
    private const int ReceiveBufferBytes = 1024;

    /// <inheritdoc/>
    public async Task<WebSocketClientSocket> UpgradeAsync(HttpListener listener, HttpListenerContext context, string? subprotocol)
    {
        HttpListenerWebSocketContext accepted =
            await context.AcceptWebSocketAsync(subprotocol, ReceiveBufferBytes, slowClose / 3).ConfigureAwait(false);
        WebSocket webSocket = accepted.WebSocket;
        return new WebSocketClientSocket(webSocket, stream: null);
    }
}
