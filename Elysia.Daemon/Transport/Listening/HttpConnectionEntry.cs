using System.Net;
using System.Net.Sockets;

namespace Elysia.Transport.Listening;

/// <summary>A connection that is no viewer (yet), as the <see cref="HttpConnectionManager"/> keeps it. Guarded by the
/// manager's lock.</summary>
/// <param name="connection">HttpListener's own object for it.</param>
/// <param name="socket">Its socket.</param>
/// <param name="address">The other end of it.</param>
/// <param name="place">Its place under the limits of its address; null where none counts it.</param>
internal sealed class HttpConnectionEntry(object connection, Socket socket, IPAddress address, IDisposable? place)
{
    /// <summary>HttpListener's own object for the connection.</summary>
    public object Connection => connection;

    /// <summary>The other end of the connection.</summary>
    public IPAddress Address => address;

    /// <summary>Since when it has been in its present phase: connected, or its request read.</summary>
    public long Since { get; set; }

    /// <summary>Whether its request has come; before that it is half-open.</summary>
    public bool HasAsked { get; set; }

    /// <summary>Whether the socket is closed; HttpListener closes it without telling anybody.</summary>
    public bool IsGone => socket.SafeHandle.IsClosed;

    /// <summary>Its place, for whoever frees it from now on.</summary>
    public IDisposable? TakePlace()
    {
        IDisposable? taken = place;
        place = null;
        return taken;
    }
}
