using System.Net.Sockets;

namespace Elysia.Transport.HttpListening;

/// <summary>Sets socket options that keep frames fresh and detect dead peers. Linux; options that the kernel lacks are
/// skipped.</summary>
internal static class SocketTuning
{
    private const int IpProtoTcp = 6;
    private const int TcpUserTimeout = 18;
    private const int TcpNotSentLowWater = 25;

    /// <summary>The maximum number of bytes that the kernel keeps unsent for one viewer before a send is
    /// pending.</summary>
    /// <remarks>Unit: bytes. 16 KiB: about 200 deltas, 3 s at full rate; a keyframe fits many times. Without it the
    /// kernel buffers up to 4 MB of stale frames (measured, docs/ARCHITECTURE.md).</remarks>
    private const int NotSentLowWaterBytes = 16 * 1024;

    /// <summary>The kernel's send buffer, which holds bytes that are sent but not yet acknowledged.</summary>
    /// <remarks>Unit: bytes; Linux doubles it for bookkeeping. 32 KiB: 0.2 s of round trip at 160 KB/s, fifty times
    /// what a viewer receives.</remarks>
    private const int SendBufferBytes = 32 * 1024;

    /// <summary>Applies the options to an accepted socket.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="unacknowledged">The time for which data may stay unacknowledged before the kernel ends the
    /// connection.</param>
    public static void Apply(Socket socket, TimeSpan unacknowledged)
    {
        // Nagle's algorithm would hold a delta back until the last one is acknowledged: 34 ms at p99 instead of 1.5.
        socket.NoDelay = true;
        socket.SendBufferSize = SendBufferBytes;
        SetRaw(socket, TcpUserTimeout, (int)unacknowledged.TotalMilliseconds);
        SetRaw(socket, TcpNotSentLowWater, NotSentLowWaterBytes);
    }

    /// <summary>Tunes a socket for a long answer: the kernel takes no more of it than the client reads soon.</summary>
    public static void ApplyToAnswer(Socket socket)
    {
        try
        {
            SetRaw(socket, TcpNotSentLowWater, NotSentLowWaterBytes);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client has left.
        }
    }

    private static void SetRaw(Socket socket, int option, int value)
    {
        try
        {
            socket.SetRawSocketOption(IpProtoTcp, option, BitConverter.GetBytes(value));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ProtocolOption)
        {
            // An older kernel: viewers are slightly less fresh, but everything works.
        }
    }
}
