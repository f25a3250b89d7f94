using System.Net.Sockets;
using System.Text;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>A plain socket that sends arbitrary bytes, and reads an HTTP head and frames.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    private RawPeer()
    {
    }

    /// <summary>Whether the connection ended by a reset instead of an orderly end.</summary>
    public bool IsReset { get; private set; }

    /// <summary>Connects to loopback.</summary>
    public static async Task<RawPeer> ConnectAsync(int port)
    {
        var peer = new RawPeer();
        await peer._socket.ConnectAsync("127.0.0.1", port).WaitAsync(Eventually.Deadline, TimeProvider.System);
        return peer;
    }

    /// <summary>Connects and upgrades.</summary>
    public static async Task<RawPeer> UpgradeAsync(int port)
    {
        RawPeer peer = await ConnectAsync(port);
        await peer.SendAsync(Handshake.Ordinary.ToBytes(port));
        StringAssert.StartsWith(await peer.ReadHeadAsync(), "HTTP/1.1 101 ", StringComparison.Ordinal);
        return peer;
    }

    /// <summary>Sends bytes. It is not an error if the server has cut the connection meanwhile.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="oneByOne">Whether each byte is sent separately.</param>
    /// <returns>Whether the connection still accepts bytes.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> bytes, bool oneByOne = false)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                Task<int> sending = _socket.SendAsync(oneByOne ? bytes[..1] : bytes).AsTask();
                bytes = bytes[await Eventually.CompletesAsync(sending, "bytes are taken or the connection ends")..];
            }

            return true;
        }
        catch (SocketException)
        {
            // The connection was cut; earlier answers can still be read.
            return false;
        }
    }

    /// <summary>Ends the sending side of the TCP connection.</summary>
    public void Finish() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads the head of an HTTP response, or the part that arrived before the connection ended.</summary>
    public async Task<string> ReadHeadAsync()
    {
        int at;
        while ((at = _buffer.AsSpan(_start.._end).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await ReadMoreAsync())
            {
                return Encoding.Latin1.GetString(_buffer, _start, _end - _start);
            }
        }

        string head = Encoding.Latin1.GetString(_buffer, _start, at + 4);
        _start += at + 4;
        return head;
    }

    /// <summary>Reads the next frame; null when the connection has ended.</summary>
    public async Task<(int Opcode, byte[] Payload)?> ReadFrameAsync()
    {
        while (true)
        {
            if (WebSocketFrames.TryParse(_buffer.AsSpan(_start.._end)) is { } frame)
            {
                _start += frame.Length;
                return (frame.Opcode, frame.Payload);
            }

            if (!await ReadMoreAsync())
            {
                Assert.AreEqual(_start, _end, "The connection ended in the middle of a frame.");
                return null;
            }
        }
    }

    /// <summary>Reads until the connection ends.</summary>
    public async Task ReadToEndAsync()
    {
        do
        {
            _start = _end = 0;
        }
        while (await ReadMoreAsync());
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task<bool> ReadMoreAsync()
    {
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        try
        {
            int bytes = await Eventually.CompletesAsync(
                _socket.ReceiveAsync(_buffer.AsMemory(_end)).AsTask(), "the server answers or ends the connection");
            _end += bytes;
            return bytes > 0;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            IsReset = true;
            return false;
        }
    }
}
