using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Elysia.Transport;

/// <summary>Makes a listener that is bound to one address answer to every Host header, as a server behind a proxy must.</summary>
/// <remarks>HttpListener ties the address it binds to the name it answers to. One request of our own per port gives the
/// access that unties them; until then, and where the shim is not used, only the bound name is answered.</remarks>
/// <param name="address">The address that is bound.</param>
/// <param name="ports">The ports that are bound.</param>
internal sealed class AnyHost(IPAddress address, IReadOnlyList<int> ports)
{
    private readonly Dictionary<int, (object EndPoint, object Prefix)> _added = [];

    /// <summary>Unties a port at the first request that comes to it. Any thread.</summary>
    public void Ensure(HttpListener listener, HttpListenerContext context)
    {
        int port = context.Request.LocalEndPoint.Port;
        lock (_added)
        {
            if (!_added.ContainsKey(port))
            {
                _added[port] = HttpListenerInternals.AddAnyHost(listener, context, port);
            }
        }
    }

    /// <summary>Makes the first request to each port. Completes when all are untied.</summary>
    public async Task RequestAllAsync()
    {
        foreach (int port in ports)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address, port).ConfigureAwait(false);
            await client.Client.SendAsync(Encoding.ASCII.GetBytes(
                $"HEAD /health HTTP/1.1\r\nHost: {address}:{port}\r\nConnection: close\r\n\r\n")).ConfigureAwait(false);
            await client.Client.ReceiveAsync(new byte[1024]).ConfigureAwait(false);
        }
    }

    /// <summary>Takes everything back, so that the ports can be freed.</summary>
    public void Remove()
    {
        lock (_added)
        {
            foreach ((object EndPoint, object Prefix) added in _added.Values)
            {
                HttpListenerInternals.RemoveAnyHost(added);
            }

            _added.Clear();
        }
    }
}
