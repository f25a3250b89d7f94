using System.Net;
using System.Net.Sockets;
using Elysia.Transport.HttpListening;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport.Listening;

/// <summary>Accepts connections in place of HttpListener, so that limits apply before a request is read, and hands the
/// sockets to it. HttpListener itself accepts without a limit, and recurses until the process dies when descriptors run
/// out.</summary>
/// <remarks>See docs/decisions/0008. One accepting task per port; it ends when the listener is disposed.</remarks>
internal sealed class ConnectionListener : IDisposable
{
    /// <summary>The pause before the next attempt when the kernel has no descriptor or memory for a
    /// connection.</summary>
    /// <remarks>100 ms: meanwhile, new connections wait in the kernel's queue.</remarks>
    private static readonly TimeSpan ShortagePause = TimeSpan.FromMilliseconds(100);

    /// <summary>The interval at which a lasting shortage is logged.</summary>
    private static readonly TimeSpan LogEvery = TimeSpan.FromMinutes(1);

    /// <summary>The number of connections accepted in one batch, after which other work of the thread pool gets its
    /// turn.</summary>
    private const int BatchSize = 32;

    /// <summary>The pause after a full batch of rejected connections: the next ones are then accepted together, which
    /// costs a third of waking for each.</summary>
    /// <remarks>4 ms: about 7,000 connections per second are rejected at most; the others wait in the kernel's queue or
    /// are refused by the kernel. An honest client among them waits that much longer.</remarks>
    private static readonly TimeSpan FloodPause = TimeSpan.FromMilliseconds(4);

    /// <summary>The pause when at least a batch of connections, and half of the recent ones, closed without a request:
    /// each such connection costs 0.1 ms.</summary>
    /// <remarks>16 ms: 2,000 per second.</remarks>
    private static readonly TimeSpan UnaskedPause = TimeSpan.FromMilliseconds(16);

    /// <summary>Pause while all places are taken by connections that are being served.</summary>
    /// <remarks>4 ms: a herd of 10,000 waits in the kernel's queue and is served as fast as without a limit.</remarks>
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(4);

    /// <summary>Connections that may wait in the kernel's queue.</summary>
    /// <remarks>4,096: what net.core.somaxconn allows by default.</remarks>
    private const int Backlog = 4096;

    private readonly object _endPoint;
    private readonly (object EndPoint, object Prefix)? _anyHost;
    private readonly Socket _listening;
    private readonly ConnectionAdmission _admission;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private long? _loggedAt;

    private ConnectionListener(
        object endPoint, (object EndPoint, object Prefix)? anyHost, ConnectionAdmission admission, TimeProvider time, ILogger log)
    {
        (_endPoint, _anyHost, _admission, _time, _log) = (endPoint, anyHost, admission, time, log);
        _listening = HttpListenerInternals.TakeListeningSocket(endPoint);

        // A herd overflows HttpListener's own queue of 500, and a client that the kernel drops tries again only after a
        // second.
        _listening.Listen(Backlog);
        Completion = AcceptAsync();
    }

    /// <summary>Faults when a bug ends the accept loop; completes when the listener is disposed.</summary>
    public Task Completion { get; }

    /// <summary>Takes over a port of a listener that has been started.</summary>
    /// <param name="listener">The listener.</param>
    /// <param name="address">The bound address; 0.0.0.0 for all.</param>
    /// <param name="port">The port.</param>
    /// <param name="admission">Decides about each connection.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="log">The log for shortages.</param>
    public static async Task<ConnectionListener> OpenAsync(
        HttpListener listener, IPAddress address, int port, ConnectionAdmission admission, TimeProvider time, ILogger log)
    {
        object endPoint = HttpListenerInternals.EndPointOf(address, port);
        bool everywhere = address.Equals(IPAddress.Any);

        // Bound to one address, HttpListener accepts only one host name; a server behind a proxy must accept any.
        (object, object)? anyHost = everywhere ? null : HttpListenerInternals.AddAnyHost(listener, endPoint, port);
        var opened = new ConnectionListener(endPoint, anyHost, admission, time, log);
        await CompletePendingAcceptAsync(everywhere ? IPAddress.Loopback : address, port).ConfigureAwait(false);
        return opened;
    }

    /// <summary>Stops accepting and frees the port.</summary>
    public void Dispose()
    {
        _listening.Dispose();
        if (_anyHost is { } added)
        {
            HttpListenerInternals.RemoveAnyHost(added);
        }
    }

    /// <summary>Completes the one accept that HttpListener still has under way, with a connection of the daemon's
    /// own.</summary>
    private static async Task CompletePendingAcceptAsync(IPAddress address, int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address, port).ConfigureAwait(false);
        await client.Client.SendAsync("HEAD /ws HTTP/1.0\r\n\r\n"u8.ToArray()).ConfigureAwait(false);
        await client.Client.ReceiveAsync(new byte[1024]).ConfigureAwait(false);
    }

    private async Task AcceptAsync()
    {
        // Returns to the caller at once, even if connections are already waiting.
        await Task.Yield();
        using var spare = new SpareDescriptors();
        int rejected = 0;
        (int acceptedBefore, int closedBefore) = (0, 0);
        for (int accepted = 1; ; accepted++)
        {
            try
            {
                int closed = _admission.ClosedBeforeRequest - closedBefore;
                if (closed >= BatchSize || accepted - acceptedBefore >= 2 * BatchSize)
                {
                    bool isMostlyUnasked = closed * 2 >= accepted - acceptedBefore;
                    (acceptedBefore, closedBefore) = (accepted, _admission.ClosedBeforeRequest);
                    if (isMostlyUnasked)
                    {
                        await Task.Delay(UnaskedPause, _time).ConfigureAwait(false);
                    }
                }

                if (rejected >= BatchSize)
                {
                    rejected = 0;
                    await Task.Delay(FloodPause, _time).ConfigureAwait(false);
                }
                else if (accepted % BatchSize == 0)
                {
                    await Task.Yield();
                }

                while (_admission.IsBusy)
                {
                    await Task.Delay(BusyPause, _time).ConfigureAwait(false);
                }

                if (!spare.TryHold())
                {
                    await WaitAsync(SocketError.TooManyOpenSockets).ConfigureAwait(false);
                    continue;
                }

                Socket socket = await _listening.AcceptAsync().ConfigureAwait(false);
                rejected = _admission.Receive(socket, _endPoint) ? 0 : rejected + 1;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionAborted or SocketError.ConnectionReset)
            {
                // The client left before it was accepted.
            }
            catch (Exception e) when (e is ObjectDisposedException
                or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException e)
            {
                spare.Release();
                await WaitAsync(e.SocketErrorCode).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits while the kernel has no resources for another connection. Retrying at once would only keep a core
    /// busy.</summary>
    private async Task WaitAsync(SocketError error)
    {
        if (_loggedAt is not { } logged || _time.GetElapsedTime(logged) > LogEvery)
        {
            _loggedAt = _time.GetTimestamp();
            _log.DescriptorsExhausted(error);
        }

        _admission.FreeDescriptor();
        await Task.Delay(ShortagePause, _time).ConfigureAwait(false);
    }
}
