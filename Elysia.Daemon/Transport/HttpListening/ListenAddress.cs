using System.Net;
using System.Net.Sockets;

namespace Elysia.Transport.HttpListening;

/// <summary>Binds a listener, and owns what port 0 means: HttpListener refuses it.</summary>
internal static class ListenAddress
{
    /// <summary>How often a free port is asked for. A port that was free a moment ago may be taken: asking and binding are two
    /// steps.</summary>
    private const int Attempts = 16;

    /// <summary>Starts a listener.</summary>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="prefixes">The prefixes for a port.</param>
    /// <returns>The started listener and its real port.</returns>
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
                // A client connected before HttpListener had finished its constructor (architecture.md, traps). Letting the
                // collector close the half-made socket frees the port for another try.
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
