using System.Net.Sockets;

namespace Elysia.Transport.HttpListening;

/// <summary>Socket options that keep frames fresh and find dead peers. Linux; what a kernel lacks is left out.</summary>
internal static class SocketTuning
{
    private const int IpProtoTcp = 6;
    private const int TcpUserTimeout = 18;
    private const int TcpNotSentLowWater = 25;

    /// <summary>Most bytes the kernel keeps unsent for one viewer before a send is pending.</summary>
    /// <remarks>Unit: bytes. 16 KiB: some 200 deltas, 3 s at full rate; a keyframe fits many times. Without it the kernel
    /// hoards up to 4 MB of stale frames (measured, docs/ARCHITECTURE.md).</remarks>
    private const int NotSentLowWaterBytes = 16 * 1024;

    /// <summary>Kernel send buffer, in which what is sent and not yet acknowledged is kept.</summary>
    /// <remarks>Unit: bytes; Linux doubles it for bookkeeping. 32 KiB: 0.2 s of round trip at 160 KB/s, fifty times what a
    /// viewer gets.</remarks>
    private const int SendBufferBytes = 32 * 1024;

    /// <summary>Tunes an accepted socket.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="unacknowledged">How long data may stay unacknowledged until the kernel ends the connection.</param>
    public static void Apply(Socket socket, TimeSpan unacknowledged)
    {
        // Nagle would hold a delta back until the last one is acknowledged: 34 ms at p99 instead of 1.5.
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
            // An older kernel: viewers are a little less fresh, nothing is wrong.
        }
    }
}
