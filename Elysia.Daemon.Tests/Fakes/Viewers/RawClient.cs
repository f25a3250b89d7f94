using System.Net.Sockets;
using System.Text;

namespace Elysia.Tests.Fakes.Viewers;

/// <summary>A client that sends raw bytes: for requests that no library would send, and for viewers that read
/// nothing.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly List<byte> _read = [];

    private RawClient()
    {
    }

    /// <summary>The key of RFC 6455 section 1.3, whose answer is <see cref="Accept"/>.</summary>
    public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    /// <summary>The answer to <see cref="Key"/>.</summary>
    public const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    /// <summary>Connects to loopback.</summary>
    /// <param name="port">The port.</param>
    /// <param name="receiveBufferBytes">Size of the kernel's receive buffer; 0 for the default.</param>
    public static async Task<RawClient> ConnectAsync(int port, int receiveBufferBytes = 0)
    {
        var client = new RawClient();
        if (receiveBufferBytes > 0)
        {
            client._socket.ReceiveBufferSize = receiveBufferBytes;
        }

        await client._socket.ConnectAsync("127.0.0.1", port).WaitAsync(Eventually.Deadline, TimeProvider.System);
        return client;
    }

    /// <summary>Connects and upgrades, then reads nothing.</summary>
    public static async Task<RawClient> UpgradeAsync(int port, int receiveBufferBytes = 0, string path = "/")
    {
        RawClient client = await ConnectAsync(port, receiveBufferBytes);
        await client.SendAsync(Request(port, path: path));
        StringAssert.StartsWith(await client.ReadHeadAsync(), "HTTP/1.1 101 ", StringComparison.Ordinal);
        return client;
    }

    /// <summary>Returns an upgrade request with optional changes.</summary>
    public static string Request(
        int port, string method = "GET", string path = "/", string http = "1.1", string? host = null,
        string? version = "13", string? key = Key, params string[] more)
    {
        var head = new StringBuilder($"{method} {path} HTTP/{http}\r\nHost: {host ?? $"127.0.0.1:{port}"}\r\n")
            .Append("Upgrade: websocket\r\nConnection: Upgrade\r\n");
        if (version is not null)
        {
            head.Append("Sec-WebSocket-Version: ").Append(version).Append("\r\n");
        }

        if (key is not null)
        {
            head.Append("Sec-WebSocket-Key: ").Append(key).Append("\r\n");
        }

        foreach (string line in more)
        {
            head.Append(line).Append("\r\n");
        }

        return head.Append("\r\n").ToString();
    }

    /// <summary>Sends raw text.</summary>
    public Task SendAsync(string ascii) => SendAsync(Encoding.ASCII.GetBytes(ascii));

    /// <summary>Sends raw bytes.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await Eventually.CompletesAsync(_socket.SendAsync(bytes).AsTask(), "bytes are sent")..];
        }
    }

    /// <summary>Shuts down the sending direction, like a client that leaves.</summary>
    public void Finish() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads the head of a response, up to and including the empty line.</summary>
    public async Task<string> ReadHeadAsync()
    {
        int end;
        while ((end = Text().IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            Assert.IsTrue(await ReadMoreAsync(), $"The connection ended after: {Text()}");
        }

        string head = Text()[..(end + 4)];
        _read.RemoveRange(0, end + 4);
        return head;
    }

    /// <summary>Reads until the server closes the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        while (await ReadMoreAsync())
        {
        }

        return Text();
    }

    /// <summary>Reads the bytes that have arrived, without waiting, and forgets them.</summary>
    /// <returns>The number of bytes.</returns>
    public int ReadSome()
    {
        var buffer = new byte[16 * 1024];
        int bytes = _read.Count + (_socket.Available > 0 ? _socket.Receive(buffer) : 0);
        _read.Clear();
        return bytes;
    }

    /// <summary>Reads the next frame of the server.</summary>
    public async Task<(int Opcode, byte[] Payload)> ReadFrameAsync()
    {
        (int Opcode, byte[] Payload, int Length)? frame;
        while ((frame = WebSocketFrames.TryParse([.. _read])) is null)
        {
            Assert.IsTrue(await ReadMoreAsync(), "The connection ended in the middle of a frame.");
        }

        _read.RemoveRange(0, frame.Value.Length);
        return (frame.Value.Opcode, frame.Value.Payload);
    }

    /// <summary>Reads frames, answering pings, until the wanted one arrives. The daemon streams without end, so there
    /// is a deadline.</summary>
    public async Task<byte[]> ReadFrameAsync(int opcode, Func<byte[], bool>? isWanted = null)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            (int Opcode, byte[] Payload) frame = await ReadFrameAsync();
            if (frame.Opcode == WebSocketFrames.Ping && opcode != WebSocketFrames.Ping)
            {
                await SendAsync(WebSocketFrames.Create(WebSocketFrames.Pong, frame.Payload));
            }

            if (frame.Opcode == opcode && isWanted?.Invoke(frame.Payload) != false)
            {
                return frame.Payload;
            }

            Assert.IsLessThan(Eventually.Deadline, TimeProvider.System.GetElapsedTime(start), $"No frame {opcode} as wanted.");
        }
    }

    /// <summary>Reads until a text message that contains these words.</summary>
    public async Task<string> ReadTextWithAsync(string words) => Encoding.UTF8.GetString(await ReadFrameAsync(
        WebSocketFrames.Text, p => Encoding.UTF8.GetString(p).Contains(words, StringComparison.Ordinal)));

    /// <summary>Reads frames until the close frame.</summary>
    /// <returns>Its code.</returns>
    public async Task<int> ReadCloseCodeAsync()
    {
        byte[] payload = await ReadFrameAsync(WebSocketFrames.Close);
        return (payload[0] << 8) | payload[1];
    }

    /// <summary>Shuts down the sending direction and keeps reading.</summary>
    public void FinishSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Ends the connection with a reset instead of a close frame, like a machine that was restarted.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private string Text() => Encoding.Latin1.GetString([.. _read]);

    private async Task<bool> ReadMoreAsync()
    {
        var buffer = new byte[16 * 1024];
        int bytes;
        try
        {
            bytes = await Eventually.CompletesAsync(_socket.ReceiveAsync(buffer.AsMemory()).AsTask(), "the server answers");
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            bytes = 0;
        }

        _read.AddRange(buffer.AsSpan(0, bytes));
        return bytes > 0;
    }
}
