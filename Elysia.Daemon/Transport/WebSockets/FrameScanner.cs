using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Elysia.Transport.WebSockets;

/// <summary>Finds the frame headers in a client's bytes, however they are split; keeps no payload.</summary>
/// <remarks>ManagedWebSocket answers pings, consumes pongs and joins fragments without reporting them, so this scanner
/// sees the bytes first. It validates nothing: rejecting protocol violations is left to ManagedWebSocket.</remarks>
internal struct FrameScanner
{
    private const int PongOpcode = 0xA;
    private const int MaskBytes = 4;

    private Head _head;
    private int _have;
    private ulong _payload;

    /// <summary>Whether a frame has begun and not ended.</summary>
    public readonly bool IsInFrame => _have > 0 || _payload > 0;

    /// <summary>Advances to the end of the next header.</summary>
    /// <param name="bytes">Bytes from the client; on return, the bytes after the header.</param>
    /// <param name="frame">The header.</param>
    /// <returns>False when the bytes are used up.</returns>
    public bool TryNext(ref ReadOnlySpan<byte> bytes, out ScannedFrame frame)
    {
        while (!bytes.IsEmpty)
        {
            int skipped = (int)Math.Min(_payload, (ulong)bytes.Length);
            bytes = bytes[skipped..];
            _payload -= (ulong)skipped;
            if (bytes.IsEmpty)
            {
                break;
            }

            _head[_have++] = bytes[0];
            bytes = bytes[1..];
            if (_have >= 2 && _have == Needed())
            {
                frame = Complete();
                return true;
            }
        }

        frame = default;
        return false;
    }

    private readonly bool IsEcho => (_head[0] & 0x0F) == PongOpcode && (_head[1] & 0x7F) == sizeof(uint);

    private readonly int LengthBytes => (_head[1] & 0x7F) switch { 126 => 2, 127 => 8, _ => 0 };

    // A client that does not mask its frames will be closed; until then there is no mask to skip.
    private readonly int Mask => _head[1] >= 0x80 ? MaskBytes : 0;

    private readonly int Needed() => 2 + LengthBytes + Mask + (IsEcho ? sizeof(uint) : 0);

    private ScannedFrame Complete()
    {
        ReadOnlySpan<byte> head = _head;
        ulong length = LengthBytes switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(head[2..]),
            8 => BinaryPrimitives.ReadUInt64BigEndian(head[2..]),
            _ => (ulong)(head[1] & 0x7F),
        };
        uint? echo = null;
        if (IsEcho)
        {
            uint mask = Mask == 0 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(head[2..]);
            echo = BinaryPrimitives.ReadUInt32LittleEndian(head[(2 + Mask)..]) ^ mask;
        }

        _have = 0;
        _payload = echo is null ? length : 0;
        return new ScannedFrame((byte)(head[0] & 0x0F), head[0] >= 0x80, length, echo);
    }

    // The longest header: two bytes, a length of eight, a mask of four.
    [InlineArray(14)]
    private struct Head
    {
        private byte _first;
    }
}

/// <summary>The header of a frame that a client sent.</summary>
/// <param name="Opcode">The opcode, RFC 6455 section 5.2: 0 to 15.</param>
/// <param name="IsFinal">Whether the frame ends its message.</param>
/// <param name="Length">The payload length in bytes.</param>
/// <param name="Echo">The payload of a four-byte pong; otherwise null.</param>
internal readonly record struct ScannedFrame(byte Opcode, bool IsFinal, ulong Length, uint? Echo)
{
    /// <summary>Whether it is a close, a ping or a pong.</summary>
    public bool IsControl => Opcode >= 8;
}
