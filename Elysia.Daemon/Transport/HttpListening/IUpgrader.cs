using System.Net;
using Elysia.Http;
using Elysia.Transport.WebSockets;

namespace Elysia.Transport.HttpListening;

/// <summary>Turns an accepted request into a WebSocket. There are two implementations; tests run both.</summary>
internal interface IUpgrader
{
    /// <summary>Answers 101 and opens the WebSocket.</summary>
    /// <param name="listener">The listener of the context.</param>
    /// <param name="context">A request whose verdict is <see cref="UpgradeVerdict.Accept"/>.</param>
    /// <param name="subprotocol">The subprotocol to select; null for none.</param>
    Task<WebSocketClientSocket> UpgradeAsync(HttpListener listener, HttpListenerContext context, string? subprotocol);
}
