using System.Net.Sockets;
using System.Net.WebSockets;
using Elysia.Protocol.Messages;

namespace Elysia.Fanout;

/// <summary>Distinguishes the exceptions of a broken or closed connection, which are ordinary outcomes, from those of
/// bugs.</summary>
internal static class SocketFaults
{
    /// <summary>Returns whether the exception means that the connection broke or was closed, by the peer or by the
    /// daemon itself.</summary>
    /// <remarks>InvalidOperationException is not one of them, except for ObjectDisposedException, which derives from
    /// it: a socket never throws it because of its peer, while bugs in the daemon do.</remarks>
    public static bool IsExpected(Exception e) => e is WebSocketException or IOException or SocketException
        or ObjectDisposedException or OperationCanceledException;

    /// <summary>Returns the close reason that an expected fault stands for.</summary>
    /// <remarks>The daemon never cancels a send and disposes of nothing before the session has ended. A WebSocket,
    /// however, cancels and disposes of itself when its ping is not answered in time; this is how a viewer that does
    /// not read is noticed while the kernel still accepts its frames.</remarks>
    public static CloseReason ReasonOf(Exception fault) => fault
        is OperationCanceledException or ObjectDisposedException
        or WebSocketException { WebSocketErrorCode: WebSocketError.InvalidState, InnerException: WebSocketException }
            ? CloseReason.SlowConsumer : CloseReason.PeerGone;
}
