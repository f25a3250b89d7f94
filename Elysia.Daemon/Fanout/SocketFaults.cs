using System.Net.Sockets;
using System.Net.WebSockets;

namespace Elysia.Fanout;

/// <summary>Which exceptions of a socket are the world's doing, and so ordinary outcomes.</summary>
public static class SocketFaults
{
    /// <summary>Whether the exception says that the connection broke or was closed, by the peer or by our own abort.</summary>
    public static bool IsExpected(Exception e) => e is WebSocketException or IOException or SocketException
        or ObjectDisposedException or OperationCanceledException or InvalidOperationException;
}
