using System.Net;
using System.Net.Sockets;

namespace Elysia.Transport.HttpListening;

/// <summary>Binds a listener, and resolves port 0, which HttpListener refuses.</summary>
internal static class ListenAddress
{
    /// <summary>The maximum number of attempts to bind a free port. A port that was free may be taken a moment later,
    /// because finding and binding are two steps.</summary>
    private const int Attempts = 16;

    /// <summary>Starts a listener.</summary>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <param name="prefixes">Returns the prefixes for a port.</param>
    /// <returns>The started listener and its actual port.</returns>
    /// <exception cref="HttpListenerException">The port is taken or may not be bound.</exception>
    public static (HttpListener Listener, int Port) Bind(int port, Func<int, IEnumerable<string>> prefixes)
    {
        for (int attempt = 1; ; attempt++)
        {
            int real = port == 0 ? FreePort() : port;
            var listener = new HttpListener { IgnoreWriteExceptions = true };
            try
            {
                foreach (string prefix in prefixes(real))
                {
                    listener.Prefixes.Add(prefix);
                }

                listener.Start();
                return (listener, real);
            }
            catch (HttpListenerException) when (port == 0 && attempt < Attempts)
            {
                listener.Close();
            }
            catch (ArgumentNullException) when (attempt < Attempts)
            {
                // A client connected before HttpListener had finished its constructor (architecture.md, traps). When
                // the collector closes the incomplete socket, the port is free for another attempt.
                listener.Close();
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
