using System.Net;
using System.Net.Sockets;
using System.Text;
using Elysia.Protocol.Wire;
using Elysia.Transport.Listening;
using Elysia.Transport.WebSockets;

namespace Elysia.Transport.HttpListening;

/// <summary>Tests <see cref="HttpListenerInternals"/> on a temporary loopback listener, once at startup, before
/// anything depends on it.</summary>
/// <remarks>It also warms HttpListener up: its first start in a process can fail when a client connects within its
/// first microseconds.</remarks>
internal static class TransportSelfTest
{
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Returns why the internals must not be used, or null when everything works.</summary>
    public static async Task<string?> FindFaultAsync(TimeProvider time)
    {
        try
        {
            (HttpListener listener, int port) = ListenAddress.Bind(0, p => [$"http://127.0.0.1:{p}/"]);
            try
            {
                await TryAsync(listener, port, time).WaitAsync(TestTimeout, time).ConfigureAwait(false);
                return null;
            }
            finally
            {
                listener.Close();
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The cause may be a missing member, another type or a timeout. The plain path works without any of this.
            return $"{e.GetType().Name}: {e.Message}";
        }
    }

    private static async Task TryAsync(HttpListener listener, int port, TimeProvider time)
    {
        object endPoint = HttpListenerInternals.EndPointOf(IPAddress.Loopback, port);
        (object, object) anyHost = HttpListenerInternals.AddAnyHost(listener, endPoint, port);
        using Socket listening = HttpListenerInternals.TakeListeningSocket(endPoint);

        // The accept that HttpListener already has under way; the request that it delivers is aborted and forgotten.
        using TcpClient first = await RequestAsync(port).ConfigureAwait(false);
        HttpListenerContext spent = await listener.GetContextAsync().ConfigureAwait(false);
        spent.Response.Abort();
        HttpListenerInternals.Forget(listener, spent);

        using TcpClient halfOpen = await ConnectAsync(port).ConfigureAwait(false);
        (Socket socket, object connection) = await AcceptAsync(listening, endPoint).ConfigureAwait(false);
        HttpListenerInternals.End(connection);
        if (!socket.SafeHandle.IsClosed)
        {
            throw new IOException("A connection could not be ended.");
        }

        using TcpClient client = await RequestAsync(port).ConfigureAwait(false);
        await AcceptAsync(listening, endPoint).ConfigureAwait(false);
        HttpListenerContext context = await listener.GetContextAsync().ConfigureAwait(false);
        await UpgradeAsync(listener, context, client.Client, time).ConfigureAwait(false);
        HttpListenerInternals.RemoveAnyHost(anyHost);
    }

    private static async Task<TcpClient> ConnectAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port).ConfigureAwait(false);
        return client;
    }

    private static async Task<TcpClient> RequestAsync(int port)
    {
        TcpClient client = await ConnectAsync(port).ConfigureAwait(false);
        await client.Client.SendAsync(Encoding.ASCII.GetBytes(
            $"GET / HTTP/1.1\r\nHost: probe.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Key}\r\n\r\n")).ConfigureAwait(false);
        return client;
    }

    private static async Task<(Socket Socket, object Connection)> AcceptAsync(Socket listening, object endPoint)
    {
        Socket socket = await listening.AcceptAsync().ConfigureAwait(false);
        var stream = new RequestStream(socket, () => { }, () => { });
        object connection = HttpListenerInternals.NewConnection(socket, stream, endPoint);
        HttpListenerInternals.Begin(connection);
        return (socket, connection);
    }

    private static async Task UpgradeAsync(HttpListener listener, HttpListenerContext context, Socket client, TimeProvider time)
    {
        WebSocketClientSocket socket = await new DetachingUpgrader(TestTimeout, time)
            .UpgradeAsync(listener, context, null)
            .ConfigureAwait(false);
        try
        {
            await socket.SendAsync(new Frame(FrameKind.Session, "probe"u8.ToArray())).ConfigureAwait(false);
            byte[] expected = [.. Encoding.ASCII.GetBytes($"{DetachingUpgrader.Accept(Key)}\r\n\r\n"), 0x81, 5, .. "probe"u8];
            await ReadUntilAsync(client, expected).ConfigureAwait(false);
        }
        finally
        {
            socket.Abort();
        }
    }

    private static async Task ReadUntilAsync(Socket socket, byte[] expected)
    {
        var buffer = new byte[1024];
        int length = 0;
        while (!buffer.AsSpan(0, length).EndsWith(expected))
        {
            int bytes = await socket.ReceiveAsync(buffer.AsMemory(length)).ConfigureAwait(false);
            length += bytes > 0 ? bytes : throw new IOException("The detached socket was closed.");
        }
    }
}
