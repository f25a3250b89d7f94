using System.Net.Sockets;
using System.Net.WebSockets;
using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Transport.WebSockets;

/// <summary>A WebSocket as the fan-out and the receive loop use it.</summary>
/// <param name="webSocket">The WebSocket.</param>
/// <param name="stream">The stream under it if its socket was detached. Null on the plain path, where the daemon does
/// not know what the viewer has read, and the WebSocket itself ends when a ping is not answered.</param>
internal sealed class WebSocketClientSocket(WebSocket webSocket, ClientStream? stream) : IClientSocket
{
    // A copy of the reference, so that a send reads one object less.
    private readonly FrameWriter? _writer = stream?.Writer;

    /// <summary>Limits what the client sends; null on the plain path, where that is not possible.</summary>
    internal InboundLimiter? Limiter { get; init; }

    /// <summary>The WebSocket, for receiving.</summary>
    public WebSocket WebSocket => webSocket;

    /// <inheritdoc/>
    /// <remarks>A send completes when the kernel has the frame; for a viewer that does not read, only when it has read
    /// enough of the earlier frames (<see cref="FlowControlWindow"/>).
    /// <para>If ManagedWebSocket has closed by itself, nothing is sent, and that is not a fault: the receive loop tells
    /// the session the reason. A fault would cut the connection before the client has read its close
    /// frame.</para></remarks>
    public ValueTask SendAsync(Frame frame)
    {
        if (_writer is null)
        {
            return webSocket.State is WebSocketState.Open or WebSocketState.CloseReceived
                ? webSocket.SendAsync(
                    frame.Payload, frame.IsBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text,
                    endOfMessage: true, CancellationToken.None)
                : ValueTask.CompletedTask;
        }

        ValueTask send = _writer.SendAsync(frame.Wire);
        return _writer.Window is not { } window || (send.IsCompletedSuccessfully && !window.IsFull)
            ? send : HeldAsync(send, window);
    }

    /// <inheritdoc/>
    public bool StillReads(long now) => _writer is null || _writer.StillReads(now);

    /// <inheritdoc/>
    public void HasRead() => _writer?.Window?.HasRead();

    /// <inheritdoc/>
    public bool Release() => _writer?.Window?.Open() == true;

    /// <inheritdoc/>
    public ValueTask CloseOutputAsync(CloseReason reason)
    {
        if (webSocket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return ValueTask.CompletedTask;
        }

        // RFC 6455 section 5.5.1: answer a close frame with the code that was received.
        bool echo = reason == CloseReason.PeerClosed && webSocket.CloseStatus is not null and not WebSocketCloseStatus.Empty;
        WebSocketCloseStatus status = echo ? webSocket.CloseStatus!.Value : (WebSocketCloseStatus)CloseCode.From(reason);
        return new ValueTask(webSocket.CloseOutputAsync(status, CloseCode.Text(reason), CancellationToken.None));
    }

    /// <summary>After the daemon's close frame: shuts down sending, then reads and discards until the peer closes.
    /// Closing a socket with unread bytes sends a reset, which can destroy the close frame before the peer reads
    /// it.</summary>
    /// <remarks>Bounded by the session's close deadline, which disposes the socket. On the plain path this does
    /// nothing.</remarks>
    public async Task DrainAsync()
    {
        var sink = new byte[1024];

        // RFC 6455 section 7.1.1: the server ends the connection first; a client may wait for that.
        stream?.Socket.Shutdown(SocketShutdown.Send);
        while (stream is not null && await stream.Socket.ReceiveAsync(sink).ConfigureAwait(false) > 0)
        {
        }
    }

    /// <inheritdoc/>
    public long Prefetch() => _writer?.Prefetch() ?? 0;

    /// <inheritdoc/>
    /// <remarks>Disposing a socket with a pending receive sends a reset, which destroys bytes that the viewer has not
    /// read yet, so the receive is ended first. Not done for a client that keeps sending: it would never see the end,
    /// because its receive window is not opened again after that.</remarks>
    public bool HangUp()
    {
        try
        {
            if (stream is null || stream.Socket.Available > 0)
            {
                return false;
            }

            stream.Socket.Shutdown(SocketShutdown.Both);
            return true;
        }
        catch (Exception e) when (SocketFaults.IsExpected(e))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Abort()
    {
        // WebSocket.Abort leaves the socket open; only Dispose ends what is pending (docs/ARCHITECTURE.md, traps).
        stream?.Socket.Dispose();
        webSocket.Dispose();
    }

    private static async ValueTask HeldAsync(ValueTask send, FlowControlWindow window)
    {
        await send.ConfigureAwait(false);
        await window.WhenReadAsync().ConfigureAwait(false);
    }
}
