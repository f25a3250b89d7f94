using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Elysia.LoadTest.Viewers;

namespace Elysia.Bench.Attack.Attackers;

/// <summary>A connection of an attacker: sends raw bytes, and reads answers as far as they matter.</summary>
internal sealed class Peer : IDisposable
{
    // Not a close code: the callback that reads the frames has seen enough.
    private const int Enough = -1;

    private readonly Attacker _attacker;
    private readonly Socket _socket;
    private readonly CancellationTokenRegistration _over;
    private readonly FrameRemainder _remainder = new();
    private readonly byte[] _buffer = new byte[16 * 1024];
    private ReadOnlyMemory<byte> _rest;

    /// <summary>Creates a connection without opening it.</summary>
    /// <param name="attacker">The attacker.</param>
    /// <param name="from">The local address.</param>
    /// <param name="receiveBufferBytes">Size of the kernel's receive buffer; 0 for the default.</param>
    public Peer(Attacker attacker, IPAddress from, int receiveBufferBytes)
    {
        // IP_BIND_ADDRESS_NO_PORT: the port is chosen at connect, so that ports in TIME_WAIT can be reused.
        const int IpLevel = 0;
        const int BindAddressNoPort = 24;
        _attacker = attacker;
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.SetRawSocketOption(IpLevel, BindAddressNoPort, BitConverter.GetBytes(1));
        if (receiveBufferBytes > 0)
        {
            _socket.ReceiveBufferSize = receiveBufferBytes;
        }

        _socket.Bind(new IPEndPoint(from, 0));
        _over = attacker.Over.Register(_socket.Dispose);
    }

    /// <summary>Handles a frame of the server.</summary>
    /// <returns>Whether to read on.</returns>
    public delegate bool FrameSeen(int opcode, ReadOnlySpan<byte> payload);

    /// <summary>Every byte of the HTTP answers; null unless a caller sets it in order to check them.</summary>
    public MemoryStream? Kept { get; set; }

    /// <summary>Opens the connection.</summary>
    public Task ConnectAsync() => _socket.ConnectAsync(_attacker.Target, _attacker.Port);

    /// <summary>Sends raw bytes.</summary>
    /// <returns>Whether the connection took all of them.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                int sent = await _socket.SendAsync(bytes).ConfigureAwait(false);
                _attacker.Tally.Sent(sent);
                bytes = bytes[sent..];
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Sends byte after byte with a pause between them.</summary>
    public async Task<bool> DribbleAsync(ReadOnlyMemory<byte> bytes, TimeSpan pause)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (!await SendAsync(bytes.Slice(i, 1)).ConfigureAwait(false))
            {
                return false;
            }

            await _attacker.PauseAsync(pause).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Reads the head of an HTTP response and counts its status.</summary>
    /// <returns>The status; 0 if the connection ends without one.</returns>
    public async Task<int> ReadStatusAsync()
    {
        int length = 0;
        while (length < _buffer.Length)
        {
            int bytes = await ReceiveAsync(_buffer.AsMemory(length)).ConfigureAwait(false);
            length += bytes;
            int end = _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0 && Handshake.TryRead(_buffer.AsSpan(0, length), out int status) > 0)
            {
                _rest = _buffer.AsMemory((end + 4)..length);
                _attacker.Tally.Count($"HTTP {status}");
                return status;
            }

            if (bytes == 0)
            {
                break;
            }
        }

        _attacker.Tally.Count(length == 0 ? "closed without a word" : "closed in the middle of an answer");
        return 0;
    }

    /// <summary>Reads frames until a close frame or the end of the connection, and counts the kind of end.</summary>
    /// <param name="onFrame">Called with every frame; null for none.</param>
    public async Task ReadFramesAsync(FrameSeen? onFrame = null)
    {
        while (true)
        {
            if (_rest.IsEmpty)
            {
                int bytes = await ReceiveAsync(_buffer).ConfigureAwait(false);
                if (bytes == 0)
                {
                    _attacker.Tally.Count("cut");
                    return;
                }

                _rest = _buffer.AsMemory(0, bytes);
            }

            if (CloseCodeIn(onFrame) is { } code)
            {
                if (code == Enough)
                {
                    return;
                }

                _attacker.Tally.Count($"close {code}");
                return;
            }
        }
    }

    /// <summary>Reads and discards everything until the connection ends.</summary>
    public async Task DrainAsync()
    {
        while (await ReceiveAsync(_buffer).ConfigureAwait(false) > 0)
        {
        }
    }

    /// <summary>Shuts down the sending direction.</summary>
    public void FinishSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Ends the connection with a reset instead of a close frame.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _over.Dispose();
        _socket.Dispose();
    }

    private int? CloseCodeIn(FrameSeen? onFrame)
    {
        ReadOnlySpan<byte> data = _remainder.Join(_rest.Span);
        _rest = default;
        FrameStatus status;
        while ((status = ServerFrame.TryRead(data, out ServerFrame frame)) == FrameStatus.Complete)
        {
            if (onFrame?.Invoke(frame.Opcode, frame.Payload) == false)
            {
                return Enough;
            }

            if (frame.Opcode == ServerFrame.Close)
            {
                return frame.Payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(frame.Payload) : 1005;
            }

            data = data[frame.LengthBytes..];
        }

        if (status != FrameStatus.Incomplete)
        {
            _attacker.Tally.Breach($"a frame from the server is {status}");
            return 0;
        }

        _remainder.Keep(data);
        return null;
    }

    private async Task<int> ReceiveAsync(Memory<byte> buffer)
    {
        try
        {
            int bytes = await _socket.ReceiveAsync(buffer).ConfigureAwait(false);
            Kept?.Write(buffer.Span[..bytes]);
            return bytes;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            _attacker.Tally.Count("reset");
            return 0;
        }
    }
}
