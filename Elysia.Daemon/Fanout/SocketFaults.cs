using System.Net.Sockets;
using System.Net.WebSockets;
using Elysia.Protocol.Messages;

namespace Elysia.Fanout;

/// <summary>Which exceptions of a socket are the world's doing, and so ordinary outcomes.</summary>
internal static class SocketFaults
{
    /// <summary>Whether the exception says that the connection broke or was closed, by the peer or by our own abort.</summary>
    /// <remarks>InvalidOperationException is not one of them, except for ObjectDisposedException, which derives from it: no
    /// socket throws it because of its peer, and our own bugs do.</remarks>
    public static bool IsExpected(Exception e) => e is WebSocketException or IOException or SocketException
        or ObjectDisposedException or OperationCanceledException;

    /// <summary>What an expected fault says about the viewer.</summary>
    /// <remarks>Nothing of ours is ever cancelled, and nothing is disposed before the session has ended. A WebSocket does both
    /// to itself when its ping was not answered in time: so a viewer shows that it reads nothing while the kernel still
    /// takes its frames.</remarks>
    public static CloseReason ReasonOf(Exception fault) => fault
        is OperationCanceledException or ObjectDisposedException
        or WebSocketException { WebSocketErrorCode: WebSocketError.InvalidState, InnerException: WebSocketException }
            ? CloseReason.SlowConsumer : CloseReason.PeerGone;
}
