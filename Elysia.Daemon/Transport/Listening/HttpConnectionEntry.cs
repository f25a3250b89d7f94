using System.Net;
using System.Net.Sockets;
using Elysia.Admission.Limiting;

namespace Elysia.Transport.Listening;

/// <summary>A connection that is not (yet) a viewer, as the <see cref="HttpConnectionManager"/> keeps it. Guarded by the
/// manager's lock.</summary>
/// <param name="connection">HttpListener's object for the connection.</param>
/// <param name="socket">Its socket.</param>
/// <param name="stream">The stream that its request is read from.</param>
/// <param name="address">The peer's address.</param>
/// <param name="place">The connection's slot under the limits of its address; null when it is not counted.</param>
internal sealed class HttpConnectionEntry(
    object connection, Socket socket, RequestStream stream, IPAddress address, IDisposable? place)
{
    /// <summary>Its socket.</summary>
    public Socket Socket => socket;

    /// <summary>The source that the connection is counted for: the address of the client, or its /64 for IPv6.</summary>
    public Source Source { get; set; } = Source.From(address);

    /// <summary>HttpListener's object for the connection.</summary>
    public object Connection => connection;

    /// <summary>The peer's address.</summary>
    public IPAddress Address => address;

    /// <summary>When the present phase began: the connection was accepted, its request arrived, or its client read a piece of the
    /// response.</summary>
    public long Since { get; set; }

    /// <summary>Whether the request has arrived; before that the connection is half-open.</summary>
    public bool HasAsked { get; set; }

    /// <summary>Whether a long response is being sent, which the client may leave unread.</summary>
    public bool IsSending { get; set; }

    /// <summary>Whether only its client's silence keeps the connection: the client has sent no complete request, or does not read
    /// the response.</summary>
    public bool IsIdle => HasAsked ? IsSending : !stream.IsWhole && (IsGone || Unread() == 0);

    /// <summary>Whether the socket is closed; HttpListener closes it without notice.</summary>
    public bool IsGone => socket.SafeHandle.IsClosed;

    /// <summary>Returns the slot and gives up its ownership: the caller must dispose it.</summary>
    public IDisposable? TakePlace()
    {
        IDisposable? taken = place;
        place = null;
        return taken;
    }

    private int Unread()
    {
        try
        {
            return socket.Available;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }
}
