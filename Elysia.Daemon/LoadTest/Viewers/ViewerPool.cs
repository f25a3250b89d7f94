using System.Net;
using System.Net.Sockets;

namespace Elysia.LoadTest.Viewers;

/// <summary>Owns the connections: opens a few at a time, puts viewers to sleep and wakes them, closes them. Used by the
/// loop's thread.</summary>
internal sealed class ViewerPool : IDisposable
{
    /// <summary>The maximum number of concurrent handshakes, so that no listen queue overflows: a lost SYN is sent
    /// again only after a second.</summary>
    public const int HandshakesMax = 64;

    /// <summary>The receive buffer of viewers that do not always read. Unit: bytes. Small, so that a server sees a full
    /// window within a second instead of after megabytes, like with a distant viewer on a slow connection.</summary>
    public const int SleeperReceiveBufferBytes = 4096;

    private readonly ViewerKind[] _kinds;
    private readonly IPEndPoint _address;
    private readonly byte[] _request;
    private readonly List<Viewer> _viewers;
    private readonly SortedDictionary<string, int> _losses = [];
    private int _handshaking;

    /// <summary>Creates a pool without connecting its viewers.</summary>
    /// <param name="target">The address to connect to.</param>
    /// <param name="kinds">One per viewer.</param>
    /// <param name="token">The token; null for none.</param>
    /// <param name="subprotocol">The offered subprotocol; null for none.</param>
    public ViewerPool(Uri target, ViewerKind[] kinds, string? token = null, string? subprotocol = null)
    {
        _kinds = kinds;
        _viewers = new List<Viewer>(kinds.Length);
        _request = Handshake.Request(target, token, subprotocol);
        _address = new IPEndPoint(
            IPAddress.TryParse(target.Host.Trim('[', ']'), out IPAddress? address) ? address : IPAddress.Loopback, target.Port);
    }

    /// <summary>The kernel's list of readable sockets.</summary>
    public Epoll Epoll { get; } = new();

    /// <summary>All viewers created so far, in the order of their numbers.</summary>
    public IReadOnlyList<Viewer> Viewers => _viewers;

    /// <summary>The number of viewers whose handshake is done and whose connection is alive.</summary>
    public int Open { get; private set; }

    /// <summary>Whether every connection was tried and either opened or failed.</summary>
    public bool IsSettled => _viewers.Count == _kinds.Length && _handshaking == 0;

    /// <summary>The reasons why viewers were lost, with counts.</summary>
    public IReadOnlyDictionary<string, int> Losses => _losses;

    /// <summary>Connects as many viewers as may be in a handshake. The first one is alone until it is open, so that it
    /// is the server's first viewer as well.</summary>
    public void ConnectMore()
    {
        int most = Open == 0 && _viewers.Count > 0 ? 1 : _viewers.Count == 0 ? 1 : HandshakesMax;
        while (_viewers.Count < _kinds.Length && _handshaking < most)
        {
            Connect(_viewers.Count);
        }
    }

    /// <summary>Marks a viewer as connected when its handshake is done.</summary>
    public void Opened(Viewer viewer)
    {
        viewer.Phase = ViewerPhase.Open;
        _handshaking--;
        Open++;
        if (!viewer.IsHealthy)
        {
            Sleep(viewer);
        }
    }

    /// <summary>Stops the viewer from reading.</summary>
    public void Sleep(Viewer viewer)
    {
        viewer.Wake = WakePhase.Asleep;
        Epoll.Modify(viewer.Descriptor, viewer.Index, interest: 0);
    }

    /// <summary>Lets the viewer read again.</summary>
    public void Wake(Viewer viewer, long now)
    {
        viewer.Wake = WakePhase.Woken;
        viewer.WokeAt = now;
        Epoll.Modify(viewer.Descriptor, viewer.Index, Epoll.Readable);
    }

    /// <summary>Sends a frame.</summary>
    /// <returns>False if the socket did not take the whole frame; the viewer is then lost.</returns>
    public bool Send(Viewer viewer, ReadOnlySpan<byte> frame)
    {
        int sent = viewer.Socket.Send(frame, SocketFlags.None, out SocketError error);
        if (error == SocketError.Success && sent == frame.Length)
        {
            return true;
        }

        Lose(viewer, $"could not send: {error}");
        return false;
    }

    /// <summary>Ends a viewer's connection and records the reason.</summary>
    public void Lose(Viewer viewer, string reason)
    {
        if (viewer.Phase == ViewerPhase.Closed)
        {
            return;
        }

        (Open, _handshaking) = viewer.Phase == ViewerPhase.Open ? (Open - 1, _handshaking) : (Open, _handshaking - 1);
        viewer.Phase = ViewerPhase.Closed;
        viewer.Socket.Dispose();
        Count(viewer.Kind, reason);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Viewer viewer in _viewers)
        {
            if (viewer.Phase == ViewerPhase.Open && viewer.IsHealthy)
            {
                // 1000 is a normal closure. A sleeping viewer disconnects without a close frame, like a machine that
                // was suspended.
                viewer.Socket.Send(ClientFrame.Encode(ServerFrame.Close, [0x03, 0xE8]), SocketFlags.None, out _);
            }

            viewer.Socket.Dispose();
        }

        Epoll.Dispose();
    }

    private void Connect(int index)
    {
        var socket = new Socket(_address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var viewer = new Viewer(index, _kinds[index], socket);
        _viewers.Add(viewer);
        _handshaking++;
        try
        {
            if (!viewer.IsHealthy)
            {
                socket.ReceiveBufferSize = SleeperReceiveBufferBytes;
            }

            socket.Connect(_address);
            socket.Blocking = false;
            Epoll.Add(viewer.Descriptor, index, Epoll.Readable);
            Send(viewer, _request);
        }
        catch (SocketException e)
        {
            Lose(viewer, $"could not connect: {e.SocketErrorCode}");
        }
    }

    private void Count(ViewerKind kind, string reason)
    {
        string key = $"{kind.ToString().ToLowerInvariant()}: {reason}";
        _losses[key] = _losses.GetValueOrDefault(key) + 1;
    }
}
