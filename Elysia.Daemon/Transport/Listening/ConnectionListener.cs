using System.Net;
using System.Net.Sockets;
using Elysia.Transport.HttpListening;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport.Listening;

/// <summary>Accepts connections in HttpListener's place, so that limits hold before a request is read, and hands the sockets to
/// it. HttpListener itself accepts without a limit, and calls itself until the process dies when descriptors run out.</summary>
/// <remarks>See docs/decisions/0008. One accepting task per port; ends when it is closed.</remarks>
internal sealed class ConnectionListener : IDisposable
{
    /// <summary>Pause before the next attempt when the kernel has no descriptor or memory for a connection.</summary>
    /// <remarks>100 ms: who waits meanwhile waits in the kernel's queue.</remarks>
    private static readonly TimeSpan ShortagePause = TimeSpan.FromMilliseconds(100);

    /// <summary>How often a shortage that lasts is told.</summary>
    private static readonly TimeSpan TellEvery = TimeSpan.FromMinutes(1);

    /// <summary>Connections that are accepted in one go; then whoever else waits for a thread of the pool has its turn.</summary>
    private const int InOneGo = 32;

    /// <summary>Pause after that many were turned away in a row: the next ones come together, which costs a third of being
    /// woken for each.</summary>
    /// <remarks>4 ms: some 7,000 a second are turned away at most, the others wait in the kernel's queue or are refused by
    /// it. Somebody honest among them waits that much longer.</remarks>
    private static readonly TimeSpan FloodPause = TimeSpan.FromMilliseconds(4);

    /// <summary>Pause after as many left without a request, if they are most of those that came: whoever connects only to leave
    /// costs 0.1 ms each.</summary>
    /// <remarks>16 ms: 2,000 a second.</remarks>
    private static readonly TimeSpan VainPause = TimeSpan.FromMilliseconds(16);

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
    private long? _toldAt;

    private ConnectionListener(
        object endPoint, (object EndPoint, object Prefix)? anyHost, ConnectionAdmission admission, TimeProvider time, ILogger log)
    {
        (_endPoint, _anyHost, _admission, _time, _log) = (endPoint, anyHost, admission, time, log);
        _listening = HttpListenerInternals.TakeListeningSocket(endPoint);

        // A herd overflows HttpListener's own queue of 500, and a client that the kernel drops tries again only after a second.
        _listening.Listen(Backlog);
        Completion = AcceptAsync();
    }

    /// <summary>Faults when accepting ended by a bug; completes when it is closed.</summary>
    public Task Completion { get; }

    /// <summary>Takes over a port of a listener that has been started.</summary>
    /// <param name="listener">The listener.</param>
    /// <param name="address">The address that is bound; 0.0.0.0 for all.</param>
    /// <param name="port">The port.</param>
    /// <param name="admission">Decides about each connection.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="log">Where shortages are told.</param>
    public static async Task<ConnectionListener> OpenAsync(
        HttpListener listener, IPAddress address, int port, ConnectionAdmission admission, TimeProvider time, ILogger log)
    {
        object endPoint = HttpListenerInternals.EndPointOf(address, port);
        bool everywhere = address.Equals(IPAddress.Any);

        // Bound to one address HttpListener answers to one name; a server behind a proxy must answer to any.
        (object, object)? anyHost = everywhere ? null : HttpListenerInternals.AddAnyHost(listener, endPoint, port);
        var opened = new ConnectionListener(endPoint, anyHost, admission, time, log);
        await SpendAcceptAsync(everywhere ? IPAddress.Loopback : address, port).ConfigureAwait(false);
        return opened;
    }

    /// <summary>Accepts no more and frees the port.</summary>
    public void Dispose()
    {
        _listening.Dispose();
        if (_anyHost is { } added)
        {
            HttpListenerInternals.RemoveAnyHost(added);
        }
    }

    /// <summary>Uses up the one accept that HttpListener still has under way, by a connection of our own.</summary>
    private static async Task SpendAcceptAsync(IPAddress address, int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address, port).ConfigureAwait(false);
        await client.Client.SendAsync("HEAD /ws HTTP/1.0\r\n\r\n"u8.ToArray()).ConfigureAwait(false);
        await client.Client.ReceiveAsync(new byte[1024]).ConfigureAwait(false);
    }

    private async Task AcceptAsync()
    {
        // Leaves the caller at once, whatever is waiting to be accepted.
        await Task.Yield();
        using var spare = new SpareDescriptors();
        int turnedAway = 0;
        (int cameBefore, int leftBefore) = (0, 0);
        for (int accepted = 1; ; accepted++)
        {
            try
            {
                int left = _admission.LeftUnasked - leftBefore;
                if (left >= InOneGo || accepted - cameBefore >= 2 * InOneGo)
                {
                    bool inVain = left * 2 >= accepted - cameBefore;
                    (cameBefore, leftBefore) = (accepted, _admission.LeftUnasked);
                    if (inVain)
                    {
                        await Task.Delay(VainPause, _time).ConfigureAwait(false);
                    }
                }

                if (turnedAway >= InOneGo)
                {
                    turnedAway = 0;
                    await Task.Delay(FloodPause, _time).ConfigureAwait(false);
                }
                else if (accepted % InOneGo == 0)
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
                turnedAway = _admission.Receive(socket, _endPoint) ? 0 : turnedAway + 1;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionAborted or SocketError.ConnectionReset)
            {
                // It left before it was its turn.
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

    /// <summary>The kernel has nothing left for one more connection. Asking again at once would only keep a core busy.</summary>
    private async Task WaitAsync(SocketError error)
    {
        if (_toldAt is not { } told || _time.GetElapsedTime(told) > TellEvery)
        {
            _toldAt = _time.GetTimestamp();
            _log.DescriptorsExhausted(error);
        }

        _admission.MakeRoom();
        await Task.Delay(ShortagePause, _time).ConfigureAwait(false);
    }
}
