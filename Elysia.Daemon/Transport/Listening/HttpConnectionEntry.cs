using System.Net;
using System.Net.Sockets;
using Elysia.Admission.Network;

namespace Elysia.Transport.Listening;

/// <summary>A connection that is no viewer (yet), as the <see cref="HttpConnectionManager"/> keeps it. Guarded by the
/// manager's lock.</summary>
/// <param name="connection">HttpListener's own object for it.</param>
/// <param name="socket">Its socket.</param>
/// <param name="stream">What its request is read from.</param>
/// <param name="address">The other end of it.</param>
/// <param name="place">Its place under the limits of its address; null where none counts it.</param>
internal sealed class HttpConnectionEntry(
    object connection, Socket socket, RequestStream stream, IPAddress address, IDisposable? place)
{
    /// <summary>Its socket.</summary>
    public Socket Socket => socket;

    /// <summary>The source that it is counted for: the address of the client, or its /64 for IPv6.</summary>
    public IPAddress Source { get; set; } = AddressSource.From(address);

    /// <summary>HttpListener's own object for the connection.</summary>
    public object Connection => connection;

    /// <summary>The other end of the connection.</summary>
    public IPAddress Address => address;

    /// <summary>Since when it has been in its present phase: connected, its request read, or a piece of its answer
    /// taken.</summary>
    public long Since { get; set; }

    /// <summary>Whether its request has come; before that it is half-open.</summary>
    public bool HasAsked { get; set; }

    /// <summary>Whether it is sent a long answer, so that its client may keep it waiting.</summary>
    public bool IsSending { get; set; }

    /// <summary>Whether the client alone keeps it: it has sent no whole request, or does not read its answer.</summary>
    public bool IsIdle => HasAsked ? IsSending : !stream.IsWhole && (IsGone || Unread() == 0);

    /// <summary>Whether the socket is closed; HttpListener closes it without telling anybody.</summary>
    public bool IsGone => socket.SafeHandle.IsClosed;

    /// <summary>Its place, for whoever frees it from now on.</summary>
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
