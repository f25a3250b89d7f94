using System.Net;
using System.Net.Sockets;
using Elysia.Transport.HttpListening;

namespace Elysia.Tests.Fakes.Viewers;

/// <summary>Two ends of a TCP connection with small buffers; the near end has the daemon's options for a viewer's
/// socket.</summary>
internal static class SocketPair
{
    public static async Task<(Socket Near, Socket Far)> CreateAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        Task<Socket> accepting = listener.AcceptAsync();
        await far.ConnectAsync(listener.LocalEndPoint!);
        Socket near = await accepting;
        SocketTuning.Apply(near, TimeSpan.FromSeconds(30));
        return (near, far);
    }
}
